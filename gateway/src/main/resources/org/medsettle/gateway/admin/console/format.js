// Numbers, money and times as the page shows them, in the language spoken.
import { tag, w } from './words.js';

const made = new Map();

function numbers(options) {
  const key = tag() + JSON.stringify(options);
  if (!made.has(key)) {
    made.set(key, new Intl.NumberFormat(tag(), options));
  }
  return made.get(key);
}

function known(value) {
  return typeof value === 'number' && Number.isFinite(value);
}

export function whole(value) {
  return known(value) ? numbers({ maximumFractionDigits: 0 }).format(value) : '–';
}

/** A rate: three figures at most, so that they do not dance. */
export function rate(value) {
  if (!known(value)) {
    return '–';
  }
  const places = value === 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return numbers({ minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
}

export function percent(share) {
  if (!known(share)) {
    return '–';
  }
  const places = share > 0 && share < 0.1 ? 2 : 1;
  return numbers({ style: 'percent', minimumFractionDigits: places, maximumFractionDigits: places }).format(share);
}

/** Seconds as milliseconds, three figures at most. */
export function millis(seconds) {
  if (!known(seconds)) {
    return '–';
  }
  const ms = seconds * 1000;
  const places = ms >= 100 ? 0 : ms >= 10 ? 1 : 2;
  return w('unit.ms', numbers({ minimumFractionDigits: places, maximumFractionDigits: places }).format(ms));
}

/** A quantile out of a histogram, which knows its bucket but not where in the first or behind the last. */
export function quantile(found) {
  if (!found) {
    return '–';
  }
  if (found.below) {
    return `< ${millis(found.seconds)}`;
  }
  return found.above ? `> ${millis(found.seconds)}` : millis(found.seconds);
}

export function bytes(value) {
  if (!known(value)) {
    return '–';
  }
  let unit = 0;
  let size = value;
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
  while (size >= 1024 && unit < units.length - 1) {
    size /= 1024;
    unit++;
  }
  const places = unit === 0 || size >= 100 ? 0 : 1;
  return `${numbers({ minimumFractionDigits: places, maximumFractionDigits: places }).format(size)} ${units[unit]}`;
}

/** Fen as yuan with two places. */
export function yuan(fen) {
  return known(fen) ? numbers({ minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(fen / 100) : '–';
}

/** A length of time in its two largest units. */
export function span(seconds) {
  if (!known(seconds)) {
    return '–';
  }
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) {
    return w('unit.s', s);
  }
  const units = [['unit.d', 86400], ['unit.h', 3600], ['unit.min', 60], ['unit.s', 1]];
  const at = units.findIndex(([, size]) => s >= size);
  const [first, size] = units[at];
  const whole = w(first, Math.floor(s / size));
  const next = units[at + 1];
  const rest = Math.floor((s % size) / next[1]);
  return rest === 0 ? whole : `${whole} ${w(next[0], rest)}`;
}

/** A time of the browser's zone, which it names. */
export function clock(epochMs, withDate = false) {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'short' };
  const date = withDate ? { year: 'numeric', month: '2-digit', day: '2-digit' } : {};
  return new Intl.DateTimeFormat(tag() === 'zh-CN' ? 'zh-CN' : 'en-CA', { ...date, ...options }).format(new Date(epochMs)).replace(',', '');
}
