// Who is here, which rooms there are, and what became of others lately.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { number, roughly, span, time } from '../../ui/format.js';
import { chosen, missing, panel } from '../../ui/parts.js';
import '../../ui/table.js';
import { stateBadge } from '../../ui/timeline.js';
import { beginDrain } from './actions.js';
import { Listing } from './listing.js';
import { age, connection, oneLink, parameters, roomLink, tick } from './parts.js';

const PAGE = 100; // of what is live
const MORE = 1_000; // of each further page, which is as it was when it was asked for
const LATELY = 50;
const TYPING_MILLIS = 250;
const MOST_CHARACTERS = 100; // of a search
const ABOUT_SESSIONS = 'A session is what a client has in a room. It is away while its connection is broken and its client may still come back to it.';
const ABOUT_LATELY = 'What became of tokens that were issued: whether somebody came with one, was let in, and how the session ended. It is remembered for'
  + ' some minutes.';
const STATES = [['', 'all'], ['connected', 'connected'], ['waiting', 'away']];
const GONE = [['issued,entering,refused,over', 'all'], ['refused', 'not let in'], ['over', 'over'], ['issued', 'nobody came']];

export function openAll(page) {
  const sessions = list(page, '/cluster/v1/sessions', (answer) => answer.sessions, (session) => session.participant,
    { search: (page.query.get('search') ?? '').slice(0, MOST_CHARACTERS), state: chosen(STATES, page.query.get('state')) });
  const rooms = list(page, '/cluster/v1/rooms', (answer) => answer.rooms, (room) => room.id, { search: '' });
  const lately = { search: sessions.wish.search, state: GONE[0][0] };
  let remembered;
  let drain;
  let hasManyRooms = false; // more than are listed: then they can be searched, from then on
  let stop = () => {};

  const remember = () => {
    stop();
    remembered = undefined;
    stop = page.watch(`/cluster/v1/timelines?${parameters({ ...lately, moments: 'last', limit: LATELY })}`, (answer) => { remembered = answer; });
    page.update();
  };
  const search = searchField(page, sessions.wish.search, 'user, id, room, role', (text) => {
    sessions.want({ search: text });
    lately.search = text;
    remember();
  });
  const searchRooms = searchField(page, '', 'name, id', (text) => rooms.want({ search: text }));

  page.watch('/cluster/v1/drain', (answer) => { drain = answer; });
  sessions.look();
  rooms.look();
  remember();
  tick(page);

  return () => html`
    <h1>Sessions and rooms</h1>
    ${drainNotice(page, drain)}
    ${panel('Sessions', sessionsTable(sessions), html`
      ${search()}
      <label class="inline">State <select @change=${(event) => sessions.want({ state: event.target.value })}>
        ${options(STATES, sessions.wish.state)}</select></label>
      ${drain?.body?.state === 'serving' ? html`<button @click=${() => beginDrain(page)}>Drain this node…</button>` : nothing}`, ABOUT_SESSIONS)}
    <div class="columns">
      ${panel('Rooms', roomsTable(rooms), (hasManyRooms ||= Boolean(rooms.answer?.body?.next)) ? searchRooms() : nothing)}
      ${panel('Lately', rememberedTable(remembered), html`
        <label class="inline">What <select @change=${(event) => { lately.state = event.target.value; remember(); }}>
          ${options(GONE, lately.state)}</select></label>`, ABOUT_LATELY)}
    </div>`;
}

/** What is listed of a target for a wish. */
function list(page, target, rowsOf, key, wish) {
  let stop = () => {};
  const one = {
    wish,
    answer: undefined, // the live page
    listing: new Listing(key),
    look() {
      stop();
      one.answer = undefined;
      one.listing = new Listing(key);
      stop = page.watch(`${target}?${parameters({ ...one.wish, limit: PAGE })}`, (answer) => {
        one.answer = answer;
        if (answer.status === 200) one.listing.onLive({ ...answer.body, rows: rowsOf(answer.body) });
      });
      page.update();
    },
    want(changed) {
      one.wish = { ...one.wish, ...changed };
      one.look();
    },
    more: () => page.attempt(async () => {
      const { listing } = one;
      const answer = await page.get(`${target}?${parameters({ ...one.wish, after: listing.after, limit: MORE })}`);
      listing.onMore({ ...answer, rows: rowsOf(answer) });
    }),
  };
  return one;
}

/** A field that calls back with what is looked for, once whoever types it pauses; returns what draws it, and leaves alone what is typed. */
function searchField(page, text, hint, onPause) {
  let typing = 0;
  page.onLeave(() => clearTimeout(typing));
  const typed = (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => onPause(event.target.value.trim()), TYPING_MILLIS);
  };
  return () => html`
    <label class="inline">Search <input type="search" .value=${text} maxlength=${MOST_CHARACTERS} placeholder=${hint} @input=${typed}></label>`;
}

