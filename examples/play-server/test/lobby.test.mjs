import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Lobby } from '../lobby.mjs';

const answer = (response, status, body = {}) => response.writeHead(status).end(JSON.stringify(body));

/** A node where each play token is for the start of the same name; once it has forgotten, it answers a worker that joins when told to. */
async function listening() {
  let forgotten = false;
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await text(request)) || '{}');
    if (request.url.endsWith('/redeem')) {
      answer(response, 200, { start: body.token, match: body.match, player: body.token, mode: 'chess', seats: 1 });
    } else if (request.url.endsWith('/report')) {
      answer(response, forgotten ? 404 : 200);
      if (!forgotten) server.emit('report', body);
    } else if (request.method === 'PUT' && forgotten) {
      server.emit('joins', () => { forgotten = false; answer(response, 200); });
    } else {
      answer(response, 200);
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${server.address().port}`, forget: () => { forgotten = true; } };
}

test('what happens while it joins again is told after that', async () => {
  const node = await listening();
  const said = [];
  const lobby = new Lobby(
    { url: node.url, token: 'secret', id: 'board', seats: 2, mode: 'chess', host: '127.0.0.1', port: 7000 },
    (words) => said.push(words));
  try {
    await lobby.join();
    await lobby.redeem('early', 'match');
    const joins = once(node.server, 'joins');
    node.forget();
    const [goOn] = await joins;

    await lobby.redeem('late', 'match');
    lobby.leave('early');
    const told = once(node.server, 'report');
    goOn();

    const [report] = await told;
    assert.deepEqual([report.pickedUp, report.laidDown], [['late'], ['early']]);
    assert.deepEqual(said, []);
  } finally {
    await lobby.quit();
    node.server.close();
  }
});
