// What a job, or one of its tasks, may be told. The node says what is allowed now, and why the rest is not; here are the words for it, and
// what is asked before: docs/recovery.md#operations has the rules.

import { Refused } from '../../client.js';
import { html } from '../../lib/lit-html/lit-html.js';

const SHORTEST_PAUSE = 30;
const USUAL_PAUSE = 60;
const LONGEST_PAUSE = 180;

/**
 * Of each operation the words of its button and what it does. `question(job)` is what is asked before, with `detailsOf(values)` for the
 * node; without one it is asked whether to do it, but for what is done at once.
 */
const JOB_OPERATIONS = {
  pause: { title: 'Pause…', does: 'Begins no further task until it is resumed, or its time has come.', question: pausing },
  resume: { title: 'Resume', does: 'Goes on at once.', isAtOnce: true },
  cancel: { title: 'Cancel…', danger: true, does: 'Tasks under way end, the rest is canceled.' },
  retry: { title: 'Retry…', does: 'What failed, was ignored or canceled runs again.', question: retrying },
  rollback: { title: 'Roll back…', danger: true, does: 'Undoes everything that succeeded.' },
  confirm: { title: 'Confirm…', does: 'Keeps what the reached goals need, and undoes the rest.' },
  'cancel-confirm': { title: 'Cancel confirmation…', danger: true, does: 'Undoes everything after all.' },
  'ignore-rollback': { title: 'Give up clearing…', danger: true, does: 'Ends the job, and lists what was not undone.' },
};

const TASK_OPERATIONS = {
  skip: { title: 'Skip…', does: 'What depends on it goes on as after a success; a rollback undoes nothing of it.', question: skipping },
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

const carryOut = (page, job, name, known) =>
  askAndTell(page, job.id, job, known, { operation: name }, (now) => `${now.name} is ${now.state}${now.why ? `: ${now.why}` : ''}.`);

const carryOutOnTask = (page, job, task, name, known) =>
  askAndTell(page, job.id, { ...task, name: task.id }, known, { operation: name, task: task.id },
    () => `${task.id} ${name === 'skip' ? 'is skipped' : 'runs again'}.`);

/** Asks what is to be asked about a job or a task, tells the job, and says what has come of it. */
function askAndTell(page, id, subject, known, order, done) {
  const tell = (details) => page.send('POST', `/recovery/v1/jobs/${encodeURIComponent(id)}/operations`, { ...order, ...details });
  if (known.isAtOnce) return page.attempt(() => tell({}), done);
  if (!known.question) return page.confirm({ ...whether(subject, known), act: () => tell({}), done });
  const { detailsOf, ...question } = known.question(subject);
  return page.form({ ...question, act: (values) => tell(detailsOf(values)), done });
}

function whether({ name }, { title, does, danger }) {
  const word = title.replace('…', '');
  return { title: `${word}: ${name}?`, text: does, button: word, danger };
}

function pausing(job) {
  return {
    title: `Pause ${job.name}`,
    text: 'Tasks under way go on to their end. The time of the objective stands still meanwhile.',
    button: 'Pause',
    fields: [{
      name: 'minutes', label: 'For how many minutes', type: 'number', value: String(USUAL_PAUSE), required: true, min: SHORTEST_PAUSE, max: LONGEST_PAUSE,
      hint: `${SHORTEST_PAUSE} to ${LONGEST_PAUSE}; then it goes on by itself`,
    }],
    detailsOf: ({ minutes }) => (Number(minutes) === USUAL_PAUSE ? {} // by the node's clock
      : { until: new Date(Date.now() + Number(minutes) * 60_000).toISOString() }),
  };
}

function retrying(job) {
  return {
    title: `Retry ${job.name}`,
    text: 'What failed, was ignored or canceled runs again. What succeeded stays as it is.',
    button: 'Retry',
    fields: [{ name: 'goals', label: 'Only these goals, and what they need', hint: 'Ids of tasks, with spaces between; empty: all' }],
    detailsOf: (values) => {
      const goals = values.goals.split(/[\s,]+/).filter((id) => id !== '');
      return goals.length > 0 ? { goals } : {};
    },
  };
}

function skipping(task) {
  return {
    title: `Skip ${task.id}`,
    text: 'What depends on it finds the output that you give here: what the task would have made, such as the id of a network that you made by hand.',
    button: 'Skip',
    fields: [{ name: 'output', label: 'Output, in JSON', type: 'textarea', hint: 'such as {"id": "…"}; empty: none' }],
    detailsOf: ({ output }) => (output.trim() === '' ? {} : { output: jsonOf(output) }),
  };
}

function jsonOf(text) {
  try {
    return JSON.parse(text);
  } catch (wrong) {
    throw new Refused(400, { detail: `That is no JSON: ${wrong.message}` });
  }
}
