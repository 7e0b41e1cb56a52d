// What the node itself is like: journal and ring, disk and snapshot, lists, ledger, senders.
import { $, terms } from './dom.js';
import { bytes, millis, quantile, rate, span, whole, yuan } from './format.js';
import { rows } from './tables.js';
import { w } from './words.js';

const NEARLY_FULL = 0.8;

export function drawNode(history) {
  const { overview } = history.now;
  const nowSeconds = overview.node.clock_seconds ?? Date.now() / 1000;
  drawJournal(history, overview);
  drawDisk(overview, nowSeconds);
  drawLists(overview.lists, nowSeconds);
  drawLedger(overview.ledger);
  drawSenders(history, overview.institutions);
}

function drawJournal(history, { journal, ring }) {
  const open = Math.max(0, ring.capacity - (ring.reserved ?? 0));
  const used = ring.capacity > 0 ? ring.used / ring.capacity : 0;
  const items = [
    { key: 'appended', term: w('j.appended'), text: whole(journal.appended_sequence) },
    { key: 'synced', term: w('j.synced'), text: whole(journal.synced_sequence) },
    { key: 'rate', term: w('j.rate'), text: `${rate(history.rate('commands'))} ${w('per.second')}` },
    { key: 'bytes', term: w('j.bytes'), text: `${bytes(history.rate('bytes'))}/s` },
    { key: 'batch', term: w('j.batch'), text: rate(history.mean('batch')) },
    { key: 'force', term: w('j.force'), text: `${quantile(history.quantile('force', 0.5))}, ${quantile(history.quantile('force', 0.99))}` },
    { key: 'max', term: w('j.force.max'), text: millis(journal.force?.max) },
    {
      key: 'ring',
      term: w('j.ring'),
      text: w('j.ring.value', whole(ring.capacity - ring.used), whole(ring.capacity)),
      share: 1 - used,
      tone: ring.capacity > 0 && ring.used >= open ? 'bad' : used > NEARLY_FULL ? 'warn' : '',
    },
  ];
  if (ring.refused > 0) {
    items.push({ key: 'refused', term: w('j.refused'), text: whole(ring.refused), tone: 'warn' });
  }
  if (journal.stalled > 0) {
    items.push({ key: 'stalled', term: w('j.stalled'), text: w('yes'), tone: 'bad' });
  }
  if (journal.supply_failing > 0) {
    items.push({ key: 'supply', term: w('j.supply'), text: w('yes'), tone: 'bad' });
  }
  terms($('journal'), items);
}

function drawDisk({ disk, snapshot, journal }, nowSeconds) {
  const free = disk.bytes > 0 ? disk.free_bytes / disk.bytes : 0;
  const taken = snapshot.timestamp_seconds > 0;
  const items = [
    { key: 'free', term: w('d.free'), text: w('d.of', bytes(disk.free_bytes), bytes(disk.bytes)), share: free, tone: disk.space_short > 0 ? 'bad' : free < 1 - NEARLY_FULL ? 'warn' : '' },
    { key: 'full', term: w('d.full'), text: disk.full_seconds === null ? '–' : span(disk.full_seconds) },
    { key: 'reserve', term: w('d.reserve'), text: bytes(disk.reserve_bytes) },
    { key: 'age', term: w('s.age'), text: taken ? w('s.ago', span(nowSeconds - snapshot.timestamp_seconds)) : w('s.none') },
  ];
  if (disk.space_short > 0) {
    items.splice(1, 0, { key: 'short', term: w('d.short'), text: w('yes'), tone: 'bad' });
  }
  if (taken) {
    items.push({ key: 'sequence', term: w('s.sequence'), text: whole(snapshot.sequence) });
  }
  items.push({ key: 'behind', term: w('s.behind'), text: whole(Math.max(0, journal.appended_sequence - (snapshot.sequence ?? 0))) });
  if (taken) {
    items.push({ key: 'size', term: w('s.size'), text: `${bytes(snapshot.bytes)}, ${millis(snapshot.duration_seconds)}` });
  }
  if (snapshot.writing_bytes > 0) {
    items.push({ key: 'writing', term: w('s.writing'), text: bytes(snapshot.writing_bytes) });
  }
  if (snapshot.failures > 0) {
    items.push({ key: 'failures', term: w('s.failures'), text: whole(snapshot.failures), tone: 'bad' });
  }
  terms($('disk'), items);
}

function drawLists(lists, nowSeconds) {
  rows($('lists').tBodies[0], lists.map((list) => {
    const age = list.fed_seconds === null ? w('never') : span(nowSeconds - list.fed_seconds);
    return {
      key: list.level,
      cells: [
        { text: w(`level.${list.level}`), kind: '' },
        { text: whole(list.version), kind: 'num' },
        { text: whole(list.entries), kind: 'num' },
        { text: list.too_old > 0 ? `${age}, ${w('too.old')}` : age, kind: 'num', tone: list.too_old > 0 ? 'bad' : '' },
      ],
    };
  }));
}

function drawLedger(ledger) {
  const missing = Math.abs(ledger.accounts_difference_fen ?? 0) + Math.abs(ledger.institutions_difference_fen ?? 0);
  const isKnown = ledger.accounts_difference_fen !== null;
  const items = ['persons', 'accounts', 'cards', 'institutions', 'settlements', 'keys'].map((key) => ({ key, term: w(`l.${key}`), text: whole(ledger[key]) }));
  items.push(
    { key: 'balance', term: w('l.balance'), text: `${yuan(ledger.balance_fen)} ${w('yuan')}` },
    { key: 'payable', term: w('l.payable'), text: `${yuan(ledger.institution_payable_fen)} ${w('yuan')}` },
    {
      key: 'books',
      term: w('l.books'),
      text: !isKnown ? w('unknown') : missing === 0 ? w('l.balanced') : w('l.unbalanced', `${yuan(missing)} ${w('yuan')}`),
      tone: !isKnown ? '' : missing === 0 ? 'good' : 'bad',
    },
  );
  terms($('ledger'), items);
}

function drawSenders(history, senders) {
  const shown = senders.filter((one) => one.code !== '' || one.answered + one.refused + one.throttled > 0);
  rows($('busiest').tBodies[0], shown.map((one) => ({
    key: `sender ${one.code}`,
    cells: [
      { text: one.code === '' ? w('others') : one.code, kind: '' },
      { text: rate(history.rate(`sender ${one.code}`)), kind: 'num' },
      { text: whole(one.refused), kind: 'num roomy' },
      { text: whole(one.throttled), kind: 'num', tone: one.throttled > 0 ? 'warn' : '' },
    ],
  })));
}
