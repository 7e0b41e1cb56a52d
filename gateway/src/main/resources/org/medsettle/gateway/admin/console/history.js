// Overviews of the last minutes, and what follows from two of them: rates, and quantiles of the time between.
export const WINDOW_S = 10;
export const KEPT_S = 300;
const SETTLING = [['his', '2102'], ['pos', 'purchase']];

export function isRefusal(door, result) {
  return door === 'his' ? result !== 'OK' : result !== '00' && result !== '10';
}

/** Adds cumulative buckets of equal bounds. */
function merge(a, b) {
  if (!a) {
    return b;
  }
  return { count: a.count + b.count, max: Math.max(a.max, b.max), buckets: b.buckets.map(([bound, n], i) => [bound, n + a.buckets[i][1]]) };
}

/** One overview as flat counts and histograms under keys. */
function flatten(overview) {
  const counts = new Map();
  const add = (key, n) => counts.set(key, (counts.get(key) ?? 0) + n);
  const times = new Map([['force', overview.journal.force], ['batch', overview.journal.batch_records]]);
  for (const { door, answers, durations } of overview.doors) {
    for (const { type, result, count } of answers) {
      const refused = isRefusal(door, result);
      add(door, count);
      add(`${door} ${type}`, count);
      add('answers', count);
      if (refused) {
        add('refused', count);
        add(`refused ${door} ${type}`, count);
        add(`reason ${door} ${result}`, count);
      } else if (SETTLING.some(([d, t]) => d === door && t === type)) {
        add('settled', count);
      }
    }
    for (const timer of durations) {
      times.set(`${door} ${timer.type}`, timer);
      if (SETTLING.some(([d, t]) => d === door && t === timer.type)) {
        times.set('settle', merge(times.get('settle'), timer));
      }
    }
  }
  counts.set('commands', overview.journal.appended_sequence);
  counts.set('bytes', overview.journal.bytes ?? 0);
  for (const one of overview.institutions) {
    counts.set(`sender ${one.code}`, one.answered + one.refused + one.throttled);
  }
  return { counts, times };
}

export class History {
  samples = [];

  /** Takes an overview that came at `at`, in milliseconds of any steady clock. */
  add(overview, at) {
    const last = this.samples.at(-1);
    if (last && last.overview.node.started_seconds !== overview.node.started_seconds) {
      this.samples = [];
    }
    this.samples.push({ at, overview, ...flatten(overview) });
    while (this.samples[0].at < at - KEPT_S * 1000 - 5000) {
      this.samples.shift();
    }
  }

  get now() {
    return this.samples.at(-1);
  }

  /** The youngest sample that is at least the window older than the newest, else the oldest. */
  before() {
    const from = this.now.at - WINDOW_S * 1000;
    for (let i = this.samples.length - 2; i > 0; i--) {
      if (this.samples[i].at <= from) {
        return this.samples[i];
      }
    }
    return this.samples[0];
  }

  count(key) {
    return this.now.counts.get(key) ?? 0;
  }

  grown(key) {
    return this.count(key) - (this.before().counts.get(key) ?? 0);
  }

  /** Per second over the window, or undefined before there are two samples. */
  rate(key) {
    const seconds = (this.now.at - this.before().at) / 1000;
    return seconds > 0 ? this.grown(key) / seconds : undefined;
  }

  /** The quantile of the window as {seconds, below, above}, or undefined when nothing came in it. */
  quantile(key, q) {
    const now = this.now.times.get(key);
    if (!now || this.samples.length < 2) {
      return undefined;
    }
    return quantile(now, this.before().times.get(key), q);
  }

  /** A quantile between each two samples, 0 where nothing came. */
  quantiles(key, q) {
    return this.pairs((now, then) => {
      const timer = now.times.get(key);
      return (timer && quantile(timer, then.times.get(key), q)?.seconds) ?? 0;
    });
  }

  /** Mean of a distribution over the window. */
  mean(key) {
    const now = this.now.times.get(key);
    const then = this.before().times.get(key);
    const count = (now?.count ?? 0) - (then?.count ?? 0);
    return count > 0 ? (now.sum - (then?.sum ?? 0)) / count : undefined;
  }

  /** Rates between each two samples. */
  rates(key) {
    return this.pairs((now, then) => ((now.counts.get(key) ?? 0) - (then.counts.get(key) ?? 0)) / ((now.at - then.at) / 1000));
  }

  /** Points {age, value}, the age in seconds before the newest sample. */
  pairs(value) {
    const points = [];
    for (let i = 1; i < this.samples.length; i++) {
      points.push({ age: (this.now.at - this.samples[i].at) / 1000, value: value(this.samples[i], this.samples[i - 1]) });
    }
    return points;
  }
}

function quantile(now, then, q) {
  const total = now.count - (then?.count ?? 0);
  if (total <= 0) {
    return undefined;
  }
  const wanted = q * total;
  let lower = 0;
  let below = 0;
  for (let i = 0; i < now.buckets.length; i++) {
    const [bound, n] = now.buckets[i];
    const upTo = n - (then?.buckets[i]?.[1] ?? 0);
    if (upTo >= wanted) {
      if (i === 0) {
        return { seconds: bound, below: true };
      }
      return { seconds: lower + ((bound - lower) * (wanted - below)) / (upTo - below) };
    }
    lower = bound;
    below = upTo;
  }
  return { seconds: lower, above: true };
}
