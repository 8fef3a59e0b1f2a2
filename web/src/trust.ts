/**
 * The page's own policy for Trusted Types: scripts come only from the page itself, as a worker made of its own text or
 * as the hosted copy's service worker. Every other way of turning text into code or markup is refused by the browser.
 */

interface Policies {
  createPolicy(name: 'default', rules: { createScriptURL(url: string): string | null }): unknown;
}

export function trustOwnScripts() {
  const policies = (window as { trustedTypes?: Policies }).trustedTypes;
  policies?.createPolicy('default', { createScriptURL: (url) => (isOwn(url) ? url : null) });
}

function isOwn(url: string): boolean {
  return url.startsWith('blob:') || url === './sw.js';
}
