/** The module, optimised, gzipped and in base85: `vite.config.ts` makes it from `pkg/`. */
declare module 'virtual:core-wasm-gz' {
  const packed: string;
  export default packed;
}
