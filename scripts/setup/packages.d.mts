export function whatIsMissing(folder: string): string | null;
export function ensurePackages(): Promise<void>;
