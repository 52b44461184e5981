export interface RunOptions {
  /** Time limit; default 10. */
  readonly minutes?: number;
  /** Whether the output is collected rather than shown; default false. */
  readonly quiet?: boolean;
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Default: the project's folder. */
  readonly cwd?: string;
  /** Whether a shell looks the program up. */
  readonly shell?: boolean;
}

export interface RunResult {
  readonly ok: boolean;
  readonly output: string;
}

export const root: string;
export function run(command: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
export function runScript(path: string, args: readonly string[], options?: RunOptions): Promise<RunResult>;
