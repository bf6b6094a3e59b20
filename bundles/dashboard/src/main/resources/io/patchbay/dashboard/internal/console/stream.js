// What the node tells the page: one stream, whatever is shown. Which targets it is told of changes while the stream goes on.

import { HOME, proof } from './client.js';

const FIRST_WAIT_MILLIS = 500;
const LONGEST_WAIT_MILLIS = 15_000;
const SILENCE_MILLIS = 15_000; // the node says something every two seconds

const watches = new Map(); // target → set of callbacks
const latest = new Map(); // target → what was told last
const onLink = new Set();
let source = null;
let id = ''; // what the node calls the stream; empty until it has said so
let agreed = []; // the targets that it tells of
let agreeing = false;
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
  if (!watches.has(target)) watches.set(target, new Set());
  watches.get(target).add(callback);
  if (latest.has(target)) callback(latest.get(target));
  agreeSoon();
  return () => {
    const callbacks = watches.get(target);
    callbacks?.delete(callback);
    if (callbacks?.size === 0) {
      watches.delete(target);
      agreeSoon();
    }
  };
}

function link(now) {
  if (linked === now) return;
  linked = now;
  onLink.forEach((callback) => callback(now));
}

// ---- what the stream tells of -------------------------------------------------------------------------------------------------------

/** All that changes in one turn is told the node in one request. */
function agreeSoon() {
  clearTimeout(timer);
  timer = setTimeout(agree, 20);
}

function agree() {
  if (source === null || watches.size === 0) return open();
  if (id === '' || agreeing) return; // comes back when that is over
  const targets = [...watches.keys()];
  if (targets.length !== agreed.length || targets.some((target) => !agreed.includes(target))) tell(targets);
}

async function tell(targets) {
  const stream = id;
  agreeing = true;
  begin(targets);
  let status = 0;
  try {
    ({ status } = await fetch(`${HOME}/stream/${stream}`, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'X-Patchbay-Proof': proof, 'Content-Type': 'application/json' },
      body: JSON.stringify(targets),
    }));
  } catch {
    // the node cannot be reached: status 0
  }
  agreeing = false;
  if (stream !== id) return agree(); // there is another one meanwhile
  if (status === 204) return agree();
  if (status === 401) return location.reload(); // to the login
  if (status === 404) return open(); // the node has given it up
  lost();
}

/** From now on these are told of. What is known of others is forgotten: if they are asked for again, they are told again. */
function begin(targets) {
  agreed = targets;
  for (const target of latest.keys()) {
    if (!targets.includes(target)) latest.delete(target);
  }
}

// ---- the stream itself --------------------------------------------------------------------------------------------------------------

function open() {
  clearTimeout(timer);
  close();
  if (watches.size === 0 || document.hidden) return; // who looks elsewhere holds no connection
  begin([...watches.keys()]);
  const query = agreed.map((target) => 'watch=' + encodeURIComponent(target)).join('&');
  source = new EventSource(`${HOME}/stream?${query}`);
  source.addEventListener('stream', (event) => {
    ({ id } = JSON.parse(event.data));
    heard();
    agree(); // what has changed since it was asked for
  });
  source.addEventListener('answer', (event) => {
    heard();
    const { target, status, body } = JSON.parse(event.data);
    if (!watches.has(target)) return; // it was left a moment ago
    latest.set(target, { status, body });
    watches.get(target).forEach((callback) => callback({ status, body }));
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
function lost() {
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
  id = '';
}

document.addEventListener('visibilitychange', () => (document.hidden ? close() : open()));
