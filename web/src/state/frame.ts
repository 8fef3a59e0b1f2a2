/** A page that is not shown has no frames; it is not waited for longer than this. */
const LONGEST_WAIT_MS = 100;

/** Ends when what the document holds now has been painted: time for what may come a little later. */
export function painted(): Promise<void> {
  return new Promise((resolve) => {
    const hidden = setTimeout(resolve, LONGEST_WAIT_MS);
    requestAnimationFrame(() => {
      clearTimeout(hidden);
      setTimeout(resolve);
    });
  });
}
