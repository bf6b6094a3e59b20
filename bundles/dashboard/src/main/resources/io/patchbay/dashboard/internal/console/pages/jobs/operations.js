// What a job may be told: one button for each operation. One that does not suit the job's state says so beside it, in the words of the
// node, which has the last word: docs/recovery.md#operations has the rules.

import { html } from '../../lib/lit-html/lit-html.js';
import { undoes } from './outlook.js';

const SHORTEST_PAUSE = 30;
const USUAL_PAUSE = 60;
const LONGEST_PAUSE = 180;

const isIn = (job, ...states) => states.includes(job.state);
const isConfirming = (job) => ['confirm', 'retry-confirm'].includes(job.operation);
const isReal = (job) => job.type === 'migration';
const succeeded = (job) => ['success', 'partial-success'].includes(job.result);

/** name, words of its button, what it does, and `refusals`: rules of which each must hold, with what is said if it does not. */
const OPERATIONS = [
  {
    name: 'pause', title: 'Pause…', does: 'Begins no further task until it is resumed, or its time has come.',
    rules: [[(job) => isIn(job, 'running', 'paused'), 'a job is paused while it runs']],
    ask: (page, job) => askForPause(page, job),
  },
  {
    name: 'resume', title: 'Resume', does: 'Goes on at once.',
    rules: [[(job) => isIn(job, 'paused'), 'only a paused job is resumed']],
  },
  {
    name: 'cancel', title: 'Cancel…', danger: true, does: 'Tasks under way end, the rest is canceled.',
    rules: [[(job) => isIn(job, 'waiting', 'pending', 'running', 'paused'), 'a job is canceled before it has completed']],
  },
  {
    name: 'retry', title: 'Retry…', does: 'What failed, was ignored or canceled runs again.',
    rules: [
      [(job) => isIn(job, 'completed'), 'what failed is retried once the job has completed'],
      [isReal, 'a drill is not retried'],
      [(job) => !['rollback', 'confirm'].includes(job.operation), 'it is being cleared'],
      [(job) => job.tasks.failed > 0, 'nothing of it has failed'],
    ],
    ask: (page, job) => askForGoals(page, job),
  },
  {
    name: 'rollback', title: 'Roll back…', danger: true, does: 'Undoes everything that succeeded.',
    rules: [
      [(job) => isIn(job, 'completed', 'clear-failed'), 'a job is rolled back once it has completed'],
      [(job) => !isIn(job, 'completed') || job.operation !== 'confirm', 'it is being confirmed'],
    ],
  },
  {
    name: 'confirm', title: 'Confirm…', does: 'Keeps what the reached goals need, and undoes the rest.',
    rules: [
      [(job) => (isIn(job, 'completed') && succeeded(job)) || (isIn(job, 'clear-failed') && isConfirming(job)),
        'a job is confirmed once it has completed with success, in part at least'],
      [isReal, 'a drill is not confirmed'],
    ],
  },
  {
    name: 'cancel-confirm', title: 'Cancel confirmation…', danger: true, does: 'Undoes everything after all.',
    rules: [[(job) => isIn(job, 'clear-failed') && isConfirming(job), 'only a confirmation that failed is canceled']],
  },
  {
    name: 'ignore-rollback', title: 'Give up clearing…', danger: true, does: 'Ends the job, and lists what was not undone.',
    rules: [[(job) => isIn(job, 'clear-failed'), 'only a clear that failed is given up']],
  },
];

/** Why an operation may not be given now; undefined if it may. */
const refusal = (operation, job) => operation.rules.find(([holds]) => !holds(job))?.[1];

/** A button with what it does, or why it is not to be had now. */
function row({ name, title, does, danger }, why, act) {
  const id = `about-${name}`;
  return html`<li>
    <button data-operation=${name} class=${danger && !why ? 'danger' : ''} ?disabled=${why !== undefined} aria-describedby=${id}
      @click=${act}>${title}</button>
    <span id=${id} class=${why ? 'why-not' : 'does'}>${why ? `Not now: ${why}.` : does}</span></li>`;
}

/** All operations on a job, those that may be given now as buttons that work. */
export const operations = (page, job) => html`<ul class="operations">${OPERATIONS.map((operation) =>
  row(operation, refusal(operation, job), () => carryOut(page, job, operation)))}</ul>`;

