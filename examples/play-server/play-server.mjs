// A play server: tic-tac-toe for two over WebSocket. Players bring the token that the lobby gave them.
// usage: node play-server.mjs --url http://127.0.0.1:8080[,…] --token <worker token> [--id play-1] [--host 127.0.0.1] [--port 0] [--seats 8]
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { Lobby } from './lobby.mjs';
import { Observers } from './observers.mjs';
import { TicTacToe, InvalidMove } from './tic-tac-toe.mjs';

const { values: options } = parseArgs({
  options: {
    url: { type: 'string' },
    token: { type: 'string' },
    id: { type: 'string', default: 'play-1' },
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '0' },
    seats: { type: 'string', default: '8' },
    mode: { type: 'string', default: 'tic-tac-toe' },
  },
});
const LOGIN_MILLIS = 5_000;
const LONGEST_MESSAGE = 1_000;
const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');

/** Two players, the first of whom waits for the other. */
class Match {
  id = `m-${randomBytes(8).toString('hex')}`;
  game = new TicTacToe();
  players = []; // sockets, with their marks
  observers = []; // sockets
  names = []; // of the players, also when they have left

  /** What all may know. */
  get state() {
    return { match: this.id, players: this.names, ...this.game.state };
  }

  tell() {
    this.players.forEach((player) => player.send(JSON.stringify({ ...this.state, you: player.mark })));
    this.observers.forEach((observer) => observer.send(JSON.stringify(this.state)));
  }

  /** Everybody goes. */
  end() {
    matches.delete(this.id);
    [...this.players, ...this.observers].forEach((each) => each.close(1000, 'the match is over'));
  }
}

const matches = new Map(); // by id, those that are played
let waiting = null; // a match with one player
let lobby;
let observers;

/** The match that the next player plays in. */
function nextMatch() {
  waiting ??= new Match();
  matches.set(waiting.id, waiting);
  return waiting;
}

async function enter(socket, playToken) {
  const match = nextMatch();
  const place = match.players.push(socket) - 1; // before the lobby answers, so that no third one comes
  socket.match = match;
  socket.mark = 'XO'[place];
  if (match.players.length === 2) waiting = null;
  const { player, start } = await lobby.redeem(playToken, match.id);
  socket.name = player;
  socket.start = start;
  say({ came: player, match: match.id });
  if (socket.readyState !== socket.OPEN) return leave(socket);
  match.names = match.players.filter((each) => each.start).map((each) => each.name);
  if (match.players.length === 2 && match.players.every((each) => each.start)) match.tell();
}

/** Somebody is gone, or was not let in. */
function leave(socket) {
  const { match } = socket;
  if (!match) return;
  if (socket.start) lobby.leave(socket.start);
  if (!match.players.includes(socket)) return;
  if (match.players.length === 2 && match.players.every((each) => each.start)) match.game.leave(socket.mark);
  match.players = match.players.filter((each) => each !== socket);
  if (match.game.over || match.players.length === 0) {
    match.tell();
    match.end();
    if (waiting === match) waiting = null;
    return;
  }
  match.players[0].mark = 'X';
  match.names = match.players.filter((each) => each.start).map((each) => each.name);
  waiting ??= match; // it waits for another one
}

function move(socket, field) {
  const { match } = socket;
  if (match.players.length < 2) throw new InvalidMove('nobody else has come yet');
  match.game.move(socket.mark, field);
  match.tell();
  if (match.game.over) {
    say({ over: match.id, winner: match.game.state.winner });
    match.end();
  }
}

function onMessage(socket, data) {
  const message = JSON.parse(data);
  if (socket.start) return move(socket, message.move);
  if (socket.match || typeof message.playToken !== 'string') throw new Error('say {"playToken": …} first, once');
  clearTimeout(socket.patience);
  return enter(socket, message.playToken);
}

/** An observer comes, with a ticket; then it only listens. */
function onWatch(socket, data) {
  if (socket.watched) throw new Error('observers only listen');
  clearTimeout(socket.patience);
  socket.watched = observers.enter(JSON.parse(data).ticket);
  socket.watched.observers.push(socket);
  socket.send(JSON.stringify(socket.watched.state));
}

const http = createServer((request, response) => response.writeHead(426).end('WebSocket only\n'));
new WebSocketServer({ server: http, maxPayload: LONGEST_MESSAGE }).on('connection', (socket, request) => {
  const receive = request.url === '/watch' ? onWatch : onMessage;
  socket.patience = setTimeout(() => socket.close(4001, 'no token came'), LOGIN_MILLIS);
  socket.on('close', () => {
    clearTimeout(socket.patience);
    leave(socket);
    if (socket.watched) socket.watched.observers = socket.watched.observers.filter((each) => each !== socket);
  });
  socket.on('error', (failed) => say({ failed: String(failed) }));
  socket.on('message', async (data) => {
    try {
      await receive(socket, data);
    } catch (failed) {
      if (receive !== onWatch) socket.send(JSON.stringify({ error: failed.message })); // an observer takes all it is told for states
      if (!(failed instanceof InvalidMove)) socket.close(4000, 'not let in');
    }
  });
});
http.listen(Number(options.port), options.host, async () => {
  const { port } = http.address();
  lobby = new Lobby({ ...options, seats: Number(options.seats), port }, say);
  try {
    await lobby.join();
  } catch (failed) {
    console.error(`play-server: ${failed.message}`);
    process.exit(1);
  }
  observers = new Observers(lobby, `ws://${options.host}:${port}/watch`, (id) => matches.get(id), say);
  observers.run();
  say({ joined: options.id, port });
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    observers?.stop();
    await lobby?.quit();
    process.exit(0);
  });
}
