// Explain: which worker a task would get and why, what was decided lately and why, and the same decided again by another plug-in.
// #/explain, #/explain/decision/PURPOSE/NUMBER, #/explain/why/PURPOSE/TASK.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { Refused } from '../client.js';
import { show } from '../ui/dialog.js';
import { number, percent, plural, time } from '../ui/format.js';
import { badge, bar, missing, panel } from '../ui/parts.js';
import '../ui/table.js';
import { mayBeName } from './nowhere.js';
import { purposesOfWorkers } from './purposes.js';

const LISTED = 100; // decisions
const NUMBER = /^\d{1,15}$/; // of a decision
const KINDS = ['strategy', 'matcher', 'scheduler'];

export default {
  name: 'explain',
  title: 'Explain',
  has: (path) => path.length === 0 || (path.length === 3 && (path[0] === 'why' || (path[0] === 'decision' && NUMBER.test(path[2])))),

  open(page) {
    const [view, purpose, id] = page.path;
    if (view === 'decision') return openDecision(page, purpose, id);
    if (view === 'why') return openWhy(page, purpose, id);
    return openAll(page);
  },
};

const decisionPath = (purpose, count) => `/cluster/v1/decisions/${encodeURIComponent(purpose)}/${encodeURIComponent(count)}`;

// ---- the form, the last decisions, a replay -----------------------------------------------------------------------------------------

function openAll(page) {
  let purposes = [];
  let plugins;
  let decisions;
  let explanation;
  let replay;
  const wanted = page.query.get('purpose') ?? '';
  let purpose = mayBeName(wanted) ? wanted : '';
  let kind = KINDS[0];
  let serving = {}; // what decides for the purpose now, by kind: 'least-used 0.1.0'
  let stop = () => {};

  const askWhoServes = async () => {
    const asked = purpose;
    if (!asked) return;
    try {
      const told = await page.send('POST', '/cluster/v1/explain', { purpose, task: 'trial' });
      if (asked === purpose) serving = told;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      serving = {}; // the table of decisions says why
    }
    page.update();
  };

  const look = (chosen) => {
    purpose = chosen;
    stop();
    decisions = undefined;
    replay = undefined;
    serving = {};
    askWhoServes();
    stop = page.watch(`/cluster/v1/decisions?purpose=${encodeURIComponent(purpose)}&limit=${LISTED}`, (answer) => { decisions = answer; });
    page.update();
  };
  page.attempt(async () => {
    purposes = await purposesOfWorkers(page);
    if (!purpose && purposes.length) look(purposes.includes('play') ? 'play' : purposes[0]);
  });
  page.watch('/cluster/v1/plugins', (answer) => {
    plugins = answer;
    askWhoServes();
  });
  if (purpose) look(purpose);

  const ask = (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    return page.attempt(async () => { explanation = await page.send('POST', '/cluster/v1/explain', requestOf(purpose, values)); });
  };
  const decideAgain = (event) => {
    event.preventDefault();
    const values = Object.fromEntries(new FormData(event.target));
    const [name, version] = values.plugin.split(' ');
    return page.attempt(async () => {
      replay = await page.send('POST', '/cluster/v1/replay', { kind, purpose, name, version, last: Number(values.last) });
    });
  };

  return () => html`
    <h1>Explain</h1>
    <p><label class="inline">Purpose <select @change=${(event) => { explanation = undefined; look(event.target.value); }}>
      ${[...new Set([...purposes, purpose])].filter(Boolean).sort().map((one) => html`<option value=${one} ?selected=${one === purpose}>${one}</option>`)}</select></label></p>
    <div class="asked">
      <div class="ask">${panel('Which worker would a task get?', html`
        <form class="line" @submit=${ask}>
          <label>Task <input name="task" value="trial" required maxlength="200"></label>
          <label>Provider <input name="isp" maxlength="100" placeholder="any"></label>
          <label>Region <input name="region" maxlength="100" placeholder="any"></label>
          <label>Seats <input name="seats" type="number" min="1" max="64" value="1" required></label>
          <label class="whole">Other wishes, as JSON <input name="preference" maxlength="2000" placeholder='{"mode":"duel"}'></label>
          <button class="primary">Explain</button>
        </form>
        <p class="hint">Nothing is reserved.</p>`)}</div>
      <div class="answer">${explanation ? panel('It would get', explained(explanation)) : nothing}</div>
      <div class="again">${panel('Decide the last ones again', html`
        <form class="line" @submit=${decideAgain}>
          <label>Kind <select @change=${(event) => { kind = event.target.value; page.update(); }}>
            ${KINDS.map((one) => html`<option ?selected=${one === kind}>${one}</option>`)}</select></label>
          <label class="wide">Plug-in <select name="plugin" required>${installed(plugins, kind).map((one) => `${one.name} ${one.version}`).map((one) => html`
            <option value=${one}>${one}${one === serving[kind] ? ', serves now' : ''}</option>`)}</select></label>
          <label>How many <input name="last" type="number" min="1" max="1000" value="1000" required></label>
          <button class="primary" ?disabled=${!purpose}>Decide again</button>
        </form>
        <p class="hint">${whoServes(kind, serving, decisions)} Nothing comes of it for anybody.</p>`)}</div>
      <div class="decided">${replay ? panel('Decided again', replayed(replay)) : nothing}</div>
    </div>
    ${panel(`The last decisions for ${purpose || '…'}`, decisionsTable(decisions, purpose))}`;
}