async function carryOut(page, job, operation) {
  const ask = operation.ask ?? askWhether;
  const details = await ask(page, job, operation);
  if (!details) return;
  await tell(page, job.id, { operation: operation.name, ...details }, (now) => `${now.name} is ${now.state}${now.why ? `: ${now.why}` : ''}.`);
}

/** Tells a job, and says what has come of it. */
async function tell(page, id, body, words) {
  const now = await page.attempt(() => page.send('POST', `/recovery/v1/jobs/${encodeURIComponent(id)}/operations`, body));
  if (now) page.tell(words(now));
}

async function askWhether(page, job, { name, title, does, danger }) {
  if (name === 'resume') return {};
  const sure = await page.confirm({ title: `${title.replace('…', '')}: ${job.name}?`, text: does, button: title.replace('…', ''), danger });
  return sure ? {} : null;
}

async function askForPause(page, job) {
  const answer = await page.form({
    title: `Pause ${job.name}`,
    text: 'Tasks under way go on to their end. The time of the objective stands still meanwhile.',
    button: 'Pause',
    fields: [{
      name: 'minutes', label: 'For how many minutes', type: 'number', value: String(USUAL_PAUSE), required: true,
      hint: `${SHORTEST_PAUSE} to ${LONGEST_PAUSE}; then it goes on by itself`,
    }],
  });
  if (!answer) return null;
  const minutes = Number(answer.minutes);
  if (minutes === USUAL_PAUSE) return {}; // by the node's clock
  return { until: new Date(Date.now() + minutes * 60_000).toISOString() };
}

async function askForGoals(page, job) {
  const answer = await page.form({
    title: `Retry ${job.name}`,
    text: 'What failed, was ignored or canceled runs again. What succeeded stays as it is.',
    button: 'Retry',
    fields: [{ name: 'goals', label: 'Only these goals, and what they need', hint: 'Ids of tasks, with spaces between; empty: all' }],
  });
  if (!answer) return null;
  const goals = answer.goals.split(/[\s,]+/).filter((id) => id !== '');
  return goals.length > 0 ? { goals } : {};
}

// ---- of one task ----------------------------------------------------------------------------------------------------------------

const isLive = (job) => isIn(job, 'running', 'paused')
  || (isIn(job, 'completed') && ['run', 'retry'].includes(job.operation));

const TASK_OPERATIONS = [
  {
    name: 'skip', title: 'Skip…', does: 'What depends on it goes on as after a success; a rollback undoes nothing of it.',
    refusal: (job, task) => of(job, task)
      ?? (task.state === 'running' || task.result === 'success' || task.result === 'excepted'
        ? 'only a task that neither runs nor has succeeded is skipped' : undefined),
    ask: askForOutput,
  },
  {
    name: 'rerun', title: 'Run again…', does: 'It and all that follows it run again, as another thing. What it had made stays.',
    refusal: (job, task) => of(job, task)
      ?? (task.state === 'done' ? undefined : 'a task is run again once it and what follows it are not running'),
    ask: (page, task, operation) => askWhether(page, { name: task.id }, operation),
  },
];

function of(job, task) {
  if (undoes(task)) return 'what undoes another task is neither skipped nor run again by itself';
  return isLive(job) ? undefined : 'tasks are skipped and run again until a job is cleared';
}

/** What may be done with one task. */
export const taskOperations = (page, job, task) => html`<ul class="operations">${TASK_OPERATIONS.map((operation) =>
  row(operation, operation.refusal(job, task), () => carryOutOnTask(page, job, task, operation)))}</ul>`;

async function carryOutOnTask(page, job, task, operation) {
  const details = await operation.ask(page, task, operation);
  if (!details) return;
  const done = operation.name === 'skip' ? 'is skipped' : 'runs again';
  await tell(page, job.id, { operation: operation.name, task: task.id, ...details }, () => `${task.id} ${done}.`);
}

async function askForOutput(page, task) {
  const answer = await page.form({
    title: `Skip ${task.id}`,
    text: 'What depends on it finds the output that you give here: what the task would have made, such as the id of a network that you made by hand.',
    button: 'Skip',
    fields: [{ name: 'output', label: 'Output, in JSON', type: 'textarea', hint: 'such as {"id": "…"}; empty: none' }],
  });
  if (!answer) return null;
  if (answer.output.trim() === '') return {};
  try {
    return { output: JSON.parse(answer.output) };
  } catch (wrong) {
    page.tell(`That is no JSON: ${wrong.message}`, 'bad');
    return null;
  }
}
