/** What only one tab may have at a time. Gone with the tab, however that ends. */

export type Release = () => void;

/** Nothing when another tab has it. */
export function claim(name: string): Promise<Release | undefined> {
  const locks = globalThis.navigator?.locks;
  return locks ? claimByLock(locks, name) : claimByAsking(name);
}

function claimByLock(locks: LockManager, name: string): Promise<Release | undefined> {
  return new Promise((resolve) => {
    const held = (lock: Lock | null) => {
      if (lock) return new Promise<void>((release) => resolve(release));
      resolve(undefined);
      return undefined;
    };
    // A page that may not store anything has no locks either: there is nothing to quarrel about.
    locks.request(name, { ifAvailable: true }, held).catch(() => resolve(() => {}));
  });
}

/** Longer than a tab in the background needs to answer. */
const ANSWER_MS = 400;
const CHANNEL = 'soat.claims';

/** Where there are no locks (a page from `http:`): whoever has it says so. */
async function claimByAsking(name: string): Promise<Release | undefined> {
  const channel = new BroadcastChannel(CHANNEL);
  const taken = await new Promise<boolean>((resolve) => {
    channel.onmessage = ({ data }) => data.has === name && resolve(true);
    channel.postMessage({ asks: name });
    setTimeout(() => resolve(false), ANSWER_MS);
  });
  if (taken) {
    channel.close();
    return undefined;
  }
  channel.onmessage = ({ data }) => data.asks === name && channel.postMessage({ has: name });
  return () => channel.close();
}
