/** The list to try the page with: nobody in it exists. `make.mjs` beside this file makes it. */

import base64 from './sample.xlsx.base64';

export function sampleBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
}
