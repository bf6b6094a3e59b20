// What is to be known of a job's tasks beyond what the node tells: their order, what still decides how long it takes, and how long that is.

const GUESS_MILLIS = 1_000; // of a type of which no task has been done
const LONG = 3; // times as long as usual is worth a word
const LONG_MILLIS = 10_000; // and nothing below that is

const millis = (text) => (text ? Date.parse(text) : undefined);

/** Whether a task undoes another one. */
export const undoes = (task) => task.id.startsWith('clear.');

/** A task as it is drawn: `look` is waiting, running, done or failed; `goal` only of what recovers. */
export function viewed(task) {
  return { ...task, goal: task.goal && !undoes(task), look: lookOf(task), begun: millis(task.startedAt), ended: millis(task.finishedAt), retry: millis(task.retryAt) };
}

function lookOf({ state, result }) {
  if (state !== 'done') return state;
  return result === 'success' || result === 'excepted' ? 'done' : 'failed';
}

export const isOver = (task) => task.look === 'done' || task.look === 'failed';

/** How long a task ran, until now if it still does; undefined if it has not begun. */
export const ran = (task, now) => (task.begun === undefined ? undefined : Math.max(0, (task.ended ?? Math.max(now, task.begun)) - task.begun));

/**
 * Tasks in an order in which none comes before what it depends on: `{ ordered, byId, before, after, wave, waves }`. What depends on
 * something that is not there passes over it; what is in a circle is left out, which the node does not take in anyway.
 */
export function graphOf(tasks) {
  const byId = new Map(tasks.map((task) => [task.id, task]));
  const before = new Map(tasks.map((task) => [task.id, task.dependencies.filter((id) => byId.has(id))]));
  const after = new Map(tasks.map((task) => [task.id, []]));
  before.forEach((ids, id) => ids.forEach((one) => after.get(one).push(id)));
  const missing = new Map(tasks.map((task) => [task.id, before.get(task.id).length]));
  const wave = new Map();
  const ordered = tasks.filter((task) => missing.get(task.id) === 0);
  ordered.forEach((task) => wave.set(task.id, 0));
  for (let i = 0; i < ordered.length; i++) {
    const { id } = ordered[i];
    for (const next of after.get(id)) {
      wave.set(next, Math.max(wave.get(next) ?? 0, wave.get(id) + 1));
      missing.set(next, missing.get(next) - 1);
      if (missing.get(next) === 0) ordered.push(byId.get(next));
    }
  }
  const waves = ordered.reduce((most, { id }) => Math.max(most, wave.get(id) + 1), 0);
  return { ordered, byId, before, after, wave, waves };
}

/** How long tasks of each type have taken that were done, in milliseconds: type → mean. */
export function meansOf(tasks) {
  const sums = new Map();
  for (const task of tasks) {
    if (task.result !== 'success' || task.begun === undefined || task.ended === undefined) continue;
    const sum = sums.get(task.type) ?? { millis: 0, count: 0 };
    sum.millis += task.ended - task.begun;
    sum.count++;
    sums.set(task.type, sum);
  }
  return new Map([...sums].map(([type, sum]) => [type, sum.millis / sum.count]));
}

/**
 * What is still to come, if enough nodes take part and a task takes as long as those of its type have taken:
 * `{ path, leftMillis, guessed, expected }`. `path` are the ids that decide, the first one first; `guessed` tells whether no task of some
 * type has been done yet; `expected` says of each task that is not over when it should begin and end, in milliseconds from now.
 */
export function outlookOf(graph, means, now) {
  const expected = new Map();
  const decidedBy = new Map();
  let guessed = false;
  let last;
  let leftMillis = 0;
  for (const task of graph.ordered) {
    if (isOver(task)) continue;
    let begins = 0;
    for (const id of graph.before.get(task.id)) {
      const ends = expected.get(id)?.ends ?? 0;
      if (ends > begins) {
        begins = ends;
        decidedBy.set(task.id, id);
      }
    }
    guessed ||= !means.has(task.type);
    const spent = task.look === 'running' ? ran(task, now) ?? 0 : 0;
    const ends = begins + Math.max(1, (means.get(task.type) ?? GUESS_MILLIS) - spent);
    expected.set(task.id, { begins, ends });
    if (ends > leftMillis) {
      leftMillis = ends;
      last = task.id;
    }
  }
  const path = [];
  for (let id = last; id !== undefined; id = decidedBy.get(id)) path.unshift(id);
  return { path, leftMillis, guessed, expected };
}

/** What keeps a job from going on: `[{ task, says }]`, what has failed first, then what runs for unusually long, then what waits and says why. */
export function holdUps(graph, means, now) {
  const failed = [];
  const long = [];
  const waiting = [];
  for (const task of graph.ordered) {
    const why = task.why?.contents ?? task.why?.code;
    const usual = means.get(task.type);
    if (task.look === 'failed' && task.result !== 'ignored' && task.result !== 'canceled') {
      failed.push({ task, says: why ?? task.result });
    } else if (task.look === 'running' && usual !== undefined && ran(task, now) > Math.max(LONG_MILLIS, usual * LONG)) {
      long.push({ task, says: 'runs for unusually long', usual });
    } else if (!isOver(task) && why) {
      waiting.push({ task, says: why });
    }
  }
  return [...failed, ...long, ...waiting];
}
