// The tasks of a job over time (a Gantt chart), as a table of any length: each row has its bar.

import { html, svg, nothing } from '../../lib/lit-html/lit-html.js';
import { number, plural, span, time } from '../../ui/format.js';
import { badge } from '../../ui/parts.js';
import { isOver, ran } from './outlook.js';
import '../../ui/table.js';

const WIDTH = 1_000; // of a bar's picture, in its own units: as wide as its column
const HEIGHT = 30; // of a row, so that lines go on from one to the next
const TICKS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 43_200, 86_400, 604_800]; // seconds
const MOST_TICKS = 5; // on a wide screen
const FEW_TICKS = 2;
const narrow = matchMedia('(max-width: 700px)');

const NEVER = { success: 'was there already', excepted: 'skipped' }; // of tasks that did not run, by their result

const KINDS = { done: 'good', failed: 'bad', running: 'info', waiting: '' };

/** How a task stands, as a badge. */
export const taskBadge = (task) => badge(task.result ?? (task.retry ? 'waiting to try again' : task.state), KINDS[task.look]);

export const taskLink = (job, id, text = id) => html`<a href="#/jobs/${encodeURIComponent(job)}/${encodeURIComponent(id)}">${text}</a>`;

/** What of all tasks is listed: words of the choice, and which tasks it means. */
export const FILTERS = {
  all: ['all', () => true],
  running: ['running', (task) => task.look === 'running'],
  waiting: ['waiting', (task) => task.look === 'waiting'],
  failed: ['without success', (task) => task.look === 'failed'],
  goals: ['goals', (task) => task.goal],
  critical: ['critical path', (task, path) => path.has(task.id)],
};

