// Small curves of the last minutes, for the eye alone: what they show stands beside them as a number.
import { svg } from './dom.js';
import { KEPT_S } from './history.js';

const WIDTH = 200;
const HEIGHT = 40;
const TOP = 4;
const LEAST_S = 60;

export function spark() {
  const picture = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', 'aria-hidden': 'true', focusable: 'false' });
  picture.append(svg('path', { class: 'area' }), svg('path', { class: 'line', 'vector-effect': 'non-scaling-stroke' }));
  return picture;
}

/** Draws points {age, value}; the right edge is now, the left one a minute ago or as far back as there are points, the bottom is 0. */
export function draw(picture, points) {
  const [area, line] = picture.children;
  const shown = points.filter(({ age, value }) => age <= KEPT_S && Number.isFinite(value));
  if (shown.length < 2) {
    area.setAttribute('d', '');
    line.setAttribute('d', '');
    return;
  }
  const most = Math.max(...shown.map(({ value }) => value));
  const width = Math.max(LEAST_S, shown[0].age);
  const x = ({ age }) => (WIDTH * (1 - age / width)).toFixed(1);
  const y = ({ value }) => (most > 0 ? HEIGHT - 1 - (value / most) * (HEIGHT - TOP - 1) : HEIGHT - 1).toFixed(1);
  const path = shown.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point)} ${y(point)}`).join('');
  line.setAttribute('d', path);
  area.setAttribute('d', `${path}L${x(shown.at(-1))} ${HEIGHT}L${x(shown[0])} ${HEIGHT}Z`);
}
