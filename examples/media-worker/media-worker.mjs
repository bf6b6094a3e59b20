// A media worker without media: joins Patchbay as a worker of purpose webrtc, checks what it is told, and answers as one that carries
// every stream would. Replace `Sessions` by calls to your media server.
// usage: node media-worker.mjs --url http://127.0.0.1:8080 --token <worker token> [--id webrtc-1]
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { Sessions, InvalidMessage } from './sessions.mjs';

const { values: options } = parseArgs({
  options: { url: { type: 'string' }, token: { type: 'string' }, id: { type: 'string', default: 'webrtc-1' } },
});
const LONGEST_MESSAGE = 1_000_000;
const REPORT_MILLIS = 2_000;
const secret = randomBytes(16).toString('hex'); // who does not know the path does not come from Patchbay
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const sessions = new Sessions();
const pickedUp = new Set();
const laidDown = new Set();

async function call(method, path, body) {
  const response = await fetch(options.url + path, {
    method,
    headers: { authorization: `Bearer ${options.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

/** Says who this is and what it does; also the answer to whatever Patchbay has forgotten. */
async function join(callback) {
  const joined = await call('PUT', `/cluster/v1/workers/${options.id}`, {
    purpose: 'webrtc', info: { callback, maxLoad: 0.85 }, state: 2, load: sessions.load(), tasks: sessions.transports(),
  });
  if (joined.status !== 200) throw new Error(`could not join: ${JSON.stringify(joined)}`);
}

async function report(callback) {
  const [up, down] = [[...pickedUp], [...laidDown]];
  const answer = await call('POST', `/cluster/v1/workers/${options.id}/report`, {
    load: sessions.load(), pickedUp: up, laidDown: down,
  });
  if (answer.status === 404 || answer.status === 409) return join(callback);
  up.forEach((task) => pickedUp.delete(task));
  down.forEach((task) => laidDown.delete(task));
}

/** An event is tried a few times; Patchbay passes a second `ready` over. */
async function tell(message, event) {
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const path = new URL(message.events).pathname;
      const answer = await call('POST', path, { room: message.room, ...event });
      say({ told: event, status: answer.status });
      return;
    } catch (failed) {
      say({ failed: String(failed) });
      await new Promise((wake) => setTimeout(wake, 200 * 2 ** attempt));
    }
  }
}

async function onMessage(message) {
  const { data, events } = sessions.take(message);
  sessions.changedTransports().forEach(([transport, begun]) => (begun ? pickedUp : laidDown).add(transport));
  return { data, later: () => events.reduce((before, event) => before.then(() => tell(message, event)), Promise.resolve()) };
}

async function read(request) {
  const parts = [];
  let length = 0;
  for await (const part of request) {
    length += part.length;
    if (length > LONGEST_MESSAGE) throw new InvalidMessage('too long');
    parts.push(part);
  }
  try {
    return JSON.parse(Buffer.concat(parts));
  } catch {
    throw new InvalidMessage('no JSON');
  }
}

const server = createServer(async (request, response) => {
  const answer = (status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  if (request.method !== 'POST' || request.url !== `/${secret}`) return answer(404, { error: 'not found' });
  try {
    const message = await read(request);
    const { data, later } = await onMessage(message);
    say({ took: message.type, id: message.id });
    answer(200, data === undefined ? {} : { data });
    await later();
  } catch (failed) {
    say({ refused: failed.message });
    answer(failed instanceof InvalidMessage ? 400 : 500, { error: failed.message });
  }
});

server.listen(0, '127.0.0.1', async () => {
  const callback = `http://127.0.0.1:${server.address().port}/${secret}`;
  await join(callback);
  say({ joined: options.id });
  setInterval(() => report(callback).catch((failed) => say({ failed: String(failed) })), REPORT_MILLIS);
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await call('DELETE', `/cluster/v1/workers/${options.id}`).catch(() => {});
    process.exit(0);
  });
}
