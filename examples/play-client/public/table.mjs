// The view of a match, for who plays and for who watches.
import { Board } from './board.mjs';
import { Match } from './match.mjs';
import { byId, chosen, say, show } from './steps.mjs';

const EMPTY = Array(9).fill('');

let match;
const board = new Board(byId('board'), (field) => match.move(field));

/** Gives the board the pictures of a release; without them it does with letters. */
export async function dressBoard(release) {
  const [ground, x, o] = await Promise.all(['board.svg', 'x.svg', 'o.svg'].map((path) => release.url(path, 'image/svg+xml')));
  board.dress({ X: x, O: o });
  if (ground) byId('board').style.backgroundImage = `url("${ground}")`;
}

/**
 * Goes to a match and stays until whoever looks at it leaves.
 *
 * @param greeting what lets this client in: {playToken} of a player, {ticket} of who watches
 * @returns `again` or `leave`; to who plays, `unreachable` if the server could not be reached; to who watches, `lost` if there is
 *   nothing to see any more though the match goes on
 */
export async function playOrWatch(endpoint, greeting) {
  const isPlayer = 'playToken' in greeting;
  let marks = EMPTY;
  let refused = '';
  byId('players').textContent = '';
  byId('watchers').hidden = byId('again').hidden = true;
  board.show(marks, false);
  show('match');
  say(isPlayer ? 'Waiting for the other player …' : 'Waiting for the match …');
  const lost = new Promise((resolve) => {
    match = new Match(endpoint, greeting, {
      onState(state) {
        refused = '';
        marks = state.board;
        board.show(marks, isPlayer && !state.over && state.turn === state.you);
        tell(state, isPlayer);
      },
      onError(reason) {
        refused = reason;
        say(reason);
      },
      onEnd(isOver, reason, wasReached) {
        board.show(marks, false);
        if (isPlayer && !wasReached) return resolve('unreachable');
        if (!isOver) say(refused || `The connection to the match is gone${reason ? `: ${reason}` : ''}.`);
        if (!isOver && !isPlayer) return resolve('lost');
        byId('again').hidden = !isPlayer;
        byId(isPlayer ? 'again' : 'leave').focus();
      },
    });
  });
  if (isPlayer) board.focus();
  const choice = await Promise.race([lost, chosen('again', 'leave')]);
  match.leave();
  return choice;
}

function tell(state, isPlayer) {
  byId('players').textContent = state.players.map((name, place) => `${name} (${'XO'[place]})`).join(' – ');
  byId('match-id').textContent = state.match;
  byId('watch-link').href = `?watch=${encodeURIComponent(state.match)}`;
  byId('watchers').hidden = !isPlayer;
  say(state.over ? result(state) : state.turn === state.you ? 'It is your turn.' : `It is the turn of ${state.turn}.`);
}

function result({ winner, you }) {
  if (!winner) return 'Nobody has won.';
  if (!you) return `${winner} has won.`;
  return winner === you ? 'You have won.' : 'You have lost.';
}
