// What is going on now: health with reasons, rates, queues, and the workers on a map of purposes.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { guard } from '../lib/lit-html/directives/guard.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';
import { compact, left, number, percent, plural, roughly } from '../ui/format.js';
import { badge, bar, missing, panel, tile } from '../ui/parts.js';
import { Rates } from './now/rates.js';
import { purposesOf } from './now/workers.js';
import '../ui/chart.js';
import '../ui/table.js';

const NAMED = 24; // workers of a purpose that have their names on the map; more are squares
const WORKERS = '/cluster/v1/workers?tasks=false&ages=false';
const NEARLY_OVER_MILLIS = 5_000;
const RESERVATIONS = '/cluster/v1/reservations?limit=12'; // those that end soonest

const ABOUT_WORKERS = 'A worker is a process that carries out tasks; its purpose is the kind of task. The bar is its load: it gets no further task at its'
  + ' limit. Once it is chosen for a task a place is reserved; from when somebody comes for it, the task is executing.';
const ABOUT_RESERVATIONS = 'A worker was chosen for a task and keeps a place for it. If nobody comes before the time is up, the place is free again.';
const ABOUT_RESUMES = 'A client whose connection broke may come back and go on where it was: it resumes its session. Where the outcome is another one it has'
  + ' to log in anew.';

const rates = new Rates(); // goes on where it was when the page is shown again

export default {
  name: 'now',
  title: 'Now',

  open(page) {
    const state = { status: null, workers: null, purposes: [], plugins: null, reservations: null };
    page.watch('/now', (answer) => answer.status === 200 && rates.add(answer.body));
    page.watch('/cluster/v1/status', (answer) => { state.status = answer; });
    page.watch('/cluster/v1/plugins', (answer) => { state.plugins = answer; });
    page.watch(WORKERS, (answer) => {
      state.workers = answer;
      state.purposes = answer.status === 200 ? purposesOf(answer.body.workers) : [];
    });
    page.watch(RESERVATIONS, (answer) => { state.reservations = answer; });
    const ticking = setInterval(() => { // reservations run out between two answers
      if (state.reservations?.body?.count > 0) page.update();
    }, 1_000);
    page.onLeave(() => clearInterval(ticking));
    return () => html`
      <h1>Now</h1>
      ${tiles(state.status)}
      <div class="columns">${health(state)}${queues()}${resumes()}</div>
      <div class="columns">${traffic('Admissions', 'admissions per second', rates.admissions, '--bar-good', 'Clients that came with a token and were let into a room.')}
        ${traffic('Deliveries', 'deliveries per second', rates.deliveries, '--info', 'Notifications that were sent to clients.')}</div>
      ${panel('Workers by purpose', guard([state.workers], () => map(state)), nothing, ABOUT_WORKERS)}
      ${panel('Reservations', reservations(state.reservations), html`<span class="hint">those that end soonest</span>`, ABOUT_RESERVATIONS)}
      ${panel('All workers', guard([state.workers, Math.floor(rates.nodeTime() / 1_000)], () => table(state)))}`;
  },
};

function tiles(status) {
  if (status?.status !== 200) return missing(status, '');
  const { node, version, leader = 'nobody', members, rooms, drain = {} } = status.body;
  const drained = drain.state && drain.state !== 'serving' && drain.state !== 'none';
  return html`<div class="tiles">
    ${tile('clients', number(drain.connected ?? 0), `${number(drain.waiting ?? 0)} away`)}
    ${tile('rooms', number(rooms), 'kept by this node')}
    ${tile('admissions', `${compact(rates.admissions.now)} /s`, `${compact(rates.refusals.now)} /s refused`)}
    ${tile('deliveries', `${compact(rates.deliveries.now)} /s`, 'to clients')}
    ${tile('portal', drain.state ?? 'starting', drained ? `${number(drain.connected)} to go` : drain.state ? 'lets clients in' : '', drained ? 'warn' : '')}
    ${tile('leads', leader === node ? 'this node' : leader, `${members.length} in the cluster, ${version}`, leader === 'nobody' ? 'bad' : '')}
  </div>`;
}

