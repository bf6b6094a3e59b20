// A play server: tic-tac-toe for two over WebSocket. Players bring the token that the lobby gave them.
// usage: node play-server.mjs --url http://127.0.0.1:8080 --token <worker token> [--id play-1] [--host 127.0.0.1] [--port 0] [--seats 8]
import { createServer } from 'node:http';
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { WebSocketServer } from 'ws';
import { Lobby } from './lobby.mjs';
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

  tell() {
    for (const player of this.players) {
      player.send(JSON.stringify({ match: this.id, you: player.mark, players: this.players.map((each) => each.name), ...this.game.state }));
    }
  }
}

let waiting = null; // a match with one player
let lobby;

/** The match that the next player plays in. */
function nextMatch() {
  waiting ??= new Match();
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
  match.players.forEach((other) => {
    if (match.game.over) {
      match.tell();
      other.close(1000, 'the match is over');
    } else {
      other.mark = 'X';
      waiting ??= match; // it waits for another one
    }
  });
  if (match.players.length === 0 && waiting === match) waiting = null;
}

function move(socket, field) {
  const { match } = socket;
  if (match.players.length < 2) throw new InvalidMove('nobody else has come yet');
  match.game.move(socket.mark, field);
  match.tell();
  if (match.game.over) {
    say({ over: match.id, winner: match.game.state.winner });
    match.players.forEach((each) => each.close(1000, 'the match is over'));
  }
}

function onMessage(socket, data) {
  const message = JSON.parse(data);
  if (socket.start) return move(socket, message.move);
  if (socket.match || typeof message.playToken !== 'string') throw new Error('say {"playToken": …} first, once');
  clearTimeout(socket.patience);
  return enter(socket, message.playToken);
}

const http = createServer((request, response) => response.writeHead(426).end('WebSocket only\n'));
new WebSocketServer({ server: http, maxPayload: LONGEST_MESSAGE }).on('connection', (socket) => {
  socket.patience = setTimeout(() => socket.close(4001, 'no token came'), LOGIN_MILLIS);
  socket.on('close', () => {
    clearTimeout(socket.patience);
    leave(socket);
  });
  socket.on('error', (failed) => say({ failed: String(failed) }));
  socket.on('message', async (data) => {
    try {
      await onMessage(socket, data);
    } catch (failed) {
      socket.send(JSON.stringify({ error: failed.message }));
      if (!(failed instanceof InvalidMove)) socket.close(4000, 'not let in');
    }
  });
});
http.listen(Number(options.port), options.host, async () => {
  const { port } = http.address();
  lobby = new Lobby({ ...options, seats: Number(options.seats), port }, say);
  await lobby.join();
  say({ joined: options.id, port });
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, async () => {
    await lobby?.quit();
    process.exit(0);
  });
}
