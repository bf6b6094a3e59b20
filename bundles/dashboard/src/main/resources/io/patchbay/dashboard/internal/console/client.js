// What the page asks the node, and what it is told by it. One stream for all pages: see `watch`.

export const proof = document.querySelector('meta[name=patchbay-proof]').content;
export const HOME = '/console';
const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
const SILENCE_MILLIS = 15_000; // the node says something every five seconds

/** What the node refused: its HTTP status, a code to compare, and a sentence for people. */
export class Refused extends Error {
  constructor(status, problem) {
    super(problem.detail ?? problem.title ?? `The node answered ${status}.`);
    this.status = status;
    this.code = problem.code ?? '';
    this.problem = problem;
  }
}

async function ask(path, options) {
  let response;
  try {
    response = await fetch(HOME + '/api' + path, { credentials: 'same-origin', ...options });
  } catch {
    throw new Refused(0, { detail: 'The node cannot be reached.' });
  }
  return understood(response.status, response.headers.get('Content-Type'), await response.text());
}

/** What the node answered, if it is good; throws Refused if it is not. */
export function understood(status, type, text) {
  if (status === 401) location.reload(); // to the login
  const answer = type?.includes('json') && text ? JSON.parse(text) : null;
  if (status < 200 || status > 299) throw new Refused(status, answer ?? { detail: text.trim() });
  return answer;
}

/** Reads something: `get('/cluster/v1/status')`. Throws Refused. */
export const get = (path) => ask(path, {});

/** Tells the node something: `send('POST', '/cluster/v1/drain', { deadlineMillis: 1000 })`. Throws Refused. */
export const send = (method, path, body) => ask(path, {
  method,
  headers: { 'X-Patchbay-Proof': proof, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) },
  body: body === undefined ? undefined : JSON.stringify(body),
});

// ---- the stream -----------------------------------------------------------------------------------------------------------------

const watches = new Map(); // target → set of callbacks
const latest = new Map(); // target → what was told last
const onLink = new Set();
let source = null;
let failures = 0;
let timer = 0;
let silence = 0;
let linked = null; // null: not yet; else whether the node tells us

/** Calls back with true when the node begins to tell, with false when it stops to. */
export function watchLink(callback) {
  onLink.add(callback);
  if (linked !== null) callback(linked);
}

/**
 * Calls back with `{ status, body }` of a target that can be read, at once and whenever it has changed; what comes faster than it is
 * shown is left out. Returns what ends it.
 */
export function watch(target, callback) {
  if (!watches.has(target)) {
    watches.set(target, new Set());
    reopenSoon();
  }
  watches.get(target).add(callback);
  if (latest.has(target)) callback(latest.get(target));
  return () => {
    const callbacks = watches.get(target);
    callbacks?.delete(callback);
    if (callbacks?.size === 0) {
      watches.delete(target);
      latest.delete(target);
      reopenSoon();
    }
  };
}

function link(now) {
  if (linked === now) return;
  linked = now;
  onLink.forEach((callback) => callback(now));
}

/** All that changes in one turn makes one new stream. */
function reopenSoon() {
  clearTimeout(timer);
  timer = setTimeout(open, 20);
}

function open() {
  clearTimeout(timer);
  close();
  if (watches.size === 0 || document.hidden) return; // who looks elsewhere holds no connection
  const query = [...watches.keys()].map((target) => 'watch=' + encodeURIComponent(target)).join('&');
  source = new EventSource(`${HOME}/stream?${query}`);
  source.addEventListener('answer', (event) => {
    heard();
    const { target, status, body } = JSON.parse(event.data);
    latest.set(target, { status, body });
    watches.get(target)?.forEach((callback) => callback({ status, body }));
  });
  source.addEventListener('beat', heard);
  source.addEventListener('over', () => location.reload()); // the login is over
  source.onerror = lost;
  silence = setTimeout(lost, SILENCE_MILLIS);
}

function heard() {
  failures = 0;
  link(true);
  clearTimeout(silence);
  silence = setTimeout(lost, SILENCE_MILLIS);
}

/** Tries again, each time later, and not all pages at the same moment. */
async function lost() {
  close();
  link(false);
  const wait = Math.min(FIRST_WAIT_MILLIS * 2 ** failures++, LONGEST_WAIT_MILLIS);
  clearTimeout(timer);
  timer = setTimeout(again, wait / 2 + Math.random() * wait / 2);
}

/** A node that has started anew knows no login of before: then the login is what to show. */
async function again() {
  try {
    const response = await fetch(HOME + '/api/cluster/v1/status', { credentials: 'same-origin' });
    if (response.status === 401) return location.reload();
    if (response.status >= 502) return lost();
  } catch {
    return lost();
  }
  open();
}

function close() {
  clearTimeout(silence);
  source?.close();
  source = null;
}

document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
