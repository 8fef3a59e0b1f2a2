/** The module, optimised, gzipped and in base64: `vite.config.ts` makes it from `pkg/`. */
declare module 'virtual:core-wasm-gz' {
  const base64: string;
  export default base64;
}
