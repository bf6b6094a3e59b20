// One job: how far it is, whether its objective holds, what decides, what holds it up, what it may be told; its graph, and its tasks over time.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { Refused } from '../../client.js';
import { number, plural, span, time } from '../../ui/format.js';
import { missing, panel, tile } from '../../ui/parts.js';
import { mayBeName } from '../nowhere.js';
import { drawingOf } from './drawing.js';
import { operations } from './operations.js';
import { graphOf, holdUps, meansOf, outlookOf, ran, undoes, viewed } from './outlook.js';
import { isClearing, resultBadge, stateBadge, typeName } from './parts.js';
import { sharedTable } from './shared.js';
import { FILTERS, taskLink, tasksTable } from './tasks.js';

const PAGE = 10_000; // the most tasks that the node lists at once
const MOST_PAGES = 4; // as many as there can be: 20,000 tasks, and as many that undo them
const MOST_REASONS = 8; // of what holds it up
const MOST_OF_A_REASON = 5;
const MOST_STEPS = 12; // of the critical path, before it is shortened
const TYPING_MILLIS = 200;

const COMPLETE = ['completed', 'clearing', 'clear-failed', 'reporting', 'finished'];
const STANDS_STILL = [...COMPLETE, 'waiting', 'pending', 'paused'];

export function openJob(page, id) {
  const path = `/recovery/v1/jobs/${encodeURIComponent(id)}`;
  const around = page.query.get('around') ?? '';
  const view = { filter: 'all', search: '', chosen: undefined, around: mayBeName(around) ? around : undefined, undoing: undefined, typing: 0 };
  const lists = []; // answers with tasks, one for each PAGE
  const drawing = drawingOf(page, (box) => whenClicked(box));
  let job;
  let heard = 0; // when the job was told, by the page's own clock
  let shared;
  let history = []; // tasks of the job that was finished last
  let trouble; // what the node answered instead of the job, for a while
  let known; // graph, and what is learnt from it, of the lists as they are

  const whenClicked = (box) => {
    if (box.tasks.length === 1) {
      location.hash = `#/jobs/${encodeURIComponent(id)}/${encodeURIComponent(box.tasks[0].id)}`;
      return;
    }
    view.chosen = { name: box.name, ids: new Set(box.tasks.map((task) => task.id)) };
    page.update();
    document.getElementById('tasks').scrollIntoView({ block: 'nearest' });
  };
  const listen = (i) => page.watch(`${path}/tasks?limit=${PAGE}&offset=${i * PAGE}`, (answer) => {
    const isNew = lists[i] === undefined;
    if (isPassing(answer) && !isNew) return;
    lists[i] = answer;
    known = undefined;
    if (isNew && i + 1 < MOST_PAGES && (answer.body?.total ?? 0) > (i + 1) * PAGE) listen(i + 1);
  });

  page.watch(path, (answer) => {
    trouble = isPassing(answer) && job ? answer : undefined;
    if (trouble) return;
    job = answer;
    heard = performance.now();
  });
  page.watch(`${path}/shared`, (answer) => { shared = answer; });
  listen(0);
  lastFinished(page, id).then((tasks) => {
    history = tasks;
    known = undefined;
    page.update();
  });
  const ticks = setInterval(() => page.update(), 1_000);
  page.onLeave(() => {
    clearInterval(ticks);
    clearTimeout(view.typing);
  });

  return () => {
    if (job?.status !== 200) return html`<p class="way"><a href="#/jobs">Jobs</a></p><h1>${id}</h1>${missing(job, '')}`;
    if (lists[0]?.status !== 200) return html`${head(job.body)}${missing(lists[0], '')}`;
    known ??= learnt(job.body, lists, history, view.undoing);
    const now = nowOf(known);
    const passed = STANDS_STILL.includes(job.body.state) ? 0 : performance.now() - heard;
    const outlook = outlookOf(known.graph, known.means, now);
    return drawn({ page, view, trouble, drawing, job: job.body, shared, known, now, passed, outlook, forget: () => { known = undefined; page.update(); } });
  };
}

/** Whether an answer says that there will be a better one, as while ZooKeeper is away; what was told before is shown meanwhile. */
const isPassing = (answer) => answer.status >= 500;

/** The tasks of the job that was finished last, to learn from how long they took; none if there is no other, or it goes meanwhile. */
async function lastFinished(page, id) {
  try {
    const { jobs } = await page.get('/recovery/v1/jobs?state=finished&limit=2');
    const other = jobs.find((job) => job.id !== id);
    if (!other) return [];
    const { tasks } = await page.get(`/recovery/v1/jobs/${encodeURIComponent(other.id)}/tasks?limit=${PAGE}`);
    return tasks.map(viewed);
  } catch (failed) {
    if (!(failed instanceof Refused)) throw failed;
    return []; // then this job alone is what it is learnt from
  }
}

