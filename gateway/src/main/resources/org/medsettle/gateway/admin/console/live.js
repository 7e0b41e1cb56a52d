// What the doors do now: the tiles at the top, the table of types, refusals by reason.
import { $, el, put } from './dom.js';
import { KEPT_S, WINDOW_S, isRefusal } from './history.js';
import { millis, percent, quantile, rate, whole } from './format.js';
import { draw, spark } from './spark.js';
import { rows } from './tables.js';
import { named, w } from './words.js';

const MOST_REASONS = 14;
const tiles = new Map();

export function drawLive(history) {
  drawTiles(history);
  drawDoors(history);
  drawRefusals(history);
}

function drawTiles(history) {
  const { doors } = history.now.overview;
  const connections = (door) => whole(doors.find((one) => one.door === door)?.connections);
  const answers = history.rate('answers');
  const refused = history.rate('refused');
  tile('settled', rate(history.rate('settled')), w('per.second'), w('more.total', whole(history.count('settled'))), history.rates('settled'));
  tile('his', rate(history.rate('his')), w('per.second'), w('more.connections', connections('his')), history.rates('his'));
  tile('pos', rate(history.rate('pos')), w('per.second'), w('more.connections', connections('pos')), history.rates('pos'));
  tile('settle', quantile(history.quantile('settle', 0.99)), '', w('more.median', quantile(history.quantile('settle', 0.5))), history.quantiles('settle', 0.99));
  tile('refused', rate(refused), w('per.second'), w('more.refused', answers > 0 ? percent(refused / answers) : '–'), history.rates('refused'));
  tile('force', quantile(history.quantile('force', 0.99)), '', w('more.median', quantile(history.quantile('force', 0.5))), history.quantiles('force', 0.99));
}

function tile(key, value, unit, more, points) {
  if (!tiles.has(key)) {
    const parts = { name: el('div', { class: 'name' }), value: el('span'), unit: el('small'), more: el('div', { class: 'more' }), curve: spark() };
    $('tiles').append(el('li', { class: 'tile', 'data-tile': key }, parts.name, el('div', { class: 'value' }, parts.value, parts.unit), parts.more, parts.curve));
    tiles.set(key, parts);
  }
  const parts = tiles.get(key);
  put(parts.name, w(`tile.${key}`));
  put(parts.value, value);
  put(parts.unit, unit);
  put(parts.more, more);
  draw(parts.curve, points);
}

function drawDoors(history) {
  const wanted = [];
  for (const { door, answers, durations } of history.now.overview.doors) {
    const types = [...new Set(answers.map(({ type }) => type))];
    if (types.length > 0) {
      wanted.push({ key: door, group: w(`door.${door}`) });
    }
    types.sort((a, b) => history.count(`${door} ${b}`) - history.count(`${door} ${a}`));
    for (const type of types) {
      const key = `${door} ${type}`;
      const came = history.grown(key);
      wanted.push({
        key,
        cells: [
          { text: w(`t.${type}`), code: /^[0-9S]/.test(type) ? type : '', kind: '' },
          { text: rate(history.rate(key)), kind: 'num' },
          { points: history.rates(key), kind: 'trend' },
          { text: quantile(history.quantile(key, 0.5)), kind: 'num' },
          { text: quantile(history.quantile(key, 0.99)), kind: 'num' },
          { text: millis(durations.find((timer) => timer.type === type)?.max), kind: 'num roomy' },
          { text: came > 0 ? percent(history.grown(`refused ${key}`) / came) : '–', kind: 'num roomy' },
          { text: whole(history.count(key)), kind: 'num roomy' },
        ],
      });
    }
  }
  rows($('doors').tBodies[0], wanted);
  put(document.querySelector('[data-w="doors.note"]'), w('doors.note', WINDOW_S, KEPT_S / 60));
}

function drawRefusals(history) {
  const reasons = new Map();
  for (const { door, answers } of history.now.overview.doors) {
    for (const { result, count } of answers) {
      if (isRefusal(door, result)) {
        const key = `reason ${door} ${result}`;
        reasons.set(key, { key, door, result, count: (reasons.get(key)?.count ?? 0) + count });
      }
    }
  }
  const most = [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, MOST_REASONS);
  rows($('refusals').tBodies[0], most.map(({ key, door, result, count }) => ({
    key,
    cells: [
      { text: door === 'his' ? named('rc', result) : w(`de.${result}`), code: door === 'pos' ? result : '', kind: '' },
      { text: w(`door.short.${door}`), kind: '' },
      { text: rate(history.rate(key)), kind: 'num' },
      { text: whole(count), kind: 'num' },
    ],
  })));
  $('refusals').hidden = most.length === 0;
  $('refusals-none').hidden = most.length > 0;
}
