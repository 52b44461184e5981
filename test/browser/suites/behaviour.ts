/** Behaviours on the GPU; each returns what went wrong, or null. */
import {
  compare,
  getBackend,
  getDevice,
  input,
  layers,
  ops,
  sequential,
  setBackend,
  type Tensor,
  tensor,
} from '../../../src/index.ts';
import { GpuDevice } from '../../../src/runtime/gpu/device.ts';
import { apply } from '../../../src/runtime/graph.ts';
import { jit } from '../../../src/runtime/jit.ts';
import { defineOp } from '../../../src/runtime/op.ts';
import { errorCases } from '../../cases/errors.ts';
import { rivalBugs } from '../../cases/rivalBugs.ts';
import { check, checkClose, checkEqual, failure } from '../../expectations.ts';

async function gpu(): Promise<GpuDevice> {
  await setBackend('webgpu', { profile: 'soft' });
  const device = await getDevice();
  check(device instanceof GpuDevice, 'a GPU is needed');
  return device;
}

function small() {
  const m = sequential([input([3]), layers.dense({ units: 4, activation: 'relu' }), layers.dense({ units: 1 })]);
  m.compile({ optimizer: 'sgd', loss: 'mse' });
  return m;
}

const x = tensor([
  [1, 2, 3],
  [4, 5, 6],
]);
const y = tensor([[1], [2]]);

/** An op whose kernel does not compile. */
const brokenOp = defineOp<null>({
  name: 'broken',
  infer: ([a]) => [a!], // one input
  cpu: ([b], [a]) => b!.set(a!),
  lower: (context) => [
    context.kernel(
      '@group(0) @binding(0) var<storage, read> x: array<f32>;\n@group(0) @binding(1) var<storage, read_write> y: array<f32>;\n@compute @workgroup_size(1)\nfn main() {\n  y[0] = x[0] + nonsense;\n}',
      {
        file: 'broken.wgsl',
        bindings: { x: context.input(0), y: context.output() },
        workgroups: [1],
      },
    ),
  ],
});

/** An op whose kernel computes something else than its reference. */
const wrongOp = defineOp<null>({ ...brokenOp, name: 'wrong', map: { wgsl: ([a]) => `(${a} + 1.0)` } });

