import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { Nodes } from '../nodes.mjs';

async function listening(handle) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

const sendsOnTo = (leader) => (request, response) => response.writeHead(307, { location: leader + request.url }).end('{}');

test('whatever is asked goes to the node that leads, with the token', async () => {
  const leader = await listening((request, response) => response.end(JSON.stringify({ token: request.headers.authorization })));
  const other = await listening(sendsOnTo(leader.url));
  try {
    const nodes = new Nodes([other.url, leader.url], 'secret');
    for (const path of ['/cluster/v1/workers/s', '/cluster/v1/workers/s/report', '/lobby/v1/matches/redeem']) {
      assert.deepEqual(await nodes.ask('POST', path, {}), { status: 200, body: { token: 'Bearer secret' } });
    }
  } finally {
    leader.close();
    other.close();
  }
});

test('the token goes to no node that was not named, and the error names it', async () => {
  let asked = false;
  const leader = await listening((request, response) => { asked = true; response.end('{}'); });
  const other = await listening(sendsOnTo(leader.url));
  try {
    await assert.rejects(new Nodes([other.url], 'secret').ask('PUT', '/cluster/v1/workers/s', {}), (failed) =>
      failed.message.includes(leader.url) && failed.message.includes('--url'));
    assert.equal(asked, false);
  } finally {
    leader.close();
    other.close();
  }
});
