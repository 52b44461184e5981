/** Pipelines by text: equal WGSL is compiled once per device, all at once, and never while the page waits. */
import type { Counters } from '../device.ts';
import { ShaderError } from '../errors.ts';
import type { PlannedDispatch } from '../plan/plan.ts';

export type Access = 'read' | 'read_write';

/** Compiled kernels and the layouts they share. */
export class Pipelines {
  readonly #device: GPUDevice;
  readonly #counters: Counters;
  readonly #layouts = new Map<string, GPUBindGroupLayout>();
  readonly #pipelineLayouts = new Map<string, GPUPipelineLayout>();
  readonly #pipelines = new Map<string, Promise<GPUComputePipeline>>();
  #uniform: GPUBindGroupLayout | null = null;

  constructor(device: GPUDevice, counters: Counters) {
    this.#device = device;
    this.#counters = counters;
  }

  /** The layout of a bind group of storage buffers; shared by all kernels with the same accesses. */
  layout(accesses: readonly Access[]): GPUBindGroupLayout {
    const key = accesses.join();
    const known = this.#layouts.get(key);
    if (known) return known;
    const layout = this.#device.createBindGroupLayout({
      label: `storage ${key}`,
      entries: accesses.map((access, binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: access === 'read' ? 'read-only-storage' : 'storage' },
      })),
    });
    this.#layouts.set(key, layout);
    return layout;
  }

  /** The layout of the bind group with the number of the batch. */
  batchLayout(): GPUBindGroupLayout {
    this.#uniform ??= this.#device.createBindGroupLayout({
      label: 'batch',
      entries: [0, 1].map((binding) => ({
        binding,
        visibility: GPUShaderStage.COMPUTE,
        buffer: { type: 'uniform', hasDynamicOffset: true, minBindingSize: 4 },
      })),
    });
    return this.#uniform;
  }

  #pipelineLayout(accesses: readonly Access[], batched: boolean): GPUPipelineLayout {
    const key = `${accesses.join()}${batched ? ' batch' : ''}`;
    const known = this.#pipelineLayouts.get(key);
    if (known) return known;
    const groups = [this.layout(accesses), ...(batched ? [this.batchLayout()] : [])];
    const layout = this.#device.createPipelineLayout({ label: key, bindGroupLayouts: groups });
    this.#pipelineLayouts.set(key, layout);
    return layout;
  }

  /** The pipeline of a kernel; compiled in the background when it is new. */
  get(
    dispatch: Pick<PlannedDispatch, 'label' | 'file' | 'source' | 'code'>,
    accesses: readonly Access[],
    batched = false,
  ): Promise<GPUComputePipeline> {
    const known = this.#pipelines.get(dispatch.code);
    if (known) return known;
    this.#counters.pipelines++;
    const module = this.#device.createShaderModule({ label: dispatch.label, code: dispatch.code });
    const pipeline = this.#device
      .createComputePipelineAsync({
        label: dispatch.label,
        layout: this.#pipelineLayout(accesses, batched),
        compute: { module, entryPoint: 'main' },
      })
      .catch(async (cause: unknown) => {
        this.#pipelines.delete(dispatch.code);
        throw await shaderError(module, dispatch, cause);
      });
    this.#pipelines.set(dispatch.code, pipeline);
    return pipeline;
  }
}

/** A compile error with the shader file, its line where the text is from the file, and the line itself. */
async function shaderError(
  module: GPUShaderModule,
  dispatch: Pick<PlannedDispatch, 'label' | 'file' | 'source' | 'code'>,
  cause: unknown,
): Promise<ShaderError> {
  const info = await module.getCompilationInfo();
  const lines = dispatch.code.split('\n');
  const fileLines = dispatch.source.split('\n').map((line) => line.trim());
  const messages = info.messages.map((message) => {
    const text = (lines[message.lineNum - 1] ?? '').trim();
    const inFile = text === '' ? -1 : fileLines.indexOf(text);
    const place =
      inFile >= 0 ? `${dispatch.file}:${inFile + 1}` : `${dispatch.file} (generated line ${message.lineNum})`;
    return `${place}: ${message.message}\n    ${text}`;
  });
  const detail = messages.length > 0 ? messages.join('\n') : String(cause);
  return new ShaderError(`The kernel "${dispatch.label}" does not compile.\n${detail}`, { cause });
}