/** The graph that is shown: of the tasks, or of those that undo them. */
function learnt(job, lists, history, undoing) {
  const all = lists.flatMap((answer) => answer?.body?.tasks ?? []).map(viewed);
  const clears = undoing ?? isClearing(job);
  const graph = graphOf(all.filter((task) => undoes(task) === clears));
  return { graph, clears, means: meansOf([...history, ...all]) };
}

/** What the node's clock shows, more or less: not before what it has told. */
function nowOf({ graph }) {
  return graph.ordered.reduce((most, task) => Math.max(most, task.begun ?? 0, task.ended ?? 0), Date.now());
}

function drawn(all) {
  const { page, view, trouble, drawing, job, shared, known, now, outlook, forget } = all;
  return html`
    ${head(job)}
    ${trouble ? html`<div class="notice warn">What follows may be out of date: ${missing(trouble, '')}</div>` : nothing}
    ${tiles(all)}
    ${holds(job, known, now)}
    <div class="columns">
      ${panel('What it may be told', operations(page, job))}
      ${panel('Critical path', criticalPath(job, known.graph, outlook), html`<span class="hint">what decides how long it still takes</span>`)}
    </div>
    ${panel('Graph', drawing.draw(known.graph, outlook.path, view.around, now), html`
      ${isClearing(job) ? html`<label class="inline">Tasks <select @change=${(event) => { view.undoing = event.target.value === 'undo'; view.chosen = undefined; forget(); }}>
        <option value="do" ?selected=${!known.clears}>that recover</option><option value="undo" ?selected=${known.clears}>that undo</option></select></label>` : nothing}
      ${view.around ? html`<span class="hint">around ${view.around}</span><button @click=${() => { view.around = undefined; page.update(); }}>Show all</button>` : nothing}
      ${drawing.tools()}`)}
    <div id="tasks">${panel('Tasks over time', overTime(all), filters(page, view))}</div>
    ${panel('Shared resources', sharedTable(shared, job.id))}
    ${job.leftOver?.length ? panel('Left over', html`<p>These were not undone: look at them by hand.</p>
      <ul class="links">${job.leftOver.slice(0, 200).map((id) => html`<li>${taskLink(job.id, id)}</li>`)}</ul>
      ${job.leftOver.length > 200 ? html`<p class="hint">and ${number(job.leftOver.length - 200)} more</p>` : nothing}`) : nothing}`;
}

const head = (job) => html`
  <p class="way"><a href="#/jobs">Jobs</a></p>
  <h1><bdi>${job.name}</bdi> ${stateBadge(job)} ${resultBadge(job)}</h1>
  <p class="hint">${typeName(job) === 'drill' ? 'A drill' : 'A real recovery'} onto ${job.cluster}${job.group ? `, of group ${job.group}` : ''}; job <code>${job.id}</code>,
    submitted by ${job.submittedBy} at ${time(Date.parse(job.submittedAt))}${job.resumeAt ? `; goes on by itself at ${time(Date.parse(job.resumeAt))}` : ''}${job.rollbackAt
    ? `; rolled back by itself at ${time(Date.parse(job.rollbackAt))}` : ''}</p>`;

function tiles({ job, known, outlook, now, passed }) {
  const counts = isClearing(job) ? job.clearTasks : job.tasks;
  const over = counts.succeeded + counts.failed;
  const elapsed = job.elapsedMillis + passed;
  const isLeft = outlook.path.length > 0;
  const goals = known.graph.ordered.filter((task) => task.goal);
  const stands = ['paused', 'waiting', 'pending'].includes(job.state);
  return html`
    <progress class="whole" max=${Math.max(1, counts.total)} value=${over} aria-label="tasks that are over"></progress>
    <div class="tiles roomy">
      ${tile(isClearing(job) ? 'undone' : 'done', number(over), `of ${number(counts.total)}, ${number(counts.running)} running`)}
      ${tile('without success', number(counts.failed), counts.failed ? 'see below' : '', counts.failed ? 'bad' : '')}
      ${goals.length ? tile('goals reached', number(goals.filter((task) => task.look === 'done').length), `of ${number(goals.length)}`) : nothing}
      ${tile('time', span(elapsed), 'without pauses')}
      ${tile('left', isLeft ? `≈ ${span(outlook.leftMillis)}` : '–', leftDetail(known.graph, stands, outlook, now))}
      ${job.objectiveMillis ? countdown(job, elapsed, outlook, holdUps(known.graph, known.means, now)) : nothing}
    </div>`;
}

function leftDetail(graph, stands, { path, leftMillis, guessed }, now) {
  if (path.length === 0) return 'nothing is still to come';
  if (stands) return 'once it goes on';
  const isHeld = path.map((id) => graph.byId.get(id)).some((task) => task.look === 'waiting' && task.why && task.retry === undefined);
  if (isHeld) return 'once all can begin';
  return `at ${time(now + leftMillis)}${guessed ? ', guessed' : ''}`;
}

