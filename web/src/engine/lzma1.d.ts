/** Its own types are its source, which is not as strict as ours. */
export function decompress(data: Uint8Array): Uint8Array<ArrayBuffer>;