/** Which plug-in of a kind decides for the purpose; one that had nobody to choose from was not asked. */
function whoServes(kind, serving, decisions) {
  if (serving[kind]) return html`The ${kind} <code>${serving[kind]}</code> serves now.`;
  const last = decisions?.body?.decisions?.find((decision) => decision[kind]);
  return last ? html`The ${kind} <code>${last[kind]}</code> decided last; which one serves now is seen once a worker is available.` : nothing;
}

const installed = (plugins, kind) =>
  (plugins?.status === 200 ? plugins.body.plugins.filter((one) => one.kind === kind && one.state !== 'faulty') : []);

/** What the form says, as the node takes it; throws what the page tells as a refusal. */
function requestOf(purpose, { task, isp, region, seats, preference }) {
  const wishes = preference.trim() ? objectIn(preference) : {};
  if (isp.trim()) wishes.isp = isp.trim();
  if (region.trim()) wishes.region = region.trim();
  return { purpose, task: task.trim(), seats: Number(seats), preference: wishes };
}

function objectIn(text) {
  try {
    const value = JSON.parse(text);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // it is said below
  }
  throw new Refused(400, { detail: 'Other wishes must be a JSON object such as {"mode":"duel"}.' });
}

function decisionsTable(decisions, purpose) {
  if (decisions?.status !== 200) return missing(decisions, '');
  return html`<virtual-table .model=${{
    label: 'The last decisions',
    key: (decision) => decision.number,
    rows: decisions.body.decisions,
    empty: 'Nothing was decided lately.',
    height: 12,
    onRow: (decision) => { location.hash = `#/explain/decision/${encodeURIComponent(purpose)}/${decision.number}`; },
    columns: [
      { name: 'at', title: 'At', width: 6.5, narrow: 5.6, cell: (decision) => time(decision.at), sort: (decision) => decision.at },
      { name: 'task', title: 'Task', cell: (decision) => html`<a href="#/explain/decision/${encodeURIComponent(purpose)}/${decision.number}"><code>${decision.task}</code></a>`, sort: (decision) => decision.task },
      { name: 'outcome', title: 'Outcome', cell: outcome, sort: (decision) => decision.worker ?? '' },
      { name: 'room', title: 'Room', narrow: false, cell: (decision) => html`<code>${decision.room}</code>` },
      { name: 'preference', title: 'Wishes', narrow: false, cell: (decision) => wishes(decision.preference) },
      { name: 'strategy', title: 'Strategy', width: 13, narrow: false, cell: (decision) => decision.strategy, sort: (decision) => decision.strategy },
    ],
  }}></virtual-table>`;
}

function outcome(decision) {
  if (decision.refused) return html`${badge('refused', 'bad')} ${decision.refused.message}`;
  return html`${decision.kept ? badge('stays', 'info') : badge('placed', 'good')} <code>${decision.worker}</code>`;
}

const wishes = (preference) => Object.entries(preference).map(([key, value]) => `${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`).join(', ');

// ---- an explanation -------------------------------------------------------------------------------------------------------------

/** The answer in a sentence, and each worker with what kept or removed it. */
function explained(explanation) {
  const { outcome: { worker, refused }, scheduler, matcher, strategy, workers } = explanation;
  return html`
    <p class="notice ${refused ? 'bad' : 'good'}">${refused ? html`Nobody: ${refused.message}` : html`<strong><code>${worker?.id}</code></strong>`}
      <small>scheduler ${scheduler || '–'} · matcher ${matcher || '–'} · strategy ${strategy || '–'}</small></p>
    <virtual-table .model=${{
      label: 'Workers with their reasons',
      key: (verdict) => verdict.worker,
      rows: [...workers].sort((one, other) => rank(other) - rank(one)),
      empty: 'There are no workers of this purpose.',
      onRow: ({ worker: id, reason, by }) => show({ title: id, text: `${reason} (${by})` }),
      columns: [
        { name: 'verdict', title: 'Verdict', width: 6.5, narrow: 5.6, cell: verdictBadge, sort: rank },
        { name: 'worker', title: 'Worker', width: 18, narrow: 8, cell: (verdict) => html`<code title=${verdict.worker}>${verdict.worker}</code>`, sort: (verdict) => verdict.worker },
        { name: 'load', title: 'Load', width: 11, narrow: false, cell: (verdict) => html`<span class="load">${bar(verdict.load, 1, `load of ${verdict.worker}`)} ${percent(verdict.load)}</span>`, sort: (verdict) => verdict.load },
        { name: 'reason', title: 'Reason', cell: (verdict) => html`<span title=${verdict.reason}>${verdict.reason}</span>` },
        { name: 'by', title: 'Said by', width: 15, narrow: false, cell: (verdict) => verdict.by },
      ],
    }}></virtual-table>`;
}

const rank = (verdict) => (verdict.chosen ? 2 : verdict.kept ? 1 : 0);
const verdictBadge = (verdict) => [badge('removed', ''), badge('kept', 'info'), badge('chosen', 'good')][rank(verdict)];

function openDecision(page, purpose, count) {
  let explanation;
  let refusal = '';
  page.attempt(async () => {
    try {
      explanation = await page.get(decisionPath(purpose, count));
    } catch (refused) {
      refusal = refused.message;
    }
  });
  return () => html`
    <p class="way"><a href="#/explain?purpose=${encodeURIComponent(purpose)}">Explain</a></p>
    <h1>Decision ${count} for ${purpose}</h1>
    ${panel('As it was then', explanation ? explained(explanation)
      : refusal ? html`<p class="empty">${refusal}</p>` : missing(undefined, ''),
      html`<span class="hint">loads of that moment, reasons of the plug-ins that serve now</span>`)}`;
}

/** The placement of a task: as it was decided, if that is still recorded, else as it would be now. */
function openWhy(page, purpose, task) {
  let found;
  let explanation;
  let refusal = '';
  const look = async () => {
    const { decisions } = await page.get(`/cluster/v1/decisions?purpose=${encodeURIComponent(purpose)}&task=${encodeURIComponent(task)}`);
    found = decisions.find((one) => !one.kept && one.worker) ?? decisions[0] ?? null;
    explanation = found
      ? await page.get(decisionPath(purpose, found.number))
      : await page.send('POST', '/cluster/v1/explain', { purpose, task });
  };
  look().catch((refused) => { refusal = refused.message; }).finally(() => page.update());
  return () => html`
    <p class="way"><a href="#/explain?purpose=${encodeURIComponent(purpose)}">Explain</a></p>
    <h1>Why this worker?</h1>
    <p>${purpose} task <code>${task}</code>${found ? html`, decided at ${time(found.at)}` : nothing}${whatItIs(purpose, task)}</p>
    ${found && Object.keys(found.preference).length ? html`<p>It wished for ${wishes(found.preference)}.</p>` : nothing}
    ${found === null ? html`<p class="notice warn">That decision is not recorded any more, or another node made it. This is how it would be decided now.</p>` : nothing}
    ${panel(found === null ? 'As it would be now' : 'As it was then', explanation
      ? explained(explanation) : html`<p class="empty">${refusal || '…'}</p>`)}`;
}

const OWN = new Map([['portal', ['one', 'its session']], ['conference', ['room', 'its room']]]);

/** Where it is shown what the task is for, if it is one of a node's own. */
function whatItIs(purpose, task) {
  const [view, words] = OWN.get(purpose) ?? [];
  return view ? html` · <a href="#/sessions/${view}/${encodeURIComponent(task)}">${words}</a>` : nothing;
}

// ---- a replay -------------------------------------------------------------------------------------------------------------------

function replayed(replay) {
  const { candidate, replayed: count, differed, skipped, faults, spread, differences } = replay;
  return html`
    <p class="notice ${differed ? 'warn' : 'good'}">${candidate} decides ${differed
      ? html`<strong>${number(differed)} of ${number(count)}</strong> otherwise` : html`${plural(count, 'task')} the same way`}${skipped
      ? `; ${number(skipped)} could not be decided again` : ''}${faults ? `; ${plural(faults, 'fault')}` : ''}.</p>
    <table class="compared"><caption class="hint">How the tasks are spread over ${plural(spread.recorded.workers, 'worker')}</caption>
      <thead><tr><th scope="col">By</th><th scope="col" class="number wide-only">Used</th><th scope="col" class="number">Most tasks</th>
        <th scope="col" class="number wide-only">Least load</th><th scope="col" class="number">Most load</th><th scope="col" class="number">Deviation</th></tr></thead>
      <tbody>${[['recorded', spread.recorded], [candidate, spread.candidate]].map(([name, one]) => html`
        <tr><th scope="row">${name}</th><td class="number wide-only">${number(one.used)}</td><td class="number">${number(one.mostTasks)}</td>
          <td class="number wide-only">${percent(one.leastLoad)}</td><td class="number">${percent(one.mostLoad)}</td>
          <td class="number">${one.loadDeviation.toFixed(3)}</td></tr>`)}</tbody></table>
    ${differences.length ? html`<virtual-table .model=${{
      label: 'Decisions that differ',
      key: (difference) => difference.at + difference.subject,
      rows: differences,
      height: 10,
      onRow: ({ subject, active, candidate }) => show({ title: subject, text: `As it was: ${active}\nCandidate: ${candidate}` }),
      columns: [
        { name: 'at', title: 'At', width: 6.5, narrow: false, cell: (difference) => time(Date.parse(difference.at)) },
        { name: 'subject', title: 'What', cell: (difference) => difference.subject, sort: (difference) => difference.subject },
        { name: 'active', title: 'As it was', cell: (difference) => difference.active, sort: (difference) => difference.active },
        { name: 'candidate', title: 'Candidate', cell: (difference) => difference.candidate, sort: (difference) => difference.candidate },
      ],
    }}></virtual-table>` : nothing}`;
}
