// Draws the graph of a job. Its boxes can be clicked; who cannot see or point finds the same in the table of tasks.

import { html, svg, nothing } from '../../lib/lit-html/lit-html.js';
import { ref } from '../../lib/lit-html/directives/ref.js';
import { plural, span } from '../../ui/format.js';
import { BOX, boxesOf, laidOut } from './graph.js';
import { ran } from './outlook.js';

const LETTERS = 20; // that fit into a box
const SIZES = [0.4, 0.55, 0.75, 1];
const READABLE = 2; // of SIZES: the smallest that is begun with
const SEEN_FIRST = ['.around', '.running.critical', '.box.critical', '.running', '.failed'];

/**
 * A graph that keeps where things are until other tasks are to be drawn.
 *
 * @param page is drawn again when the layout has been found
 * @param onBox what a click on a box does, with the box
 */
export function drawingOf(page, onBox) {
  let known = ''; // which boxes and lines the layout is of
  let layout;
  let size;

  const layOut = (shown) => {
    const key = JSON.stringify([shown.boxes.map(({ id }) => id), shown.lines]);
    if (key === known) return;
    known = key;
    layout = undefined;
    laidOut(shown).then((found) => {
      if (known !== key) return;
      layout = found;
      size ??= Math.max(READABLE, SIZES.findLastIndex((scale) => found.width * scale <= document.getElementById('page').clientWidth - 70));
      page.update();
    });
  };
  const resize = (by) => {
    size += by;
    page.update();
  };
  const see = (element) => { // once for each layout: afterwards it stays where the operator has moved it
    if (!element) return;
    requestAnimationFrame(() => {
      const box = SEEN_FIRST.map((one) => element.querySelector(one)).find((one) => one !== null);
      if (!box) return;
      const [here, there] = [element.getBoundingClientRect(), box.getBoundingClientRect()];
      element.scrollLeft += there.x - here.x - here.width / 3;
      element.scrollTop += there.y - here.y - here.height / 3;
    });
  };

  return {
    /** The buttons for its size. */
    tools: () => html`
      <button aria-label="Smaller" ?disabled=${!(size > 0)} @click=${() => resize(-1)}>−</button>
      <button aria-label="Larger" ?disabled=${!(size < SIZES.length - 1)} @click=${() => resize(1)}>+</button>`,

    /** The graph as it is now. */
    draw(graph, path, around, now) {
      if (graph.ordered.length === 0) return html`<p class="empty">There are no tasks.</p>`;
      const shown = boxesOf(graph, around);
      layOut(shown);
      if (!layout) return html`<p class="empty">…</p>`;
      return html`<div class="graph" tabindex="0" role="region" aria-label="Graph of the tasks" ${ref(see)}>
        ${picture(shown, layout, path, SIZES[size], around, now, onBox)}</div>${legend(shown, graph)}`;
    },
  };
}

function picture(shown, layout, path, scale, around, now, onBox) {
  const critical = new Set(path);
  const steps = new Set(path.slice(1).map((id, i) => `${path[i]}\n${id}`));
  const boxes = new Map(shown.boxes.map((box) => [box.id, box]));
  const decides = ({ from, to }) => boxes.get(to).tasks.some((task) =>
    critical.has(task.id) && task.dependencies.some((id) => steps.has(`${id}\n${task.id}`) && boxes.get(from).tasks.some((one) => one.id === id)));
  const lines = layout.paths.map((line) => ({ ...line, decides: decides(line) }));
  lines.sort((one, other) => one.decides - other.decides); // what decides is on top
  return html`<svg role="img" aria-label=${`${plural(shown.boxes.length, 'box', 'boxes')}; the table of tasks says the same in words`}
    width=${layout.width * scale} height=${layout.height * scale} viewBox="0 0 ${layout.width} ${layout.height}">
    ${lines.map((line) => svg`<path class="edge ${line.decides ? 'critical' : ''}" d=${curve(line.points)}></path>`)}
    ${shown.boxes.map((box) => drawn(box, layout.places.get(box.id), box.tasks.some(({ id }) => critical.has(id)), around, now, onBox))}
  </svg>`;
}

function drawn(box, { x, y }, critical, around, now, onBox) {
  const done = box.tasks.length > 1 ? box.over / box.tasks.length : 0;
  const classes = `box ${box.look} ${critical ? 'critical' : ''} ${box.id === around ? 'around' : ''}`;
  return svg`<g class=${classes} transform="translate(${x} ${y})" @click=${() => onBox(box)}>
    <title>${saidOf(box, now)}</title>
    <rect width=${BOX.width} height=${BOX.height} rx="5"></rect>
    ${done > 0 ? svg`<rect class="done-share" y=${BOX.height - 4} width=${BOX.width * done} height="4" rx="2"></rect>` : nothing}
    <circle cx="13" cy=${BOX.height / 2} r="4.5"></circle>
    <text x="25" y=${BOX.height / 2 + 4}>${shortened(box)}</text></g>`;
}

function saidOf(box, now) {
  if (box.tasks.length > 1) return `${box.name}: ${box.over} over`;
  const [task] = box.tasks;
  const time = ran(task, now);
  return [`${task.id} (${task.type}): ${task.result ?? task.state}`, time === undefined ? '' : span(time), task.node ?? '', task.why?.contents ?? '']
    .filter((part) => part !== '').join(', ');
}

/** A smooth line through the points of the layout. */
function curve(points) {
  const [first, ...rest] = points;
  let path = `M${first.x} ${first.y}`;
  let last = first;
  for (const point of rest) {
    const middle = (last.x + point.x) / 2;
    path += `C${middle} ${last.y} ${middle} ${point.y} ${point.x} ${point.y}`;
    last = point;
  }
  return path;
}

/** As much of a name as fits; of a shared box, not without how many there are. */
function shortened({ name, type, tasks }) {
  if (name.length <= LETTERS) return name;
  const count = tasks.length > 1 ? ` × ${tasks.length}` : '';
  return `${(count ? type : name).slice(0, LETTERS - 1 - count.length)}…${count}`;
}

function legend(shown, graph) {
  const isShared = shown.boxes.some((box) => box.tasks.length > 1);
  return html`<p class="legend">
    ${['waiting', 'running', 'done', 'failed'].map((look) => html`<span class="key ${look}"><i></i>${look}</span>`)}
    <span class="key critical"><i></i>critical path</span>
    <span class="hint">${isShared ? `${plural(graph.ordered.length, 'task')}: those of a type that come at the same time share a box; click one to list them.`
      : 'Click a task to see all of it.'}
    ${shown.leftOut > 0 ? `Not drawn: ${plural(shown.leftOut, 'task')} further away.` : ''}</span></p>`;
}
