import { mount } from 'svelte';

import App from './App.svelte';
import { keysBy } from './engine/keys';
import { startEngine, storesHere } from './engine/start';
import './grid/grid.css';
import { sentinel } from './keep/sentinel';
import './styles.css';
import { App as AppState } from './state/app.svelte';
import { trustOwnScripts } from './trust';
import { offerUpdates } from './update';

trustOwnScripts();

const target = document.getElementById('app');
if (target) {
  const engine = startEngine();
  const app = new AppState(engine, { stores: storesHere, keys: keysBy(engine), sentinel });
  mount(App, { target, props: { app } });
  if (new URLSearchParams(location.search).has('mau')) void app.openSample();
  offerUpdates(app.toasts);
}