/** How much of the objective is left, and whether it will do. */
function countdown(job, elapsed, outlook, heldUp) {
  const left = job.objectiveMillis - elapsed;
  const whole = `of ${span(job.objectiveMillis)}`;
  if (COMPLETE.includes(job.state) && left >= 0) {
    const held = job.result === 'success';
    return tile('objective', held ? 'held' : 'not held', held ? `${span(left)} to spare` : whole, held ? 'good' : 'bad');
  }
  if (left < 0) return tile('objective missed by', span(-left), whole, 'bad');
  if (heldUp.some(({ task }) => task.look !== 'running' && outlook.path.includes(task.id))) { // for how long, nobody knows
    return tile('until the objective', span(left), `${whole}, if it goes on in time`, 'warn');
  }
  const holds = left >= outlook.leftMillis;
  return tile('until the objective', span(left), `${whole}, ${holds ? 'holds' : 'in danger'}`, holds ? '' : 'bad');
}

/** What keeps it from going on, if anything does: each reason once, with the tasks that it is of. */
function holds(job, { graph, means }, now) {
  const found = holdUps(graph, means, now);
  if (!job.why && found.length === 0) return nothing;
  const kind = found.some(({ task }) => task.look === 'failed') || job.state === 'clear-failed' ? 'bad' : 'warn';
  const reasons = new Map();
  found.forEach((one) => reasons.set(one.says, [...(reasons.get(one.says) ?? []), one]));
  return html`<section class="notice ${kind} holds" aria-label="What holds it up" tabindex="0">
    ${job.why ? html`<p>${job.why}</p>` : nothing}
    <ul>${[...reasons].slice(0, MOST_REASONS).map(([says, of]) => html`<li>${of.slice(0, MOST_OF_A_REASON).map(({ task, usual }, i) => html`${i > 0 ? ', ' : ''}${
      taskLink(job.id, task.id)}${usual === undefined ? '' : ` (${span(ran(task, now))}, usually ${span(usual)})`}${
      task.retry > now ? ` (tried again in ${span(task.retry - now)})` : ''}`)}${
      of.length > MOST_OF_A_REASON ? ` and ${number(of.length - MOST_OF_A_REASON)} more` : ''}: ${says}</li>`)}</ul>
    ${reasons.size > MOST_REASONS ? html`<p>and ${plural(reasons.size - MOST_REASONS, 'other reason')}, in the table below</p>` : nothing}</section>`;
}

function criticalPath(job, graph, { path, expected }) {
  if (path.length === 0) return html`<p class="empty">Nothing is still to come.</p>`;
  const shown = path.length <= MOST_STEPS ? path : path.slice(0, MOST_STEPS - 1);
  return html`<ol class="steps">${shown.map((id) => html`<li>${taskLink(job.id, id)}
      <span class="hint">${graph.byId.get(id).look === 'running' ? 'running, ' : ''}${span(expected.get(id).ends - expected.get(id).begins)}</span></li>`)}</ol>
    ${path.length > shown.length ? html`<p class="hint">and ${number(path.length - shown.length)} more, the last of them ${taskLink(job.id, path.at(-1))}</p>` : nothing}`;
}

function overTime({ view, job, known, outlook, now, passed }) {
  const begin = Date.parse(job.startedAt ?? job.submittedAt);
  const pauses = Math.max(0, (job.completedAt ? Date.parse(job.completedAt) : now) - begin - job.elapsedMillis - passed);
  const due = job.objectiveMillis && !known.clears ? begin + job.objectiveMillis + pauses : undefined;
  return tasksTable({
    job, graph: known.graph, outlook, now, due, begin: known.clears ? firstOf(known.graph, now) : begin,
    filter: view.filter, search: view.search, chosen: view.chosen?.ids,
  });
}

const firstOf = (graph, now) => graph.ordered.reduce((first, task) => Math.min(first, task.begun ?? now), now);

function filters(page, view) {
  const change = (name, value) => {
    view[name] = value;
    page.update();
  };
  return html`
    ${view.chosen ? html`<span class="hint">${view.chosen.name}</span><button @click=${() => change('chosen', undefined)}>List all</button>` : nothing}
    <label class="inline">Search <input type="search" maxlength="100" placeholder="task, type, node, why" @input=${(event) => {
      clearTimeout(view.typing);
      view.typing = setTimeout(() => change('search', event.target.value.trim()), TYPING_MILLIS);
    }}></label>
    <label class="inline">Show <select @change=${(event) => change('filter', event.target.value)}>${Object.entries(FILTERS).map(([name, [words]]) => html`
      <option value=${name} ?selected=${name === view.filter}>${words}</option>`)}</select></label>`;
}
