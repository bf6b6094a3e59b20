// Serves the page, and passes its WebSocket on to a node: so page and lobby have one origin, as behind a proxy.
// usage: node serve.mjs --url http://127.0.0.1:8080 [--host 127.0.0.1] [--port 3002] [--key <Base64>] [--mode tic-tac-toe]
import { createServer, request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { readFile, readdir } from 'node:fs/promises';
import { extname } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:8080' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '3002' },
    key: { type: 'string' },
    mode: { type: 'string', default: 'tic-tac-toe' },
  },
});
const node = new URL(options.url);
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8' };
const HEADERS = {
  'cache-control': 'no-cache',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'self'; connect-src *; img-src 'self' blob: data:; frame-ancestors 'none'",
};

/** A real client is built with the key of whoever publishes; this one gets it when its server starts. */
async function releaseKey() {
  if (options.key) return options.key;
  const answer = await fetch(new URL('/lobby/v1/releases/key', node), { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`${node.origin} does not tell its key: ${answer.status}`);
  return (await answer.json()).publicKey;
}

/** All that is served, by path: so no path leads anywhere else. */
async function pages() {
  const folder = new URL('./public/', import.meta.url);
  const all = new Map();
  for (const name of await readdir(folder)) {
    all.set(`/${name}`, { type: TYPES[extname(name)], body: await readFile(new URL(name, folder)) });
  }
  all.set('/', all.get('/index.html'));
  const settings = { releaseKey: await releaseKey(), mode: options.mode };
  all.set('/settings.json', { type: 'application/json', body: JSON.stringify(settings) });
  return all;
}

/** Passes a request for `/ws` on as it came, with the address that it came from. */
function passOn(request, client, head) {
  const target = { hostname: node.hostname, port: node.port, path: '/ws', headers: { ...request.headers, 'x-forwarded-for': client.remoteAddress } };
  const onward = (node.protocol === 'https:' ? httpsRequest : httpRequest)(target);
  const hangUp = () => client.destroy();
  client.on('error', () => onward.destroy());
  onward.on('error', hangUp);
  onward.on('response', (refusal) => {
    client.end(`HTTP/1.1 ${refusal.statusCode} ${refusal.statusMessage}\r\nconnection: close\r\n\r\n`);
  });
  onward.on('upgrade', (answer, server, first) => {
    const headers = answer.rawHeaders.map((text, place) => text + (place % 2 ? '\r\n' : ': ')).join('');
    client.write(`HTTP/1.1 101 Switching Protocols\r\n${headers}\r\n`);
    client.write(first);
    server.write(head);
    server.on('error', hangUp).on('close', hangUp);
    client.on('close', () => server.destroy());
    server.pipe(client).pipe(server);
  });
  onward.end();
}

const served = await pages();
const server = createServer((request, response) => {
  const page = served.get(request.url.split('?')[0]);
  if (!page) return response.writeHead(404, HEADERS).end('There is no such page.\n');
  response.writeHead(200, { ...HEADERS, 'content-type': page.type }).end(page.body);
});
server.on('upgrade', (request, socket, head) => {
  if (request.url === '/ws') passOn(request, socket, head);
  else socket.destroy();
});
server.listen(Number(options.port), options.host, () => say({ ready: `http://${options.host}:${server.address().port}` }));
