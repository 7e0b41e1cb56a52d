// The page's life: asks the node every two seconds, says so when it does not answer, and switches language and colours.
import { $, put, say } from './dom.js';
import { ask, hasToken, useToken } from './api.js';
import { clock, span } from './format.js';
import { History } from './history.js';
import { drawLive } from './live.js';
import { drawLookUps, startLookUps } from './lookup.js';
import { drawNode } from './node.js';
import { drawTotals, startTotals } from './totals.js';
import { speak, spoken, tag, w } from './words.js';

const EVERY_MS = 2000;
const LOST_AFTER_MS = 5000;
const dark = matchMedia('(prefers-color-scheme: dark)');
const history = new History();

let link = 'wait';
let failures = 0;
let heardAt;
let askedKey = false;

// ---- asking

async function poll() {
  const began = performance.now();
  try {
    const { status, body } = await ask('/api/v1/node/overview');
    if (status === 200) {
      history.add(body, performance.now());
      heard();
    } else if (status === 401) {
      become('key');
      wantKey();
    } else {
      missed();
    }
  } catch {
    missed();
  }
  draw();
  setTimeout(poll, Math.max(200, EVERY_MS - (performance.now() - began)));
}

function heard() {
  failures = 0;
  heardAt = performance.now();
  if (link === 'lost') {
    say(w('found'));
  }
  become(history.now.overview.node.ready ? 'ready' : 'unready');
}

/** One answer that is late is no loss of contact; two, or silence for some seconds, are. */
function missed() {
  failures++;
  if (failures > 1 || heardAt === undefined || performance.now() - heardAt > LOST_AFTER_MS) {
    become('lost');
  }
}

function become(state) {
  link = state;
  document.body.dataset.link = state;
}

// ---- drawing

function draw() {
  drawHead();
  if (history.now) {
    drawLive(history);
    drawNode(history);
  }
}

function nodeTimeMs() {
  const seconds = history.now?.overview.node.clock_seconds;
  return seconds ? seconds * 1000 : Date.now() - (performance.now() - heardAt);
}

function drawHead() {
  const node = history.now?.overview.node;
  $('state').dataset.state = link;
  put($('state'), w(`state.${link}`));
  put($('node'), node?.name ?? '');
  document.title = node ? `${node.name} · Medsettle` : 'Medsettle';
  const isLost = link === 'lost';
  put($('clock'), heardAt === undefined ? '' : isLost ? w('old', span((performance.now() - heardAt) / 1000)) : clock(nodeTimeMs()));
  $('lost').hidden = !isLost;
  put($('lost'), !isLost ? '' : heardAt === undefined ? w('lost.never') : w('lost', clock(nodeTimeMs()), w('unit.s', EVERY_MS / 1000)));
  const reasons = isLost ? [] : node?.reasons ?? [];
  $('reasons').hidden = reasons.length === 0;
  put($('reasons'), reasons.length === 0 ? '' : w('reasons', reasons.join('; ')));
  const uptime = node?.started_seconds ? w('up', span((nodeTimeMs() / 1000) - node.started_seconds)) : '';
  put($('build'), node ? `Medsettle ${node.version} · Java ${node.java} · ${uptime}.` : '');
  put($('key'), w(hasToken() ? 'key.drop' : 'key.set'));
}

// ---- language and colours

function remembered(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
}

function translate() {
  document.documentElement.lang = tag();
  for (const node of document.querySelectorAll('[data-w]')) {
    if (node.dataset.w !== 'doors.note') {
      put(node, w(node.dataset.w));
    }
  }
  put($('language'), w('language.other'));
  $('language').lang = w('language.lang');
  draw();
  drawLookUps();
  drawTotals();
}

function colour() {
  const wanted = $('theme').value;
  document.documentElement.dataset.theme = wanted === 'auto' ? (dark.matches ? 'dark' : 'light') : wanted;
}

// ---- the admin key

function wantKey() {
  if (!$('key-dialog').open && !askedKey) {
    askedKey = true;
    openKey(hasToken() ? 'key.wrong' : 'key.why');
  }
}

function openKey(why) {
  put($('key-why'), w(why));
  $('token').value = '';
  $('key-dialog').showModal();
}

function startKey() {
  $('key').addEventListener('click', () => {
    if (hasToken()) {
      useToken('');
      askedKey = false;
      say(w('key.forgotten'));
      drawHead();
    } else {
      openKey('key.why');
    }
  });
  $('key-close').addEventListener('click', () => $('key-dialog').close());
  $('key-form').addEventListener('submit', (event) => {
    event.preventDefault();
    useToken($('token').value);
    $('token').value = '';
    askedKey = false;
    $('key-dialog').close();
    drawHead();
  });
}

function start() {
  const known = remembered('medsettle.language');
  speak(known === 'zh' || known === 'en' ? known : navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en');
  $('theme').value = ['light', 'dark'].includes(remembered('medsettle.theme')) ? remembered('medsettle.theme') : 'auto';
  $('theme').addEventListener('change', () => {
    remember('medsettle.theme', $('theme').value);
    colour();
  });
  dark.addEventListener('change', colour);
  $('language').addEventListener('click', () => {
    speak(spoken() === 'zh' ? 'en' : 'zh');
    remember('medsettle.language', spoken());
    translate();
    say(w('language.say'));
  });
  startKey();
  startLookUps(wantKey);
  startTotals(wantKey);
  $('loading').remove();
  colour();
  translate();
  poll();
}

start();
