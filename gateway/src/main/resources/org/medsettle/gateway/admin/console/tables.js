// Tables that change in place: a row stays the same element as long as its key is there.
import { el, put } from './dom.js';
import { draw, spark } from './spark.js';

/**
 * Makes the rows of a table's body those wanted. A row is {key, group} or {key, cells}; a cell {text, code, kind, tone, points}.
 * The first cell heads its row.
 */
export function rows(body, wanted) {
  const known = new Map([...body.rows].map((row) => [row.dataset.key, row]));
  wanted.forEach((row, at) => {
    const shown = known.get(row.key) ?? make(body, row);
    known.delete(row.key);
    fill(shown, row);
    if (body.rows[at] !== shown) {
      body.insertBefore(shown, body.rows[at] ?? null);
    }
  });
  known.forEach((row) => row.remove());
}

function make(body, row) {
  const made = el('tr', { 'data-key': row.key, class: row.group ? 'group' : '' });
  if (row.group) {
    const columns = body.closest('table').tHead.rows[0].cells.length;
    made.append(el('th', { scope: 'rowgroup', colspan: columns }));
    return made;
  }
  row.cells.forEach((cell, at) => {
    const holder = el(at === 0 ? 'th' : 'td', { scope: at === 0 ? 'row' : '', class: cell.kind });
    holder.append(cell.points ? spark() : el('span'));
    if (cell.code !== undefined) {
      holder.append(el('span', { class: 'code' }));
    }
    made.append(holder);
  });
  return made;
}

function fill(shown, row) {
  if (row.group) {
    put(shown.cells[0], row.group);
    return;
  }
  row.cells.forEach((cell, at) => {
    const [first, code] = shown.cells[at].children;
    if (cell.points) {
      draw(first, cell.points);
      return;
    }
    put(first, cell.text);
    first.className = cell.tone ?? '';
    if (code) {
      put(code, cell.code);
    }
  });
}
