import { mount } from 'svelte';

import App from './App.svelte';
import { startEngine } from './engine/start';
import './grid/grid.css';
import './styles.css';
import { App as AppState } from './state/app.svelte';
import { offerUpdates } from './update';

const target = document.getElementById('app');
if (target) {
  const app = new AppState(startEngine());
  mount(App, { target, props: { app } });
  if (new URLSearchParams(location.search).has('mau')) void app.openSample();
  offerUpdates(app.toasts);
}
