/** The form: what can be set and pressed at which time. */
import type { Backend } from '../../src/index.ts';
import { readSettings, type Settings } from '../training/settings.ts';
import { element } from './element.ts';

export type Phase = 'idle' | 'busy' | 'training' | 'paused';

export interface ControlEvents {
  start(settings: Settings): void;
  pause(): void;
  resume(): void;
  stop(): void;
  backend(backend: Backend): void;
  files(files: readonly File[]): void;
}

export class Controls {
  readonly #form = element('settings', HTMLFormElement);
  readonly #start = element('start', HTMLButtonElement);
  readonly #pause = element('pause', HTMLButtonElement);
  readonly #stop = element('stop', HTMLButtonElement);
  readonly #status = element('phase', HTMLElement);
  readonly #filesStatus = element('files-status', HTMLElement);
  #phase: Phase = 'idle';

  constructor(events: ControlEvents) {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      if (this.#phase === 'idle') events.start(this.settings);
    });
    this.#pause.addEventListener('click', () => (this.#phase === 'paused' ? events.resume() : events.pause()));
    this.#stop.addEventListener('click', () => events.stop());
    this.#form.addEventListener('change', ({ target }) => {
      if (!(target instanceof HTMLInputElement)) return;
      if (target.name === 'data') this.#showData();
      if (target.name === 'backend') events.backend(this.settings.backend);
      if (target.type === 'file') events.files([...(target.files ?? [])]);
    });
    this.#showData(); // browsers keep forms over a reload
  }

  get settings(): Settings {
    return readSettings(this.#form);
  }

  #showData(): void {
    const { data } = this.settings;
    for (const part of this.#form.querySelectorAll<HTMLElement>('[data-for]'))
      part.hidden = part.dataset['for'] !== data;
  }

  /** What is going on, in words. */
  say(text: string): void {
    this.#status.textContent = text;
  }

  sayFiles(text: string): void {
    this.#filesStatus.textContent = text;
  }

  setPhase(phase: Phase): void {
    this.#phase = phase;
    const isIdle = phase === 'idle';
    for (const field of this.#form.querySelectorAll<HTMLInputElement>('input, select')) {
      field.disabled = !isIdle || field.dataset['missing'] === 'true';
    }
    this.#start.disabled = !isIdle;
    this.#pause.disabled = phase !== 'training' && phase !== 'paused';
    this.#stop.disabled = this.#pause.disabled;
    this.#pause.textContent = phase === 'paused' ? 'Resume' : 'Pause';
  }

  /** The backend in use; WebGPU cannot be chosen where it is missing. */
  showBackend(kind: Backend, isGpuMissing: boolean): void {
    for (const radio of this.#form.querySelectorAll<HTMLInputElement>('[name="backend"]')) {
      radio.checked = radio.value === kind;
      if (radio.value !== 'webgpu' || !isGpuMissing) continue;
      radio.dataset['missing'] = 'true';
      radio.disabled = true;
    }
  }
}
