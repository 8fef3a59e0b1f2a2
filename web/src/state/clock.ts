import { t } from '../texts';

const TIME = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit' });
const DAY = new Intl.DateTimeFormat('vi-VN', { day: '2-digit', month: '2-digit', year: 'numeric' });

/** `09:41` today, `09:41 ngày 21/11/2026` on any other day. */
export function clock(at: number, now = Date.now()): string {
  const day = DAY.format(at);
  return day === DAY.format(now) ? TIME.format(at) : t('clockDay', { time: TIME.format(at), day });
}

/** `21/11/2026`. */
export function day(at: number): string {
  return DAY.format(at);
}

/** Whole days gone by, at least one. */
export function daysSince(at: number, now = Date.now()): number {
  return Math.max(1, Math.ceil((now - at) / 86_400_000));
}

/** The day of the check, by this machine's clock and calendar. */
export function today(): string {
  const now = new Date();
  const two = (it: number) => String(it).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