/** Everything that is not well, and why. */
function health({ status, plugins }) {
  const reasons = Object.entries(rates.blockedBy).map(([part, reason]) => ['bad', part, reason]);
  if (status?.status === 200 && !status.body.connected) reasons.push(['bad', 'cluster', 'The connection to ZooKeeper is lost.']);
  for (const plugin of plugins?.body?.plugins ?? []) {
    if (plugin.state === 'faulty') {
      reasons.push(['bad', `${plugin.kind} ${plugin.name} ${plugin.version}`, plugin.lastFault?.message ?? plugin.lastFault ?? 'It is faulty.']);
    }
  }
  for (const jar of plugins?.body?.rejected ?? []) reasons.push(['warn', jar.file, jar.message ?? jar.reason ?? 'It was refused.']);
  for (const notice of plugins?.body?.notices ?? []) reasons.push(['warn', notice.subject, notice.text]);
  const worst = reasons.some(([kind]) => kind === 'bad') ? 'bad' : reasons.length > 0 ? 'warn' : 'good';
  return panel('Health', reasons.length === 0
    ? html`<p class="empty">${rates.begun ? 'Every part can do its work.' : '…'}</p>`
    : html`<ul class="reasons">${reasons.map(([kind, what, why]) => html`
        <li><span class="dot ${kind}"></span><strong>${what}</strong> <span>${why}</span></li>`)}</ul>`,
  badge({ good: 'well', warn: 'take a look', bad: 'not well' }[worst], worst));
}

function queues() {
  const rows = rates.queues();
  return panel('Queues', html`<table><tbody>${rows.map(({ name, waiting }) => html`
    <tr><th scope="row">${name}</th><td class="number">${number(waiting)}</td></tr>`)}</tbody></table>`);
}

const traffic = (title, label, rate, colour, about) => panel(title, html`<time-chart .model=${{
  label,
  minutes: 2,
  times: rate.times,
  series: [{ label, values: rate.values, colour }],
  format: (value) => (value === null ? '' : `${compact(value)}`),
}}></time-chart>`, html`<span class="hint">per second</span>`, about);

function resumes() {
  const rows = rates.resumes();
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  return panel('Resumes by outcome', all === 0 ? html`<p class="empty">No client has come back yet.</p>` : html`
    <table class="resumes"><tbody>${rows.filter(({ count }) => count > 0).map(({ outcome, count, lately }) => html`
      <tr><th scope="row">${badge(outcome, outcome === 'resumed' ? 'good' : 'warn')}</th>
        <td class="grow">${bar(count, all, `${outcome}, share`, outcome === 'resumed' ? 'good' : 'warn')}</td>
        <td class="number">${percent(count / all)}</td><td class="number">${number(count)}</td>
        <td class="number wide-only">${compact(lately)} /s</td></tr>`)}</tbody></table>`,
  html`<span class="hint">since the node started</span>`, ABOUT_RESUMES);
}

function map({ workers, purposes }) {
  if (workers?.status !== 200) return missing(workers, '');
  if (purposes.length === 0) return html`<p class="empty">No worker has joined.</p>`;
  return html`<div class="map">${repeat(purposes, ({ purpose }) => purpose, (one) => html`
    <section class="purpose"><h3>${one.purpose}</h3>
      <p class="hint">${plural(one.workers.length, 'worker')}, ${percent(one.load)} loaded, ${number(one.reserved)} reserved,
        ${number(one.executing)} executing${one.seats > 0 ? `, ${number(one.seatsTaken)} of ${plural(one.seats, 'seat')}` : ''}</p>
      ${one.workers.length <= NAMED ? named(one.workers) : squares(one.workers)}</section>`)}</div>`;
}

