// How numbers, times and spans are written.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumSignificantDigits: 3, notation: 'compact' });
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY_MILLIS = 86_400_000;
const day = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit' });

/** 12345 → “12,345”. */
export const number = (value) => (Number.isFinite(value) ? whole.format(value) : '–');

/** 1 and 'room' → “1 room”, 12345 and 'room' → “12,345 rooms”; `many` for what takes no s. */
export const plural = (count, one, many = `${one}s`) => `${number(count)} ${count === 1 ? one : many}`;

/** 12345 → “12.3K”, 0.1234 → “0.123”. */
export const compact = (value) => (Number.isFinite(value) ? short.format(value) : '–');

/** 0.1234 → “12 %”. */
export const percent = (share) => (Number.isFinite(share) ? `${Math.round(share * 100)} %` : '–');

/** Milliseconds since 1970 → “14:03:59”, with the day before it where that alone could be another day's. */
export function time(millis) {
  if (!Number.isFinite(millis)) return '–';
  const date = new Date(millis);
  const text = clock.format(date);
  return Math.abs(Date.now() - millis) < DAY_MILLIS ? text : `${day.format(date)} ${text}`;
}

/** Milliseconds → “850 ms”, “12.3 s”, “4 min 05 s”, “3 h 20 min”, “2 d 4 h”. */
export function span(millis) {
  if (!Number.isFinite(millis)) return '–';
  if (millis < 0) return '−' + span(-millis);
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  if (millis < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  const minutes = Math.floor(millis / 60_000);
  if (minutes < 60) return `${minutes} min ${String(Math.floor(millis / 1_000) % 60).padStart(2, '0')} s`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long something has gone on, in words that do not change all the time: “45 s”, “4 min”, “3 h 20 min”. */
export function roughly(millis) {
  if (!Number.isFinite(millis) || millis < 0) return span(millis);
  if (millis < 60_000) return `${Math.floor(millis / 1_000)} s`;
  return millis < 3_600_000 ? `${Math.floor(millis / 60_000)} min` : span(millis);
}

/** How long until something runs out, in whole seconds: “21 s”, “1 min 05 s”. */
export function left(millis) {
  const seconds = Math.ceil(Math.max(0, millis) / 1_000);
  return seconds < 60 ? `${seconds} s` : span(seconds * 1_000);
}

/** Bytes → “1.2 MB”. */
export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let unit = 0;
  let value = count;
  for (; value >= 1_000 && unit < units.length - 1; unit++) value /= 1_000;
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}
