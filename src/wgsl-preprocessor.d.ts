/** wgsl-preprocessor ships no types and no `main`; its tag is called as a plain function on the split text. */
declare module 'wgsl-preprocessor/wgsl-preprocessor.js' {
  export function wgsl(strings: readonly string[], ...values: readonly unknown[]): string;
}
