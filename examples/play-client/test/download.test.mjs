import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { afterEach, test } from 'node:test';
import { download } from '../public/download.mjs';

const CONTENT = Buffer.from('0123456789'.repeat(1_000));
const FILE = { sha256: createHash('sha256').update(CONTENT).digest('hex'), size: CONTENT.length };
const servers = [];

/** A storage node that answers as a test wants; `asked` are the ranges that it was asked for. */
async function storage(answer) {
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.headers.range ?? 'all');
    answer(request, response);
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, asked };
}

function good(request, response) {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range)?.[1] ?? 0);
  response.writeHead(from ? 206 : 200).end(CONTENT.subarray(from));
}

function cutAfter(bytes) {
  return (request, response) => {
    response.writeHead(200, { 'content-length': CONTENT.length });
    response.write(CONTENT.subarray(0, bytes), () => response.destroy());
  };
}

afterEach(() => servers.splice(0).forEach((server) => {
  server.closeAllConnections();
  server.close();
}));

test('a file is what its hash says', async () => {
  const only = await storage(good);
  assert.deepEqual(Buffer.from(await download([only.url], FILE)), CONTENT);
});

test('an empty file is a file', async () => {
  const only = await storage((request, response) => response.writeHead(200).end());
  const sha256 = createHash('sha256').digest('hex');
  assert.equal((await download([only.url], { sha256, size: 0 })).length, 0);
});

test('a download that was cut off goes on at the next endpoint', async () => {
  const first = await storage(cutAfter(4_000));
  const second = await storage(good);
  assert.deepEqual(Buffer.from(await download([first.url, second.url], FILE)), CONTENT);
  assert.deepEqual(second.asked, ['bytes=4000-']);
});

test('a file that was tampered with is fetched anew from the next endpoint', async () => {
  const first = await storage((request, response) => response.end(Buffer.alloc(CONTENT.length, 'x')));
  const second = await storage(good);
  assert.deepEqual(Buffer.from(await download([first.url, second.url], FILE)), CONTENT);
  assert.deepEqual(second.asked, ['all']);
});

test('what an endpoint sends beyond the size is not taken', async () => {
  const first = await storage((request, response) => response.end(Buffer.concat([CONTENT, CONTENT])));
  const second = await storage(good);
  assert.deepEqual(Buffer.from(await download([first.url, second.url], FILE)), CONTENT);
  assert.deepEqual(second.asked, ['all']);
});

test('a refusal is left aside', async () => {
  const first = await storage((request, response) => response.writeHead(503).end());
  const second = await storage(good);
  assert.deepEqual(Buffer.from(await download([first.url, second.url], FILE)), CONTENT);
});

test('without a right one there is no file, and it is said what was wrong with each', async () => {
  const first = await storage((request, response) => response.writeHead(404).end());
  const second = await storage((request, response) => response.end(Buffer.alloc(CONTENT.length, 'x')));
  await assert.rejects(download([first.url, second.url], FILE), (failed) => {
    assert.match(failed.message, /it answers 404.*the file has another hash/);
    return true;
  });
});