const options = (choices, chosen) => choices.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`);

/** How far a drain has come; nothing while there is none. */
function drainNotice(page, drain) {
  if (drain?.status !== 200 || drain.body.state === 'serving') return nothing;
  const { state, atBegin, connected, waiting, leftMillis } = drain.body;
  const words = state === 'drained'
    ? 'The node is drained: nobody is let in. It can be stopped; its sessions wait for their clients.'
    : `The node is being drained: it gets no new clients. Whoever is still here in ${span(leftMillis)} is cut off, and may come back.`;
  return html`<div class="notice warn drain"><span>${words} Still connected: ${number(connected)} of ${number(atBegin)}; away: ${number(waiting)}.</span>
    <button @click=${() => page.attempt(() => page.send('DELETE', '/cluster/v1/drain'), 'The node takes clients again.')}>Take it back</button></div>`;
}

/** How much is listed, and a button for more. */
function extent({ listing, answer, more }) {
  const { matched, total } = answer.body;
  if (listing.live === total) return html`<p class="hint">${number(total)} in all</p>`;
  return html`<p class="hint">${number(listing.rows.length)} of ${number(matched)} listed${matched === total
    ? nothing : html`; ${number(total)} in all`}${listing.rows.length > listing.live
    ? html`; the first ${number(listing.live)} are kept up to date` : nothing}${listing.left
    ? html` <button @click=${more}>List ${number(Math.min(MORE, listing.left))} more</button>` : nothing}</p>`;
}

function sessionsTable(sessions) {
  if (sessions.answer?.status !== 200) return missing(sessions.answer, '');
  return html`
    <virtual-table .model=${{
      label: 'Sessions',
      key: (session) => session.participant,
      rows: sessions.listing.rows,
      empty: 'Nobody is here, or nobody is like that.',
      height: 14,
      onRow: (session) => { location.hash = `#/sessions/one/${encodeURIComponent(session.participant)}`; },
      columns: [
        { name: 'state', title: 'State', width: 7, narrow: 5.9, cell: connection, sort: (session) => session.connected ? 0 : 1 },
        { name: 'user', title: 'User', cell: (session) => oneLink(session.participant, session.user), sort: (session) => session.user },
        { name: 'role', title: 'Role', width: 9, narrow: false, cell: (session) => session.role, sort: (session) => session.role },
        { name: 'room', title: 'Room', cell: roomLink, sort: (session) => session.roomName ?? session.room },
        { name: 'participant', title: 'Participant', width: 13, narrow: false, cell: (session) => html`<code>${session.participant}</code>` },
        { name: 'version', title: 'Protocol', width: 6, narrow: false, cell: (session) => session.version, sort: (session) => session.version },
        { name: 'age', title: 'Age', width: 7, narrow: 5.6, number: true, cell: (session) => roughly(age(session.since)), sort: (session) => -session.since },
      ],
    }}></virtual-table>
    ${extent(sessions)}`;
}

function roomsTable(rooms) {
  if (rooms.answer?.status !== 200) return missing(rooms.answer, '');
  return html`
    <virtual-table .model=${{
      label: 'Rooms',
      key: (room) => room.id,
      rows: rooms.listing.rows,
      empty: rooms.wish.search ? 'No room here is called like that.' : 'No room has its controller on this node.',
      height: 10,
      onRow: (room) => { location.hash = `#/sessions/room/${encodeURIComponent(room.id)}`; },
      columns: [
        { name: 'name', title: 'Name', cell: (room) => roomLink({ room: room.id, roomName: room.name }), sort: (room) => room.name ?? room.id },
        { name: 'id', title: 'Id', width: 15, narrow: false, cell: (room) => html`<code>${room.id}</code>` },
        { name: 'participants', title: 'In it', width: 5, number: true, cell: (room) => number(room.participants), sort: (room) => room.participants },
      ],
    }}></virtual-table>
    ${extent(rooms)}`;
}

function rememberedTable(remembered) {
  if (remembered?.status !== 200) return missing(remembered, '');
  const last = (timeline) => timeline.moments.at(-1);
  return html`
    <virtual-table .model=${{
      label: 'What happened to sessions lately',
      key: (timeline) => timeline.task,
      rows: remembered.body.timelines,
      empty: 'Nothing like that happened lately.',
      height: 10,
      onRow: (timeline) => { location.hash = `#/sessions/one/${encodeURIComponent(timeline.participant ?? timeline.task)}`; },
      columns: [
        { name: 'at', title: 'At', width: 6.5, narrow: 5.6, cell: (timeline) => time(last(timeline).at), sort: (timeline) => last(timeline).at },
        { name: 'state', title: 'State', width: 6.5, narrow: 5.4, cell: (timeline) => stateBadge(timeline.state), sort: (timeline) => timeline.state },
        { name: 'user', title: 'User', cell: (timeline) => oneLink(timeline.participant ?? timeline.task, timeline.user), sort: (timeline) => timeline.user },
        { name: 'how', title: 'How', cell: (timeline) => last(timeline).detail ?? (last(timeline).code ?? '').replaceAll('_', ' ') },
      ],
    }}></virtual-table>
    <p class="hint">The latest ${LATELY} tokens, refusals, and sessions that are over.</p>`;
}
