import type { Browser } from 'puppeteer';

export type AdapterChoice = 'swiftshader' | 'gpu';
export function findBrowser(): Promise<string | null>;
export function ensureBrowser(): Promise<string>;
export function launch(adapter?: AdapterChoice, flags?: readonly string[]): Promise<Browser>;
