/** The hosted copy only: keeps itself for use without a network, and offers a new version when one waits. */

import type { Toasts } from './state/toasts.svelte';
import { t } from './texts';

export function offerUpdates(toasts: Toasts) {
  if (!import.meta.env.PROD || !location.protocol.startsWith('http') || !('serviceWorker' in navigator)) return;
  let reloading = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (reloading) location.reload();
  });
  const offer = (waiting: ServiceWorker) => {
    const run = () => {
      reloading = true;
      waiting.postMessage('skip-waiting');
    };
    toasts.show({ text: t('newVersion'), action: { label: t('newVersionReload'), run }, stays: true });
  };
  // Without it (a server that has no sw.js) the page works all the same.
  navigator.serviceWorker.register('./sw.js').then((it) => watch(it, offer)).catch(() => {});
}

function watch(registration: ServiceWorkerRegistration, offer: (waiting: ServiceWorker) => void) {
  if (registration.waiting && navigator.serviceWorker.controller) offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const coming = registration.installing;
    coming?.addEventListener('statechange', () => {
      if (coming.state === 'installed' && navigator.serviceWorker.controller) offer(coming);
    });
  });
}
