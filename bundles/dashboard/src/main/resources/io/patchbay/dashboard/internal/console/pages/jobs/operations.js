// What a job, or one of its tasks, may be told. The node says what is allowed now, and why the rest is not; here are the words for it, and
// what is asked before: docs/recovery.md#operations has the rules.

import { html } from '../../lib/lit-html/lit-html.js';

const SHORTEST_PAUSE = 30;
const USUAL_PAUSE = 60;
const LONGEST_PAUSE = 180;

/** Of each operation the words of its button and what it does; `ask` gives its details, or null to leave it. */
const JOB_OPERATIONS = {
  pause: { title: 'Pause…', does: 'Begins no further task until it is resumed, or its time has come.', ask: askForPause },
  resume: { title: 'Resume', does: 'Goes on at once.', ask: () => ({}) },
  cancel: { title: 'Cancel…', danger: true, does: 'Tasks under way end, the rest is canceled.' },
  retry: { title: 'Retry…', does: 'What failed, was ignored or canceled runs again.', ask: askForGoals },
  rollback: { title: 'Roll back…', danger: true, does: 'Undoes everything that succeeded.' },
  confirm: { title: 'Confirm…', does: 'Keeps what the reached goals need, and undoes the rest.' },
  'cancel-confirm': { title: 'Cancel confirmation…', danger: true, does: 'Undoes everything after all.' },
  'ignore-rollback': { title: 'Give up clearing…', danger: true, does: 'Ends the job, and lists what was not undone.' },
};

const TASK_OPERATIONS = {
  skip: { title: 'Skip…', does: 'What depends on it goes on as after a success; a rollback undoes nothing of it.', ask: askForOutput },
  rerun: { title: 'Run again…', does: 'It and all that follows it run again, as another thing. What it had made stays.' },
};

/** All operations on a job, those that may be given now as buttons that work. */
export const operations = (page, job) => rows(JOB_OPERATIONS, job.operations, (name, known) => carryOut(page, job, name, known));

/** What may be done with one task. */
export const taskOperations = (page, job, task) =>
  rows(TASK_OPERATIONS, task.operations, (name, known) => carryOutOnTask(page, job, task, name, known));

const rows = (known, told, act) => html`<ul class="operations">${told.filter(({ name }) => known[name]).map((operation) =>
  row(operation, known[operation.name], () => act(operation.name, known[operation.name])))}</ul>`;

/** A button with what it does, or why it is not to be had now. */
function row({ name, allowed, why }, { title, does, danger }, act) {
  const id = `about-${name}`;
  return html`<li>
    <button data-operation=${name} class=${danger && allowed ? 'danger' : ''} ?disabled=${!allowed} aria-describedby=${id}
      @click=${act}>${title}</button>
    <span id=${id} class=${allowed ? 'does' : 'why-not'}>${allowed ? does : `Not now: ${why}`}</span></li>`;
}

async function carryOut(page, job, name, known) {
  const details = await (known.ask ?? askWhether)(page, job, known);
  if (!details) return;
  await tell(page, job.id, { operation: name, ...details }, (now) => `${now.name} is ${now.state}${now.why ? `: ${now.why}` : ''}.`);
}

/** Tells a job, and says what has come of it. */
async function tell(page, id, body, words) {
  const now = await page.attempt(() => page.send('POST', `/recovery/v1/jobs/${encodeURIComponent(id)}/operations`, body));
  if (now) page.tell(words(now));
}

async function askWhether(page, { name }, { title, does, danger }) {
  const sure = await page.confirm({ title: `${title.replace('…', '')}: ${name}?`, text: does, button: title.replace('…', ''), danger });
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

async function carryOutOnTask(page, job, task, name, known) {
  const details = await (known.ask ?? askWhether)(page, { ...task, name: task.id }, known);
  if (!details) return;
  const done = name === 'skip' ? 'is skipped' : 'runs again';
  await tell(page, job.id, { operation: name, task: task.id, ...details }, () => `${task.id} ${done}.`);
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
