/** Hands bytes to the browser's own download, without a request. */
export function download(name: string, blob: Blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  // The download has read the address by then; released at once, Firefox 115 would lose it.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
