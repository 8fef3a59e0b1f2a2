import { expect, test, vi } from 'vitest';

import { warmUp } from './warm';

test('the small list is read again and again until a file is wanted', async () => {
  let reads = 0;
  await warmUp(() => void reads++, () => reads < 3);
  expect(reads).toBe(3);
});

test('it comes to an end by itself', async () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(399).mockReturnValue(401);
  const open = vi.fn();
  await warmUp(open, () => true);
  expect(open).toHaveBeenCalledOnce();
});
