// The way of a client: update → login → lobby → start → play, or watch.
import { Lobby } from './lobby.mjs';
import { Release } from './release.mjs';
import { playOrWatch, dressBoard } from './table.mjs';
import { pause } from './patience.mjs';
import { byId, chosen, endpoint, fail, reach, say, show } from './steps.mjs';

const LOGIN_NEEDED = ['ACCESS_DENIED', 'LOGIN_AGAIN', 'REFRESHED_ALREADY'];
const WAIT_MILLIS = 8_000;
const OBSERVER_TRIES = 5;
const SERVER_TRIES = 6;
const BETWEEN_SERVERS_MILLIS = 500; // the lobby takes a server to be gone when it is silent, too
const LOST_MILLIS = 1_000; // until the lobby has noticed, too

const asked = new URLSearchParams(location.search);
const settings = await (await fetch('settings.json')).json();
const lobby = new Lobby(asked.has('lobby') ? asked.getAll('lobby') : [location.origin]);
let account;

/** Keeps the game's resources current: a client that cannot be updated goes no further. */
async function update() {
  for (;;) {
    reach('update');
    show('updating');
    byId('update-again').hidden = true;
    try {
      say('Looking for an update …');
      const release = await Release.open(settings.releaseKey);
      const answer = await lobby.ask('lobby.update', { version: release.version, region: asked.get('region') ?? '' });
      if (answer.result === 'update') {
        endpoint('storage', answer.endpoints.map(({ url }) => url).join(' '));
        await release.update(answer, showProgress);
      }
      return release;
    } catch (failed) {
      fail('update');
      say(failed.message);
      byId('update-again').hidden = false;
      await chosen('update-again');
    }
  }
}

function showProgress(bytes, total) {
  say(`Fetched ${bytes} of ${total} bytes …`);
  byId('progress').value = bytes / total;
}

/** Makes the page look as the release says. */
async function dress(release) {
  const theme = JSON.parse(await release.text('theme.json') ?? '{}');
  byId('theme').textContent = release.version && `${theme.name ?? ''} ${release.version}`;
  if (theme.accent) document.documentElement.style.setProperty('--accent', theme.accent);
  await dressBoard(release);
}

/** Whoever is refused sees why, and that is the end: nothing more is asked. */
async function login(greeting) {
  reach('login');
  show('login');
  say(greeting);
  await chosen('credentials');
  const { account: id, password } = Object.fromEntries(new FormData(byId('credentials')));
  byId('credentials').reset();
  say('Logging in …');
  try {
    const session = await lobby.login(id, password);
    account = session.account;
    endpoint('lobby', session.endpoint);
    return true;
  } catch (refusal) {
    fail('login');
    lobby.close();
    say('');
    show('ended');
    byId('refused-reason').textContent = refusal.code === 'ACCESS_DENIED' ? 'Id or password is wrong.' : refusal.message;
    byId('refused').showModal();
    return false;
  }
}

async function showLobby() {
  const me = await lobby.request('lobby.me');
  const { players } = await lobby.request('lobby.ranking', { around: 'me', limit: 5 });
  byId('me').textContent = `${me.account}: level ${me.level}, score ${me.score}${me.rank ? `, rank ${me.rank}` : ''}`;
  byId('ranking').replaceChildren(...players.map((player) => {
    const row = document.createElement('tr');
    row.className = player.account === me.account ? 'mine' : '';
    for (const value of [player.rank, player.account, player.level, player.score]) row.insertCell().textContent = value;
    return row;
  }));
  byId('ranking').parentElement.hidden = players.length === 0;
  reach('lobby');
  show('lobby');
}

/**
 * A seat, or undefined if whoever waits has had enough. The key makes a repeated request the same one.
 *
 * @param unreachable the start before, if its server could not be reached: then the lobby looks for another server
 */
async function start(unreachable) {
  reach('start');
  say('Asking for a seat …');
  const wish = unreachable ? { mode: settings.mode, unreachable } : { mode: settings.mode };
  let place = await lobby.request('lobby.start', { ...wish, idempotencyKey: crypto.randomUUID() });
  if (place.state === 'waiting') show('waiting');
  const cancelled = chosen('cancel');
  while (place.state === 'waiting') {
    const { start: id, position, estimateMillis, pollMillis } = place;
    say('All seats are taken.');
    byId('position').textContent = `You are number ${position} in line`
      + (estimateMillis === undefined ? '.' : `, for about ${Math.ceil(estimateMillis / 1_000)} s.`);
    const moved = lobby.request('lobby.start-wait', { start: id, after: position, waitMillis: WAIT_MILLIS });
    const next = await Promise.race([moved, cancelled]);
    if (next === 'cancel') {
      moved.catch(() => {}); // it ends with the place, which is given back
      await lobby.request('lobby.start-cancel', { start: id });
      return undefined;
    }
    if (next.state === 'waiting' && next.position === position) await pause(pollMillis);
    place = next;
  }
  return place;
}

/** Where a match is to be watched; the lobby has an observer started where there is none. */
async function observer(match) {
  reach('start');
  say('Asking for an observer …');
  const idempotencyKey = crypto.randomUUID();
  for (let tries = 0; tries < OBSERVER_TRIES; tries++) {
    const answer = await lobby.request('lobby.observer', { match, idempotencyKey, waitMillis: WAIT_MILLIS });
    if (answer.endpoint) return answer;
    await pause(answer.pollMillis);
  }
  throw new Error('The observer takes too long to start');
}

async function play() {
  let choice = 'again';
  let unreachable;
  let tries = 0;
  while (choice === 'again' || choice === 'unreachable') {
    const seat = await start(unreachable);
    if (!seat) return;
    if (seat.state === 'playing') throw new Error(`You play already, in match ${seat.match}`);
    endpoint('play', seat.endpoint);
    reach('play');
    choice = await playOrWatch(seat.endpoint, { playToken: seat.playToken });
    unreachable = choice === 'unreachable' ? seat.start : undefined;
    tries = unreachable ? tries + 1 : 0;
    if (tries === SERVER_TRIES) throw new Error('No play server can be reached');
    if (tries > 1) await pause(BETWEEN_SERVERS_MILLIS);
  }
}

/** Whoever loses the observer asks for another one: it may be gone, and the match not. */
async function watch(match) {
  for (let tries = 0; tries < OBSERVER_TRIES; tries++) {
    const { endpoint: where, ticket } = await observer(match);
    endpoint('observer', where);
    reach('play');
    if (await playOrWatch(where, { ticket }) !== 'lost') return;
    await pause(LOST_MILLIS);
  }
  throw new Error('The match cannot be seen any more');
}

/** Does what whoever has logged in wants, and first what the page's address asks for. */
async function session(match) {
  say(`Welcome, ${account}.`);
  if (match) await tried(() => watch(match));
  for (;;) {
    await showLobby();
    const wish = await chosen('play', 'watch', 'logout');
    if (wish === 'logout') return lobby.logout();
    await tried(wish === 'play' ? play : () => watch(byId('watch').elements.match.value.trim()));
  }
}

/** A wish that fails leads back to the lobby, unless the lobby does not know any more who asks. */
async function tried(wish) {
  try {
    await wish();
    say(`You are in the lobby again, ${account}.`);
  } catch (failed) {
    if (LOGIN_NEEDED.includes(failed.code)) throw failed;
    say(failed.message);
  }
}

await dress(await update());
let greeting = 'Log in to play.';
while (await login(greeting)) {
  try {
    await session(asked.get('watch'));
    greeting = 'You are logged out.';
  } catch (failed) {
    greeting = `Log in again: ${failed.message}`;
  }
}
