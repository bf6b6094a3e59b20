import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Lobby } from '../public/lobby.mjs';

let connected; // the addresses of the nodes that were connected to
let asked; // what was asked, in order
let answers; // by word: what a node answers

/** A node, in memory: the other end of a WebSocket. */
class FakeSocket {
  constructor(address) {
    connected.push(address);
    this.address = address;
    queueMicrotask(() => this.onopen());
  }

  send(text) {
    const { id, op, data } = JSON.parse(text);
    asked.push(`${op} ${data.token ?? ''}`.trim());
    const answer = answers[op](data, this.address);
    queueMicrotask(() => (answer === 'hang up' ? this.close() : this.onmessage({ data: JSON.stringify({ id, ...answer }) })));
  }

  close() {
    queueMicrotask(() => this.onclose());
  }
}

function refused(code, more = {}) {
  return { error: code, advice: { code, retryable: false, ...more } };
}

beforeEach(() => {
  globalThis.WebSocket = FakeSocket;
  connected = [];
  asked = [];
  answers = { 'lobby.login': () => ({ ok: { token: 'first', account: 'ann' } }) };
});

test('who has logged in asks with the token', async () => {
  answers['lobby.me'] = () => ({ ok: { level: 3 } });
  const lobby = new Lobby(['http://a']);
  await lobby.login('ann', 'secret');
  assert.deepEqual(await lobby.request('lobby.me'), { level: 3 });
  assert.deepEqual(asked, ['lobby.login', 'lobby.me first']);
  assert.deepEqual(connected, ['ws://a/ws']);
});

test('a token that has to be refreshed is refreshed once for all who ask', async () => {
  answers['lobby.me'] = ({ token }) => (token === 'second' ? { ok: {} } : refused('REFRESH_REQUIRED'));
  answers['lobby.refresh'] = () => ({ ok: { token: 'second' } });
  const lobby = new Lobby(['http://a']);
  await lobby.login('ann', 'secret');
  await Promise.all([lobby.request('lobby.me'), lobby.request('lobby.me')]);
  assert.equal(asked.filter((each) => each === 'lobby.refresh first').length, 1);
  assert.equal(asked.filter((each) => each === 'lobby.me second').length, 2);
});

test('a refusal says why, and is not asked again', async () => {
  answers['lobby.login'] = () => refused('ACCESS_DENIED');
  await assert.rejects(new Lobby(['http://a']).login('ann', 'guess'), { code: 'ACCESS_DENIED' });
  assert.deepEqual(asked, ['lobby.login']);
});

test('what may pass is asked again', async () => {
  let times = 0;
  answers['lobby.update'] = () => (++times < 3 ? refused('starting', { retryable: true, retryAfterMillis: 1 }) : { ok: { result: 'noUpdate' } });
  assert.deepEqual(await new Lobby(['http://a']).ask('lobby.update', { version: '' }), { result: 'noUpdate' });
});

test('whoever leads is asked instead', async () => {
  answers['lobby.update'] = (data, address) => (address === 'ws://b/ws' ? { ok: { result: 'noUpdate' } }
    : refused('not-leading', { retryable: true, leader: 'http://b' }));
  assert.deepEqual(await new Lobby(['http://a']).ask('lobby.update', { version: '' }), { result: 'noUpdate' });
  assert.deepEqual(connected, ['ws://a/ws', 'ws://b/ws']);
});

test('a connection that is gone is made anew', async () => {
  let times = 0;
  answers['lobby.update'] = () => (++times === 1 ? 'hang up' : { ok: {} });
  assert.deepEqual(await new Lobby(['http://a']).ask('lobby.update', {}), {});
  assert.equal(connected.length, 2);
});
