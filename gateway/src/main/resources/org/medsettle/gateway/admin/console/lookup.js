// Looking up a card on the invalid lists, and a settlement by its id or by its request's msgid.
import { $, el } from './dom.js';
import { ask, useOperator } from './api.js';
import { clock, span, yuan } from './format.js';
import { has, named, w } from './words.js';

const shown = { card: () => [], settlement: () => [] };
let onKeyWanted = () => {};

export function startLookUps(whenKeyWanted) {
  onKeyWanted = whenKeyWanted;
  $('card-form').addEventListener('submit', (event) => {
    event.preventDefault();
    askCard();
  });
  $('settlement-form').addEventListener('submit', (event) => {
    event.preventDefault();
    askSettlement();
  });
}

/** Shows the last answers again, in the language now spoken. */
export function drawLookUps() {
  for (const form of ['card', 'settlement']) {
    $(`${form}-answer`).replaceChildren(...shown[form]());
  }
}

function askCard() {
  const area = $('area').value.trim();
  const number = $('card-no').value.trim().toUpperCase();
  const isArea = /^[0-9]{6}$/.test(area);
  const isNumber = /^[0-9A-Z]{9}$/.test(number);
  mark($('area'), isArea);
  mark($('card-no'), isNumber);
  if (!isArea || !isNumber) {
    refuse('card', 'card.wrong', isArea ? $('card-no') : $('area'));
    return;
  }
  send('card', '/api/v1/invalid-list/inquiry', { area, card_no: number }, (found) => cardAnswer(found, `${area} *${number.slice(-4)}`));
}

function askSettlement() {
  const key = $('settlement-key').value.trim();
  const isId = /^[0-9]{18}$/.test(key);
  mark($('settlement-key'), isId || key.length === 30);
  if (!isId && key.length !== 30) {
    refuse('settlement', 'settlement.wrong', $('settlement-key'));
    return;
  }
  send('settlement', '/api/v1/settlements/inquiry', isId ? { setl_id: key } : { msgid: key }, settlementAnswer);
}

function mark(input, isGood) {
  input.setAttribute('aria-invalid', String(!isGood));
}

function refuse(form, words, input) {
  show(form, () => [verdict(w(words), 'bad')]);
  input.focus();
}

async function send(form, path, body, answer) {
  const operator = $('operator').value.trim();
  mark($('operator'), operator !== '');
  if (operator === '') {
    refuse(form, 'operator.needed', $('operator'));
    return;
  }
  useOperator(operator);
  show(form, () => [el('p', { class: 'muted' }, w('asking'))]);
  try {
    const given = await ask(path, body);
    if (given.status === 401) {
      onKeyWanted();
    }
    show(form, given.status === 200 ? () => answer(given.body) : () => problem(given.body));
  } catch {
    show(form, () => [verdict(w('state.lost'), 'bad')]);
  }
}

function show(form, answer) {
  shown[form] = answer;
  $(`${form}-answer`).replaceChildren(...answer());
}

function verdict(text, tone) {
  return el('p', { class: `verdict ${tone}` }, text);
}

function problem(body) {
  if (body.result === 'ORIGINAL_NOT_FOUND') {
    return [verdict(w('none.such'), 'warn')];
  }
  return [verdict(`${named('rc', body.result)} (${body.code})`, 'bad'), el('p', { class: 'hint' }, body.detail)];
}

function pairs(items) {
  const list = el('dl');
  for (const [term, text] of items) {
    if (text !== undefined && text !== '') {
      list.append(el('dt', {}, term), el('dd', {}, text));
    }
  }
  return list;
}

function transaction(number) {
  return has(`t.${number}`) ? `${number} ${w(`t.${number}`)}` : String(number);
}

function time(iso) {
  return iso === '' ? '' : clock(Date.parse(iso), true);
}

function cardAnswer(found, masked) {
  const parts = [verdict(w(found.on_list ? 'card.listed' : 'card.unlisted'), found.on_list ? 'bad' : 'good')];
  const items = [
    [w('card.card'), masked],
    [w('card.state'), found.card_state === '' ? w('card.foreign') : named('card', found.card_state)],
  ];
  for (const entry of found.entries) {
    const force = w(entry.in_force ? 'in.force' : 'not.in.force');
    items.push(
      [w(`level.${entry.level}`), `${named('why', entry.reason)}, ${force}`],
      [w('from'), time(entry.effective_from)],
      [w('until'), time(entry.effective_to) || w('no.end')],
    );
  }
  const ages = found.lists.map((list) =>
    w('list.age', w(`level.${list.level}`), list.version, list.age_seconds === null ? w('never') : span(list.age_seconds)));
  parts.push(pairs(items), el('p', { class: 'hint' }, ages.join(' · ')));
  return parts;
}

function settlementAnswer(found) {
  if (found.outcome === 'NEVER_SEEN') {
    return [verdict(w('never.seen'), 'warn')];
  }
  if (found.settlement === undefined) {
    if (found.undone_by === 'REVERSAL') {
      return [verdict(w('key.reversed.first'), 'warn')];
    }
    return found.result === 'OK'
      ? [verdict(w('key.done'), 'good'), pairs([[w('f.transaction'), transaction(found.transaction)]])]
      : [verdict(w('key.refused', named('rc', found.result)), 'bad'), pairs([[w('f.transaction'), transaction(found.transaction)]])];
  }
  const it = found.settlement;
  const money = (fen) => `${yuan(fen)} ${w('yuan')}`;
  const till = it.till;
  return [
    verdict(it.cancelling ? `${w('st.cancelling')} · ${w(`st.${it.state}`)}` : w(`st.${it.state}`), it.state === 'SETTLED' ? 'good' : 'warn'),
    pairs([
      [w('f.setl_id'), it.setl_id],
      [w('f.mdtrt_id'), it.mdtrt_id],
      [w('f.counterpart'), it.counterpart],
      [w('f.institution'), it.fixmedins_code],
      [w('f.person'), `${it.person} ${it.psn_no}`],
      [w('f.time'), time(it.time)],
      [w('f.business_date'), it.business_date],
      [w('f.transaction'), transaction(it.transaction)],
      [w('f.till'), till && [till.terminal, till.batch || '–', till.stan].join(', ')],
      [w('f.medfee'), money(it.medfee_fen)],
      [w('f.account'), money(it.account_fen)],
      [w('f.fund'), money(it.fund_fen)],
      [w('f.mutual'), money(it.mutual_aid_fen)],
      [w('f.cash'), money(it.cash_fen)],
      [w('f.refunded'), till && money(till.refunded_fen)],
      [w('f.sequence'), String(it.sequence)],
    ]),
  ];
}
