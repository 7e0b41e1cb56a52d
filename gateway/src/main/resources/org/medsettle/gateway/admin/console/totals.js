// Totals of a business day, one line an institution, read page by page.
import { $, put } from './dom.js';
import { ask } from './api.js';
import { clock, whole, yuan } from './format.js';
import { rows } from './tables.js';
import { named, w } from './words.js';

const MOST_PAGES = 40;
const MOST_ROWS = 20;
const SUMS = ['count', 'medfee_fen', 'account_fen', 'fund_fen', 'cash_fen'];

let say = () => '';
let onKeyWanted = () => {};
let lines = [];

export function startTotals(whenKeyWanted) {
  onKeyWanted = whenKeyWanted;
  $('totals-form').addEventListener('submit', (event) => {
    event.preventDefault();
    read();
  });
}

/** Shows what was read last, in the language now spoken. */
export function drawTotals() {
  put($('totals-say'), say());
  $('totals').hidden = lines.length === 0;
  rows($('totals').tBodies[0], lines.slice(0, MOST_ROWS).map((line) => row(line.code, line)));
  rows($('totals').tFoot, lines.length > 1 ? [row(w('all', whole(lines.length)), sumOf(lines))] : []);
}

function row(name, line) {
  return {
    key: name,
    cells: [
      { text: name, kind: '' },
      { text: whole(line.settled.count), kind: 'num' },
      { text: whole(line.refunded.count), kind: 'num roomy' },
      { text: yuan(net(line, 'medfee_fen')), kind: 'num roomy' },
      { text: yuan(net(line, 'account_fen')), kind: 'num' },
      { text: yuan(net(line, 'fund_fen')), kind: 'num roomy' },
      { text: yuan(net(line, 'cash_fen')), kind: 'num roomy' },
    ],
  };
}

/** Refunds are kept as negative sums. */
function net(line, field) {
  return line.settled[field] + line.refunded[field];
}

function nothing(code) {
  const zero = () => Object.fromEntries(SUMS.map((field) => [field, 0]));
  return { code, settled: zero(), refunded: zero() };
}

function add(line, other) {
  for (const side of ['settled', 'refunded']) {
    for (const field of SUMS) {
      line[side][field] += other[side][field];
    }
  }
  return line;
}

function sumOf(all) {
  return all.reduce(add, nothing(''));
}

async function read() {
  say = () => w('asking');
  drawTotals();
  try {
    const found = await pages();
    if (found.problem) {
      lines = [];
      say = () => `${named('rc', found.problem.result)} (${found.problem.code}): ${found.problem.detail}`;
    } else {
      take(found);
    }
  } catch {
    lines = [];
    say = () => w('state.lost');
  }
  drawTotals();
}

async function pages() {
  const byCode = new Map();
  let read = 0;
  let cursor = '';
  let day = '';
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = new URLSearchParams({ day: $('day').value });
    if ($('institution').value.trim() !== '') {
      query.set('institution', $('institution').value.trim());
    }
    if (cursor !== '') {
      query.set('cursor', cursor);
    }
    const { status, body } = await ask(`/api/v1/day-totals?${query}`);
    if (status !== 200) {
      if (status === 401) {
        onKeyWanted();
      }
      return { problem: body };
    }
    for (const total of body.totals) {
      const code = total.fixmedins_code;
      byCode.set(code, add(byCode.get(code) ?? nothing(code), total));
      read++;
    }
    ({ day, next: cursor } = body);
    if (cursor === '') {
      break;
    }
  }
  return { byCode, day, read, isCut: cursor !== '' };
}

function take({ byCode, day, read, isCut }) {
  lines = [...byCode.values()].sort((a, b) => b.settled.count - a.settled.count || (a.code < b.code ? -1 : 1));
  const readAt = Date.now();
  if ($('day').value === '') {
    $('day').value = day;
  }
  say = () => {
    if (lines.length === 0) {
      return w('totals.none', day);
    }
    const words = [w('totals.some', day, whole(lines.length), clock(readAt))];
    if (lines.length > MOST_ROWS) {
      words.push(w('totals.shown', MOST_ROWS));
    }
    if (isCut) {
      words.push(w('totals.cut', whole(read)));
    }
    return words.join(' ');
  };
}
