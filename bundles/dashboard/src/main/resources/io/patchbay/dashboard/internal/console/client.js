// What the page asks the node and tells it. What it is told without asking is in stream.js.

export const HOME = '/console';

/** What whatever changes something carries in a header, so that no page of another site can do it. */
export const proof = document.querySelector('meta[name=patchbay-proof]').content;

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
