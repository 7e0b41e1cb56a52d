// The few things that are done to the page, none of which parses markup.
const SVG = 'http://www.w3.org/2000/svg';

export function $(id) {
  return document.getElementById(id);
}

/** Sets a text unless it is there already, so that readers of the screen are not disturbed. */
export function put(node, text) {
  if (node.textContent !== text) {
    node.textContent = text;
  }
}

export function el(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null && value !== '') {
      made.setAttribute(key, value);
    }
  }
  made.append(...children);
  return made;
}

export function svg(name, attributes = {}) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    made.setAttribute(key, value);
  }
  return made;
}

/** Tells those who cannot see it. */
export function say(text) {
  put($('say'), text);
}

/**
 * Fills a list of terms. An item is {key, term, text, tone, share}: a share from 0 to 1 is drawn as a bar under its text.
 */
export function terms(list, items) {
  const known = new Map([...list.children].map((node) => [node.dataset.key, node]));
  const kept = [];
  for (const item of items) {
    const dt = known.get(`t ${item.key}`) ?? el('dt', { 'data-key': `t ${item.key}` });
    const dd = known.get(`d ${item.key}`) ?? el('dd', { 'data-key': `d ${item.key}` });
    put(dt, item.term);
    put(dd, item.text);
    dd.className = item.tone ?? '';
    kept.push(dt, dd);
    if (item.share !== undefined) {
      const bar = known.get(`b ${item.key}`) ?? el('dd', { 'data-key': `b ${item.key}`, 'aria-hidden': 'true' }, el('div', {}, el('i')));
      bar.className = 'span';
      bar.firstChild.className = `meter ${item.tone ?? ''}`;
      bar.firstChild.firstChild.style.width = `${Math.max(0, Math.min(1, item.share)) * 100}%`;
      kept.push(bar);
    }
  }
  if (kept.length !== list.children.length || kept.some((node, i) => list.children[i] !== node)) {
    list.replaceChildren(...kept);
  }
}
