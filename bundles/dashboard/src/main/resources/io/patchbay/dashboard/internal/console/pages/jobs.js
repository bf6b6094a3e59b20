// Recovery jobs: which there are, what becomes of one, and one task. Three views: #/jobs, #/jobs/JOB, #/jobs/JOB/TASK.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { number, span, time } from '../ui/format.js';
import { badge, missing, panel } from '../ui/parts.js';
import { openJob } from './jobs/job.js';
import { counted, resultBadge, stateBadge, typeName } from './jobs/parts.js';
import { openTask } from './jobs/task.js';
import '../ui/table.js';

const ABOUT_JOBS = 'A recovery job carries out a plan, task by task: it builds up at another site what the plan names. A drill does so only to see that it works,'
  + ' and is undone.';
const MOST = 200; // listed at first
const ALL = 1_000; // the most that the node lists
const STATES = ['waiting', 'pending', 'running', 'canceling', 'paused', 'completed', 'clearing', 'clear-failed', 'reporting', 'finished'];

export default {
  name: 'jobs',
  title: 'Jobs',
  has: (path) => path.length <= 2,

  open(page) {
    const [job, task] = page.path;
    if (job && task) return openTask(page, job, task);
    if (job) return openJob(page, job);
    return openAll(page);
  },
};

function openAll(page) {
  let jobs;
  let state = STATES.find((one) => one === page.query.get('state')) ?? '';
  let limit = MOST;
  let stop = () => {};
  const look = () => {
    stop();
    jobs = undefined;
    const target = `/recovery/v1/jobs?ages=false&limit=${limit}${state ? `&state=${encodeURIComponent(state)}` : ''}`;
    stop = page.watch(target, (answer) => { jobs = answer; });
    page.update();
  };
  look();
  const ticking = setInterval(() => { // the time of those that run goes on between two answers
    if (jobs?.body?.jobs?.some((job) => job.runningSince)) page.update();
  }, 1_000);
  page.onLeave(() => clearInterval(ticking));
  return () => html`
    <h1>Recovery jobs</h1>
    ${panel('Jobs', list(jobs, state, () => { limit = ALL; look(); }), html`<label class="inline">State <select @change=${(event) => {
      state = event.target.value;
      look();
    }}><option value="">all</option>${STATES.map((one) => html`<option value=${one} ?selected=${one === state}>${one}</option>`)}</select></label>`, ABOUT_JOBS)}`;
}

const howJobsCome = html`There are no recovery jobs. A job is made of a plan, a file in YAML:<br>
  <code>POST /recovery/v1/plans/jobs</code> has this cluster carry it out, with <code>?type=simulation</code> as a drill:<br>
  <code>curl -H 'Authorization: Bearer TOKEN' --data-binary @plan.yaml '${location.origin}/recovery/v1/plans/jobs?type=simulation'</code>,
  where TOKEN is the admin's in credentials.json;<br>
  <code>./patchbay recover plan.yaml</code> carries it out on a node of its own, in a terminal.`;

/** How long a job ran; of one that still does the node says only since when. */
const elapsed = ({ elapsedMillis, runningSince }) => elapsedMillis ?? Math.max(0, Date.now() - Date.parse(runningSince));

function list(jobs, state, more) {
  if (jobs?.status !== 200) return missing(jobs, '');
  const { jobs: rows, total } = jobs.body;
  return html`<virtual-table .model=${{
    label: 'Recovery jobs',
    key: (job) => job.id,
    rows,
    empty: state ? `No job is ${state}.` : howJobsCome,
    onRow: (job) => { location.hash = `#/jobs/${encodeURIComponent(job.id)}`; },
    columns: [
      { name: 'name', title: 'Name', cell: (job) => html`<a href="#/jobs/${encodeURIComponent(job.id)}">${job.name}</a> ${typeName(job) === 'drill' ? badge('drill', 'info') : nothing}`, sort: (job) => job.name },
      { name: 'state', title: 'State', width: 8, narrow: 7.2, cell: stateBadge, sort: (job) => job.state },
      { name: 'result', title: 'Result', width: 8.5, narrow: false, cell: resultBadge, sort: (job) => job.result ?? '' },
      { name: 'done', title: 'Tasks', width: 12, narrow: 9.5, cell: (job) => counted(job), sort: (job) => job.tasks.total },
      { name: 'failed', title: 'Failed', width: 5.5, number: true, narrow: false, cell: (job) => (job.tasks.failed ? badge(number(job.tasks.failed), 'bad') : '–'), sort: (job) => job.tasks.failed },
      { name: 'elapsed', title: 'Time', width: 7.5, number: true, narrow: false, cell: (job) => span(elapsed(job)), sort: elapsed },
      { name: 'cluster', title: 'Onto', width: 8, narrow: false, cell: (job) => job.cluster, sort: (job) => job.cluster },
      { name: 'id', title: 'Job', width: 11, narrow: false, cell: (job) => html`<code title=${job.id}>${job.id}</code>`, sort: (job) => job.id },
      { name: 'submitted', title: 'Submitted', width: 9.5, narrow: false, cell: (job) => time(Date.parse(job.submittedAt)), sort: (job) => job.submittedAt },
    ],
  }}></virtual-table>
  ${total > rows.length ? html`<p class="hint">The newest ${number(rows.length)} of ${number(total)}.
    ${rows.length < ALL ? html`<button @click=${more}>List up to ${number(ALL)}</button>` : ''}</p>` : ''}`;
}
