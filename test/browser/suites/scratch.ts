import { getDevice, setBackend } from '../../../src/index.ts';
import { quadKernel, quadShape, type QuadShape } from '../../../src/kernels/matmul/quad.ts';
import { productOf } from '../../../src/kernels/matmul/product.ts';
import { constantLines } from '../../../src/runtime/plan/wgsl.ts';

export async function scratch(cases: [string, number, number, number][], options: Partial<QuadShape>[]) {
  await setBackend('webgpu', { profile: 'soft' });
  const dev: any = await getDevice();
  const d: GPUDevice = dev.native;
  const out: string[] = [];
  let salt = 0;
  for (const [op, m, n, k] of cases) {
    const ta = op[0] === 'T', tb = op[1] === 'T';
    const p = productOf(ta ? [k, m] : [m, k], tb ? [n, k] : [k, n], { transposeA: ta, transposeB: tb });
    const buf = (w: number) => d.createBuffer({ size: Math.max(256, w * 4 + 64), usage: GPUBufferUsage.STORAGE });
    const [A, B, C, bias] = [buf(m * k), buf(k * n), buf(m * n), buf(n)];
    for (const o of [{}, ...options]) {
      const shape = { ...quadShape(p), ...o };
      const q = quadKernel(p, shape);
      const times: number[] = []; let pipe: any;
      for (let r = 0; r < 3; r++) {
        const store = `const SALT = ${salt++}u;\nfn store(i: u32, row: u32, column: u32, value: f32) { let v = value + bias[column]; c[i] = max(v, 0.0f); }`;
        let code = [constantLines(q.constants), store, `@group(0) @binding(2) var<storage, read> bias: array<f32, ${n}>;\n@group(0) @binding(3) var<storage, read_write> c: array<f32, ${m * n}>;`, q.code].join('\n');
        const dirs = code.match(/^(?:enable|diagnostic).*;$/gm)!; code = dirs.join('\n') + '\n' + code.replace(/^(?:enable|diagnostic).*;$/gm, '');
        const t0 = performance.now();
        pipe = await d.createComputePipelineAsync({ layout: 'auto', compute: { module: d.createShaderModule({ code }), entryPoint: 'main' } });
        times.push(performance.now() - t0);
      }
      const bg = d.createBindGroup({ layout: pipe.getBindGroupLayout(0), entries: [A, B, bias, C].map((buffer, binding) => ({ binding, resource: { buffer } })) });
      const run = async (cnt: number) => { const e = d.createCommandEncoder(); const ps = e.beginComputePass(); ps.setPipeline(pipe); ps.setBindGroup(0, bg); for (let i = 0; i < cnt; i++) ps.dispatchWorkgroups(...q.workgroups); ps.end(); const t = performance.now(); d.queue.submit([e.finish()]); await d.queue.onSubmittedWorkDone(); return performance.now() - t; };
      await run(3);
      const est = (await run(5)) / 5; const cnt = Math.max(3, Math.min(200, Math.round(30 / est)));
      const ts = []; for (let r = 0; r < 5; r++) ts.push((await run(cnt)) / cnt);
      ts.sort((a, b) => a - b); times.sort((a, b) => a - b);
      out.push(`${op} ${m}x${n}x${k} ${shape.down}x${shape.across} ${shape.rows}x${shape.columns} u${shape.unroll} q${shape.quads}: compile ${times[1]!.toFixed(0)} ms, run ${(ts[0]! * 1000).toFixed(0)} us (${(2 * m * n * k / ts[0]! / 1e6).toFixed(2)} GF)`);
    }
  }
  return out;
}
