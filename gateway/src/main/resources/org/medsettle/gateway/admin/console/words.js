// The page's words. English stands here, Chinese in words-zh.js; a key that neither has is shown as it is.
import { ZH } from './words-zh.js';

const EN = {
  'skip': 'Skip to the figures', 'theme': 'Colours', 'theme.auto': 'System colours', 'theme.light': 'Light', 'theme.dark': 'Dark',
  'language.other': '中文', 'language.lang': 'zh-CN', 'language.say': 'This page now speaks English',
  'key.set': 'Admin key', 'key.drop': 'Forget admin key', 'key.title': 'Admin key', 'key.label': 'Key (admin.token)',
  'key.why': 'This node wants the admin key with every call. It is kept in the memory of this tab only and is gone when the page is reloaded.',
  'key.wrong': 'The node has refused this key.', 'key.use': 'Use it', 'key.forgotten': 'The key is forgotten', 'close': 'Close',
  'state.wait': 'Waiting for the node', 'state.ready': 'Ready', 'state.unready': 'Not ready', 'state.lost': 'No contact', 'state.key': 'Key wanted',
  'lost': 'The node does not answer. The figures on this page are from {0}; asking again every {1}.',
  'lost.never': 'The node does not answer, and has not answered yet.', 'old': '{0} old', 'found': 'The node answers again', 'reasons': 'Not ready: {0}',
  'now': 'Now', 'tile.settled': 'Settlements', 'tile.his': 'HIS door', 'tile.pos': 'POS door', 'tile.settle': 'Settling takes',
  'tile.refused': 'Refused', 'tile.force': 'Force to disk', 'per.second': '/s', 'more.connections': '{0} connections', 'more.p50': 'p50 {0}',
  'more.median': 'p99; p50 {0}', 'more.refused': '{0} of answers', 'more.total': '{0} since start',
  'doors': 'Doors', 'doors.note': 'rates and quantiles of the last {0} s, trends of {1} min at most', 'door.his': 'HIS door, national interface',
  'door.pos': 'POS door, tills', 'door.short.his': 'HIS', 'door.short.pos': 'POS',
  'type': 'Type', 'rate': 'per second', 'trend': 'Trend', 'longest': 'Longest', 'refused.share': 'Refused', 'total': 'Since start',
  'refusals': 'Refusals by reason', 'refusals.note': 'most since start first', 'refusals.none': 'Nothing has been refused since the start.',
  'reason': 'Reason', 'door': 'Door',
  'journal': 'Journal and ring', 'j.appended': 'Appended', 'j.synced': 'On stable storage', 'j.rate': 'Commands', 'j.bytes': 'Written', 'j.batch': 'Records a force',
  'j.force': 'Force p50, p99', 'j.force.max': 'Longest force', 'j.ring': 'Ring free', 'j.ring.value': '{0} of {1}', 'j.refused': 'Refused for want of room',
  'j.stalled': 'A force does not come back', 'j.supply': 'The next segment cannot be prepared', 'yes': 'yes', 'no': 'no',
  'disk': 'Disk and snapshot', 'd.free': 'Disk free', 'd.of': '{0} of {1}', 'd.full': 'Full in', 'd.reserve': 'Kept in reserve', 'd.short': 'Space is short: new money is refused',
  's.age': 'Newest snapshot', 's.ago': '{0} ago', 's.sequence': 'Up to sequence', 's.behind': 'Commands since', 's.size': 'Size, time taken', 's.writing': 'Being written',
  's.failures': 'Failed since start', 's.none': 'none yet', 'never': 'never', 'unknown': 'unknown',
  'lists': 'Invalid lists', 'level': 'Level', 'version': 'Version', 'entries': 'Entries', 'age': 'Age', 'level.NATION': 'Nation', 'level.PROVINCE': 'Province', 'level.CITY': 'City',
  'too.old': 'too old',
  'ledger': 'Ledger', 'l.persons': 'Persons', 'l.accounts': 'Accounts', 'l.cards': 'Cards', 'l.institutions': 'Institutions', 'l.settlements': 'Settlements', 'l.keys': 'Keys kept',
  'l.balance': 'Balances', 'l.payable': 'Owed to institutions', 'l.books': 'Books', 'l.balanced': 'balanced', 'l.unbalanced': '{0} missing', 'yuan': 'yuan',
  'look': 'Look up', 'look.note': 'every question stands in the audit trail, identities masked', 'look.card': 'A card on the invalid lists', 'look.settlement': 'A settlement',
  'area': 'Issuing area', 'card_no': 'Card number', 'ask': 'Look up', 'asking': 'asking the node', 'settlement.key': 'Settlement id or message id',
  'settlement.hint': 'setl_id, 18 digits; or msgid, 30 characters: institution, time, number', 'operator': 'Who asks', 'operator.number': 'Operator number',
  'operator.hint': 'No citizen id. Kept in the memory of this tab only.', 'operator.needed': 'First say who asks.',
  'card.wrong': 'An issuing area is six digits, a card number nine digits and capital letters.', 'settlement.wrong': 'That is neither 18 digits nor 30 characters.',
  'card.listed': 'On an invalid list', 'card.unlisted': 'Not on any invalid list', 'card.state': 'State here', 'card.foreign': 'not a card of this node',
  'card.card': 'Card', 'from': 'From', 'until': 'Until', 'no.end': 'no end', 'in.force': 'In force', 'not.in.force': 'not in force', 'list.age': '{0}: version {1}, {2}',
  'st.SETTLED': 'Settled', 'st.CANCELLED': 'Cancelled', 'st.REVERSED': 'Reversed', 'st.cancelling': 'A cancelling settlement',
  'none.such': 'No settlement has this id.', 'never.seen': 'This request has never been seen.', 'key.refused': 'Refused: {0}', 'key.done': 'Done', 'key.reversed.first': 'Reversed before it came',
  'f.setl_id': 'setl_id', 'f.mdtrt_id': 'mdtrt_id', 'f.counterpart': 'Counterpart', 'f.institution': 'Institution', 'f.person': 'Person', 'f.time': 'Time', 'f.business_date': 'Business date',
  'f.transaction': 'Transaction', 'f.medfee': 'Bill', 'f.account': 'Personal account', 'f.fund': 'Fund', 'f.mutual': 'Mutual aid', 'f.cash': 'Cash', 'f.sequence': 'Sequence',
  'f.till': 'Terminal, batch, STAN', 'f.refunded': 'Given back',
  'totals': 'Totals of a day', 'totals.note': 'money in yuan', 'day': 'Business day', 'institution': 'Institution', 'institution.filter': 'Institution (empty: all)', 'show': 'Show',
  'settled': 'Settled', 'refunded': 'Refunded', 'medfee': 'Bills', 'account': 'From accounts', 'fund': 'From the fund', 'cash': 'Cash', 'all': 'All {0}',
  'totals.none': 'Nothing was settled on {0}.', 'totals.some': '{0}: {1} institutions, most settlements first, as of {2}.', 'totals.shown': 'The table shows the first {0}.', 'totals.cut': 'Only the first {0} totals were read; ask for one institution.',
  'busiest': 'Busiest senders', 'busiest.note': 'institutions and merchants; most since start first', 'refused': 'Refused', 'throttled': 'Throttled', 'others': 'all others',
  'foot': 'Figures come from this node alone and live in this tab; nothing is sent elsewhere.', 'up': 'up {0}',
  'unit.d': '{0} d', 'unit.h': '{0} h', 'unit.min': '{0} min', 'unit.s': '{0} s', 'unit.ms': '{0} ms',
  't.1101': 'Person', 't.2101': 'Quote', 't.2102': 'Settle', 't.2103': 'Cancel', 't.2601': 'Reverse', 't.5203': 'Settlement', 't.9001': 'Sign on', 't.9002': 'Sign off',
  't.S101': 'Card inquiry', 't.S102': 'Outcome', 't.200': 'Purchase', 't.202': 'Void', 't.220': 'Refund', 't.other': 'Other', 't.balance': 'Balance', 't.purchase': 'Purchase', 't.void': 'Void', 't.refund': 'Refund', 't.reversal': 'Reversal',
  't.sign_on': 'Sign on', 't.sign_off': 'Sign off', 't.echo': 'Echo', 't.settle_batch': 'Batch settlement', 't.upload_batch': 'Batch upload', 't.list_page': 'List page', 't.list_end': 'List end',
  'de.03': 'Merchant invalid', 'de.12': 'Transaction invalid', 'de.13': 'Amount invalid', 'de.14': 'Card unknown', 'de.22': 'Key too old', 'de.25': 'Original not found',
  'de.30': 'Format', 'de.40': 'Unsupported', 'de.41': 'Card lost', 'de.51': 'Balance insufficient', 'de.54': 'Card expired', 'de.55': 'PIN wrong', 'de.57': 'No personal account',
  'de.58': 'Not allowed here', 'de.61': 'Limit exceeded', 'de.62': 'Card or account not in force', 'de.64': 'Amount mismatch', 'de.75': 'PIN locked', 'de.77': 'Sign on or batch',
  'de.91': 'Busy', 'de.94': 'Key reused', 'de.96': 'Clock or node error', 'de.97': 'Terminal unknown', 'de.99': 'PIN format', 'de.A0': 'MAC wrong',
};

const LANGUAGES = { en: EN, zh: ZH };
let language = 'en';

export function speak(wanted) {
  language = wanted;
}

export function spoken() {
  return language;
}

/** The tag for Intl and the lang attribute. */
export function tag() {
  return language === 'zh' ? 'zh-CN' : 'en-GB';
}

export function has(key) {
  return key in LANGUAGES[language];
}

/** The words of a key, with {0}, {1} filled in. */
export function w(key, ...values) {
  const words = LANGUAGES[language][key] ?? EN[key] ?? key;
  return words.replace(/\{(\d)\}/g, (hole, at) => values[at] ?? hole);
}

/** A name of the code, such as BALANCE_INSUFFICIENT, in words. */
export function named(prefix, name) {
  const key = `${prefix}.${name}`;
  if (has(key)) {
    return w(key);
  }
  const text = name.toLowerCase().replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
