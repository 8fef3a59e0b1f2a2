/** The module, optimised, packed by LZMA and in base85: `vite.config.ts` makes it from `pkg/`. */
declare module 'virtual:core-wasm' {
  const packed: string;
  export default packed;
}
