// The graph of a job's tasks, laid out by dagre. Of many tasks, those that are of one type and come at the same time share a box, so that
// there are never more boxes than one can look at.

import { isOver } from './outlook.js';

export const MOST_BOXES = 120;
const MOST_LINES = 1_500; // that are looked at; far fewer are drawn
const MOST_BANDS = 24; // boxes one after another, where tasks share them
const BOX_WIDTH = 170;
const BOX_HEIGHT = 30;
const LOOKS = ['failed', 'running', 'waiting', 'done']; // what a shared box looks like: as the first of these that is in it

let library; // a promise of dagre, which only those load who look at a graph

function dagre() {
  library ??= import('../../lib/dagre/dagre.min.js').then(() => window.dagre);
  return library;
}

/**
 * What is drawn: `{ boxes: [{ id, name, type, tasks, look, over }], lines: [[from, to]], leftOut }`, at most MOST_BOXES boxes; `over` counts
 * tasks of a box, `leftOut` tasks that are in none.
 *
 * @param around the id of a task of which only what is near is drawn, each task by itself; undefined for all
 */
export function boxesOf(graph, around) {
  if (around !== undefined && graph.byId.has(around)) {
    const near = nearest(graph, around);
    return joined(graph, near, (task) => task.id, graph.ordered.length - near.length);
  }
  if (graph.ordered.length <= MOST_BOXES) return joined(graph, graph.ordered, (task) => task.id, 0);
  for (let bands = Math.min(graph.waves, MOST_BANDS); ; bands = Math.floor(bands / 2)) {
    const band = (task) => Math.floor((graph.wave.get(task.id) * bands) / graph.waves);
    const key = (task) => `${band(task)} ${task.type}`;
    const count = new Set(graph.ordered.map(key)).size;
    if (count <= MOST_BOXES) return joined(graph, graph.ordered, key, 0);
    if (bands <= 1) return largest(graph, key);
  }
}

/** A task with what it follows and what follows it, the nearest first. */
function nearest(graph, id) {
  const found = new Set([id]);
  for (const ways of [graph.before, graph.after]) {
    const queue = [id];
    const half = found.size + MOST_BOXES / 2 - 1;
    for (let i = 0; i < queue.length && found.size < half; i++) {
      for (const next of ways.get(queue[i])) {
        if (found.has(next) || found.size >= half) continue;
        found.add(next);
        queue.push(next);
      }
    }
  }
  return graph.ordered.filter((task) => found.has(task.id));
}

/** With more types than boxes, only the types with most tasks are drawn. */
function largest(graph, key) {
  const counts = new Map();
  graph.ordered.forEach((task) => counts.set(key(task), (counts.get(key(task)) ?? 0) + 1));
  const kept = new Set([...counts].sort((one, other) => other[1] - one[1]).slice(0, MOST_BOXES).map(([name]) => name));
  const shown = graph.ordered.filter((task) => kept.has(key(task)));
  return joined(graph, shown, key, graph.ordered.length - shown.length);
}

function joined(graph, tasks, key, leftOut) {
  const boxes = new Map();
  const boxOf = new Map();
  for (const task of tasks) {
    const id = key(task);
    if (!boxes.has(id)) boxes.set(id, { id, type: task.type, tasks: [] });
    boxes.get(id).tasks.push(task);
    boxOf.set(task.id, id);
  }
  const lines = new Map();
  for (const task of tasks) {
    for (const before of graph.before.get(task.id)) {
      const from = boxOf.get(before);
      const to = boxOf.get(task.id);
      if (from !== undefined && from !== to && lines.size < MOST_LINES) lines.set(`${from}\n${to}`, [from, to]);
    }
  }
  return { boxes: [...boxes.values()].map(named), lines: withoutImplied([...lines.values()]), leftOut };
}

/** Lines without those that say what others say together: of a to b, b to c and a to c, the last. In a circle all are kept. */
function withoutImplied(lines) {
  const next = new Map();
  lines.forEach(([from, to]) => next.set(from, [...(next.get(from) ?? []), to]));
  const reached = new Map(); // box → set of all that follow it; null while it is looked for
  const reach = (box) => {
    if (reached.has(box)) return reached.get(box);
    reached.set(box, null);
    const all = new Set();
    for (const to of next.get(box) ?? []) {
      const further = reach(to);
      if (further === null) return null;
      all.add(to);
      further.forEach((one) => all.add(one));
    }
    reached.set(box, all);
    return all;
  };
  for (const box of next.keys()) if (reach(box) === null) return lines;
  return lines.filter(([from, to]) => !next.get(from).some((one) => one !== to && reached.get(one).has(to)));
}

function named(box) {
  const { tasks, type } = box;
  const look = LOOKS.find((one) => tasks.some((task) => task.look === one));
  const name = tasks.length === 1 ? tasks[0].id : `${type} × ${tasks.length}`;
  const over = tasks.filter(isOver).length;
  return { ...box, name, look, over };
}

/**
 * Where boxes and lines are: a promise of `{ width, height, places: Map of id → { x, y }, paths: [{ from, to, points }] }`, with x and y
 * of the upper left corner.
 */
export async function laidOut({ boxes, lines }) {
  const { graphlib, layout } = await dagre();
  const drawing = new graphlib.Graph().setGraph({ rankdir: 'LR', nodesep: 8, edgesep: 5, ranksep: 36, marginx: 4, marginy: 4 });
  drawing.setDefaultEdgeLabel(() => ({}));
  const nodeOf = new Map(boxes.map(({ id }, i) => [id, `box ${i}`])); // the library keeps names in objects: __proto__ may be no name
  boxes.forEach(({ id }) => drawing.setNode(nodeOf.get(id), { width: BOX_WIDTH, height: BOX_HEIGHT }));
  lines.forEach(([from, to]) => drawing.setEdge(nodeOf.get(from), nodeOf.get(to)));
  layout(drawing);
  const places = new Map(boxes.map(({ id }) => {
    const { x, y } = drawing.node(nodeOf.get(id));
    return [id, { x: x - BOX_WIDTH / 2, y: y - BOX_HEIGHT / 2 }];
  }));
  const paths = lines.map(([from, to]) => ({ from, to, points: drawing.edge(nodeOf.get(from), nodeOf.get(to)).points }));
  const { width, height } = drawing.graph();
  return { width, height, places, paths };
}

export const BOX = { width: BOX_WIDTH, height: BOX_HEIGHT };