const gpuBehaviours: Readonly<Record<string, () => Promise<void>>> = {
  async 'a lost device gives DeviceLostError, and a new one goes on from the last known weights'() {
    const device = await gpu();
    const m = small();
    await m.fit(x, y, { epochs: 1 });
    const weights = await m.getWeights();
    device.native.destroy();
    await device.native.lost;
    const error = await failure(() => m.fit(x, y));
    checkEqual(error.name, 'DeviceLostError', 'error');
    check(error.message.includes("setBackend('webgpu')"), 'the message says what to do');
    await gpu();
    const after = await m.getWeights();
    after.forEach((each, index) => checkEqual([...each.data], [...weights[index]!.data], `weight ${index}`)); // the same model
    await m.fit(x, y, { epochs: 1 });
  },

  async 'without WebGPU models run on the CPU, with one warning'() {
    const warnings: string[] = [];
    const { warn } = console;
    const own = Object.getOwnPropertyDescriptor(Navigator.prototype, 'gpu');
    Object.defineProperty(Navigator.prototype, 'gpu', { configurable: true, get: () => undefined });
    console.warn = (text: string) => warnings.push(text);
    try {
      const error = await failure(() => setBackend('webgpu'));
      checkEqual(error.name, 'GpuUnavailableError', 'error of setBackend');
      const fresh = (await import(/* @vite-ignore */ `../../../src/runtime/backend.ts?fresh=${Date.now()}`)) as {
        getDevice(): Promise<{ kind: string }>;
      };
      checkEqual((await fresh.getDevice()).kind, 'cpu', 'device');
      checkEqual(warnings.length, 1, 'warnings');
      check(warnings[0]!.includes('no WebGPU'), 'the warning says why'); // one warning
    } finally {
      console.warn = warn;
      if (own) Object.defineProperty(Navigator.prototype, 'gpu', own);
    }
  },

  async 'a kernel that does not compile is reported with file and line'() {
    await gpu();
    const error = await failure(() => jit((a) => apply(brokenOp, [a], null))([1]));
    checkEqual(error.name, 'ShaderError', 'error');
    check(error.message.includes('broken.wgsl:5'), `file and line: ${error.message}`);
    check(error.message.includes('nonsense'), 'what is wrong');
  },

  async 'compare names the first step that differs'() {
    await gpu();
    checkEqual(await compare((a) => ops.softmax(ops.multiply(a, 2)), [[1, 2, 3]]), null, 'softmax');
    const found = await compare(
      (a) => ops.softmax(apply(wrongOp, [ops.matmul(a, a)], null)),
      [
        [1, 0],
        [0, 1],
      ],
    );
    check(found?.label.includes('wrong') === true, `the step: ${JSON.stringify(found)}`);
  },

  async 'weights follow the model from device to device'() {
    await gpu();
    const m = small();
    await m.fit(x, y, { epochs: 2 });
    const onGpu = (await m.predict(x)) as Tensor; // one output
    await setBackend('cpu');
    checkEqual(getBackend(), 'cpu', 'backend');
    const onCpu = (await m.predict(x)) as Tensor; // one output
    onCpu.data.forEach((value, index) => checkClose(onGpu.data[index], value, `prediction ${index}`));
    await m.fit(x, y, { epochs: 1 });
    await gpu();
    await m.predict(x);
  },

  async 'batch sizes not seen before do not compile again'() {
    const device = await gpu();
    const m = small();
    const rows = (count: number) => tensor(new Float32Array(count * 3).fill(0.5), [count, 3]);
    await m.predict(rows(64), { batchSize: 32 });
    const { pipelines } = device.counters;
    for (const count of [1, 5, 31, 33, 200]) {
      const predicted = (await m.predict(rows(count), { batchSize: 32 })) as Tensor; // one output
      checkEqual(predicted.shape, [count, 1], 'shape');
    }
    check(
      device.counters.pipelines - pipelines <= 2,
      `only loaders may be new: ${device.counters.pipelines - pipelines}`,
    );
  },

  async 'an epoch of thousands of batches'() {
    await gpu();
    const rows = 4500; // more than one digit of a batch's number holds, and more than one submit
    const line = () => sequential([layers.dense({ units: 1, kernelInitializer: 'ones', inputShape: [1] })]);
    const numbers = Float32Array.from({ length: rows }, (_, row) => row);
    const predicted = (await line().predict(tensor(numbers, [rows, 1]), { batchSize: 1 })) as Tensor; // one output
    checkEqual(
      predicted.data.findIndex((value, row) => value !== row),
      -1,
      'the first wrong row',
    );
    const fitted = async () => {
      const m = line();
      m.compile({ optimizer: 'sgd', loss: 'mse' });
      const few = tensor(
        numbers.subarray(0, 600).map((value) => value / 600),
        [600, 1],
      );
      await m.fit(few, new Float32Array(600), { batchSize: 1, shuffle: false });
      return (await m.getWeights())[0]!.data[0]!; // a kernel
    };
    const onGpu = await fitted();
    await setBackend('cpu');
    checkClose(onGpu, await fitted(), 'the kernel after 600 batches');
  },

  async 'training goes on in a hidden page'() {
    await gpu();
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
    const { requestAnimationFrame } = window;
    window.requestAnimationFrame = () => {
      throw new Error('training must not wait for frames');
    };
    try {
      await small().fit(x, y, { epochs: 3 });
    } finally {
      window.requestAnimationFrame = requestAnimationFrame;
    }
  },
};

/** Runs everything; failures by name, null where all is well. */
export async function runBehaviours(): Promise<Record<string, string | null>> {
  const results: Record<string, string | null> = {};
  const attempt = async (name: string, body: () => Promise<void>) => {
    try {
      await body();
      results[name] = null;
    } catch (error) {
      results[name] = error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  };
  await gpu();
  for (const [name, body] of Object.entries(rivalBugs)) await attempt(name, body);
  for (const [name, { error, says, run }] of Object.entries(errorCases)) {
    await attempt(name, async () => {
      const thrown = await failure(run);
      checkEqual(thrown.name, error, 'error');
      for (const part of says) check(thrown.message.includes(part), `the message must say ${part}: ${thrown.message}`);
    });
  }
  for (const [name, body] of Object.entries(gpuBehaviours)) await attempt(name, body);
  return results;
}
