/** After what waits for this thread by then. Timers would wait longer. */
export function nextTask(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port2.onmessage = resolve;
    port1.postMessage(0);
  }).finally(() => port1.close());
}
