import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Toasts } from './toasts.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('an offer stays until it is answered, whatever passes before it', () => {
  const toasts = new Toasts();
  toasts.show({ text: 'new version', stays: true });
  toasts.clear();
  expect(toasts.current?.text).toBe('new version');
  toasts.show({ text: 'edited' });
  expect(toasts.current?.text).toBe('edited');
  vi.runAllTimers();
  expect(toasts.current?.text).toBe('new version');
  toasts.show({ text: 'edited' });
  toasts.close();
  expect(toasts.current?.text).toBe('new version');
  toasts.close();
  expect(toasts.current).toBeUndefined();
});

test('what is pointed at does not go', () => {
  const toasts = new Toasts();
  toasts.show({ text: 'edited' });
  toasts.hold();
  vi.runAllTimers();
  expect(toasts.current?.text).toBe('edited');
  toasts.resume();
  vi.runAllTimers();
  expect(toasts.current).toBeUndefined();
});
