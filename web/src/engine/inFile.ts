/** A file that is read as it is asked for. Only a worker may wait for one. */
export function inFile(file: Blob): { size: number; piece(start: number, end: number): Uint8Array } {
  const reader = new FileReaderSync();
  return {
    size: file.size,
    piece: (start, end) => new Uint8Array(reader.readAsArrayBuffer(file.slice(start, end))),
  };
}