const named = (workers) => html`<ul class="workers">${repeat(workers, ({ id }) => id, (worker) => html`
  <li><span class="dot ${worker.kind}"></span><span class="id" title=${worker.id}>${worker.id}</span>
    ${bar(worker.load, worker.info.maxLoad, `load of ${worker.id}`)}
    <span class="number">${percent(worker.load)}</span><span title=${worker.why ?? nothing}>${worker.kind === 'good' ? nothing : badge(worker.condition, worker.kind)}</span></li>`)}</ul>`;

/** Many are told apart by colour alone; who cannot see it has the table below. */
const squares = (workers) => html`<div class="squares" aria-hidden="true" @mouseover=${({ target }) => describe(target, workers)}>${
  workers.map(({ shade }) => html`<i class=${shade}></i>`)}</div>`;

/** Only what is pointed at is put into words: hundreds of titles that change each second would cost more than all else here. */
function describe(square, workers) {
  const worker = workers[[...square.parentElement.querySelectorAll('i')].indexOf(square)];
  if (worker) square.title = `${worker.id}: ${percent(worker.load)}, ${worker.condition}${worker.why ? `: ${worker.why}` : ''}`;
}

function reservations(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  const { count, reservations: soonest } = answer.body;
  if (count === 0) return html`<p class="empty">Nothing is reserved that was not picked up.</p>`;
  const now = rates.nodeTime();
  return html`<ul class="ticking">${repeat(soonest, ({ purpose, task }) => `${purpose} ${task}`, (one) => html`
      <li><span>${badge(one.purpose)}</span><span class="id" title=${one.task}>${one.task}</span>
        <span class="soft" title=${one.worker}>→ ${one.worker}</span>
        <span class="number">${left(one.until - now)}</span>${timeLeft(one, now)}</li>`)}</ul>
    ${count > soonest.length ? html`<p class="hint">and ${number(count - soonest.length)} more, ending later</p>` : nothing}`;
}

/** Of what somebody has come for already there is nothing to count down from. */
const timeLeft = ({ task, since, until }, now) => (since === undefined ? badge('expected', 'good')
  : bar(Math.max(0, until - now), until - since, `time left of ${task}`, until - now < NEARLY_OVER_MILLIS ? 'warn' : 'good'));

function table({ workers, purposes }) {
  if (workers?.status !== 200) return missing(workers, '');
  return html`<virtual-table .model=${{
    label: 'All workers',
    key: (worker) => worker.id,
    rows: purposes.flatMap((one) => one.workers),
    empty: 'No worker has joined.',
    height: 14,
    columns: [
      { name: 'purpose', title: 'Purpose', width: 9, narrow: false, cell: (one) => html`<span title=${one.purpose}>${one.purpose}</span>`, sort: (one) => one.purpose },
      { name: 'id', title: 'Worker', cell: (one) => html`<span title=${one.id}>${one.id}</span>`, sort: (one) => one.id },
      { name: 'condition', title: 'State', width: 7, cell: (one) => html`<span title=${one.why ?? nothing}>${badge(one.condition, one.kind)}</span>`, sort: (one) => one.condition },
      { name: 'load', title: 'Load', width: 9, narrow: 6.5, cell: (one) => bar(one.load, one.info.maxLoad, `load of ${one.id}`), sort: (one) => one.load / one.info.maxLoad },
      { name: 'percent', title: 'Of its limit', width: 9, number: true, narrow: false, cell: (one) => `${percent(one.load)} of ${percent(one.info.maxLoad)}` },
      { name: 'reserved', title: 'Reserved', width: 6.5, narrow: false, number: true, cell: (one) => number(one.reserved), sort: (one) => one.reserved },
      { name: 'executing', title: 'Executing', width: 7, narrow: false, number: true, cell: (one) => number(one.executing), sort: (one) => one.executing },
      { name: 'silent', title: 'Silent', width: 7, number: true, narrow: false, cell: (one) => (one.reportedAt ? roughly(rates.nodeTime() - one.reportedAt) : ''), sort: (one) => -(one.reportedAt ?? Infinity) },
    ],
  }}></virtual-table>`;
}