/** The table: `begin` and `due` (the objective, or undefined) in milliseconds since 1970, `chosen` a set of ids, or undefined for all. */
export function tasksTable({ job, graph, outlook, now, begin, due, filter, search, chosen }) {
  const path = new Set(outlook.path);
  const words = search.toLowerCase();
  const [, isListed] = FILTERS[filter];
  const rows = graph.ordered
    .filter((task) => isListed(task, path) && (chosen === undefined || chosen.has(task.id)) && says(task, words))
    .map((task) => ({ task, ...when(task, outlook.expected.get(task.id), now) }))
    .sort((one, other) => one.from - other.from || one.to - other.to);
  const scale = scaleOf(rows, begin, due, now);
  return html`<virtual-table class="gantt" .model=${{
    label: 'Tasks over time',
    key: ({ task }) => task.id,
    rows,
    height: 16,
    empty: 'No task is like that.',
    onRow: ({ task }) => { location.hash = `#/jobs/${encodeURIComponent(job.id)}/${encodeURIComponent(task.id)}`; },
    columns: [
      { name: 'task', title: 'Task', width: 14, narrow: 8.2, cell: ({ task }) => html`<span title=${task.id}>${taskLink(job.id, task.id)}</span>${task.goal ? html` <span class="goal" title="a goal">◆<span class="unseen">goal</span></span>` : nothing}`, sort: ({ task }) => task.id },
      { name: 'when', title: axis(scale), cell: (row) => bar(row, scale, path.has(row.task.id), now) },
      { name: 'state', title: 'State', width: 9, narrow: 7, cell: ({ task }) => taskBadge(task), sort: ({ task }) => task.result ?? task.state },
      { name: 'ran', title: 'Ran', width: 7, number: true, narrow: false, cell: ({ task }) => span(ran(task, now)), sort: ({ task }) => ran(task, now) ?? -1 },
      { name: 'attempt', title: 'Attempt', width: 5.5, number: true, narrow: false, cell: ({ task }) => number(task.attempt), sort: ({ task }) => task.attempt },
      { name: 'node', title: 'Node', width: 10, narrow: false, cell: ({ task }) => task.node ?? '', sort: ({ task }) => task.node ?? '' },
      { name: 'why', title: 'Why', width: 16, narrow: false, cell: ({ task }) => html`<span title=${task.why?.contents ?? ''}>${task.why?.contents ?? ''}</span>` },
    ],
  }}></virtual-table>
  <p class="hint">${number(rows.length)} of ${plural(graph.ordered.length, 'task')}.
    Light bars are still to come, as long as tasks of their type have taken.</p>`;
}

const says = (task, words) => words === '' || [task.id, task.name ?? '', task.type, task.node ?? '', task.why?.contents ?? '']
  .some((text) => text.toLowerCase().includes(words));

/** From when to when a bar goes, in milliseconds since 1970; `isExpected` if it has not begun. What never ran has none. */
function when(task, expected, now) {
  if (task.begun !== undefined) return { from: task.begun, to: task.ended ?? Math.max(now, task.begun), isExpected: false };
  if (expected) return { from: now + expected.begins, to: now + expected.ends, isExpected: true };
  return { from: Infinity, to: Infinity, isExpected: false };
}

/** From the job's beginning to its last bar, or to the objective if that is about as far away. */
function scaleOf(rows, begin, due, now) {
  let last = begin + 1_000;
  let first = begin;
  for (const { from, to } of rows) {
    if (!Number.isFinite(to)) continue;
    first = Math.min(first, from);
    last = Math.max(last, to);
  }
  if (due !== undefined && due - first < (last - first) * 2) last = Math.max(last, due);
  const x = (at) => Math.max(0, Math.min(WIDTH, ((at - first) / (last - first)) * WIDTH));
  return { first, last, x, due: due !== undefined && due <= last ? due : undefined, now: now <= last ? now : undefined };
}

function axis({ first, last, x }) {
  const seconds = (last - first) / 1_000;
  const most = narrow.matches ? FEW_TICKS : MOST_TICKS;
  const step = TICKS.find((one) => seconds / one <= most) ?? Math.ceil(seconds / most);
  const ticks = [];
  const [from, to] = narrow.matches ? [0.4, 0.7] : [0.1, 0.9]; // beside the time it begins with, and within the column
  for (let at = step; at < seconds * to; at += step) if (at > seconds * from) ticks.push(at);
  return html`<span class="axis"><span class="unseen">When</span><span aria-hidden="true">${time(first)}</span>${ticks.map((at) => html`
    <span aria-hidden="true" .style=${`inset-inline-start:${x(first + at * 1_000) / (WIDTH / 100)}%`}>${ticked(at)}</span>`)}</span>`;
}

/** 90 → “+1:30”, 7200 → “+2 h”. */
function ticked(seconds) {
  if (seconds < 60) return `+${seconds} s`;
  if (seconds < 3_600) return seconds % 60 === 0 ? `+${seconds / 60} min` : `+${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return seconds < 172_800 ? `+${Math.round(seconds / 360) / 10} h` : `+${Math.round(seconds / 8_640) / 10} d`;
}

function bar({ task, from, to, isExpected }, scale, critical, now) {
  if (!Number.isFinite(from)) return html`<span class="hint">${NEVER[task.result] ?? 'never ran'}</span>`;
  const x = scale.x(from);
  const width = Math.max(4, scale.x(to) - x);
  const words = isExpected ? `to begin in about ${span(from - now)}, for ${span(to - from)}` : `began at ${time(from)}, ${isOver(task) ? 'ran' : 'runs'} ${span(to - from)}`;
  return html`<svg class="when" role="img" aria-label=${words} viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none"><title>${words}</title>
    ${scale.now === undefined ? nothing : svg`<path class="now" d="M${scale.x(scale.now)} 0V${HEIGHT}"></path>`}
    ${scale.due === undefined ? nothing : svg`<path class="due" d="M${scale.x(scale.due)} 0V${HEIGHT}"></path>`}
    <rect class="span ${isExpected ? 'expected' : task.look} ${critical ? 'critical' : ''}" x=${Math.min(x, WIDTH - 4)} y="8" width=${width} height="14"></rect>
    ${task.progress > 0 && !isOver(task) ? svg`<rect class="progress" x=${x} y="18" width=${width * task.progress} height="4"></rect>` : nothing}</svg>`;
}
