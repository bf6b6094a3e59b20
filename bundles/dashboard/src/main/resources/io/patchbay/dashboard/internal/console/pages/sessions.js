// Sessions and rooms: who is here, what each session went through, and who is in which room. Three views of one page:
// #/sessions, #/sessions/one/PARTICIPANT-OR-TASK, #/sessions/room/ROOM.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { number, span, time } from '../ui/format.js';
import { badge, missing, panel } from '../ui/parts.js';
import '../ui/table.js';
import { followed, stateBadge } from '../ui/timeline.js';

const PAGE = 200; // of the first page, which is live
const MORE = 1_000; // of each further one, which is as it was when it was asked for
const TYPING_MILLIS = 250;

export default {
  name: 'sessions',
  title: 'Sessions',

  open(page) {
    const [view, id] = page.path;
    if (view === 'one' && id) return openSession(page, id);
    if (view === 'room' && id) return openRoom(page, id);
    return openAll(page);
  },
};

const oneLink = (id, text) => html`<a href="#/sessions/one/${encodeURIComponent(id)}">${text}</a>`;
const roomLink = (id, text = id) => html`<a href="#/sessions/room/${encodeURIComponent(id)}">${text}</a>`;
const whyLink = (purpose, task, text) => html`
  <a class="button" href="#/explain/why/${purpose}/${encodeURIComponent(task)}">${text}</a>`;
const parameters = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();

// ---- all of them ----------------------------------------------------------------------------------------------------------------

function openAll(page) {
  const wish = { search: page.query.get('search') ?? '', state: page.query.get('state') ?? '' };
  let first; // the page that is live
  let further = []; // what was asked for in addition
  let remembered;
  let rooms;
  let drain;
  let stops = [];
  let typing = 0;

  const look = () => {
    stops.forEach((stop) => stop());
    first = undefined;
    remembered = undefined;
    further = [];
    stops = [
      page.watch(`/cluster/v1/sessions?${parameters({ ...wish, limit: PAGE })}`, (answer) => { first = answer; }),
      page.watch(`/cluster/v1/timelines?${parameters({ search: wish.search, limit: PAGE })}`, (answer) => { remembered = answer; }),
    ];
    page.update();
  };
  const wanted = (name, value) => {
    wish[name] = value.trim();
    clearTimeout(typing);
    typing = setTimeout(look, TYPING_MILLIS);
  };
  const more = () => page.attempt(async () => {
    const rows = shownSessions(first, further);
    const after = further.length ? rows[rows.length - 1].participant : first.body.next;
    const answer = await page.get(`/cluster/v1/sessions?${parameters({ ...wish, after, limit: MORE })}`);
    further = [...further, answer];
  });

  page.onLeave(() => clearTimeout(typing));
  page.watch(`/cluster/v1/rooms?limit=${MORE}`, (answer) => { rooms = answer; });
  page.watch('/cluster/v1/drain', (answer) => { drain = answer; });
  look();

  return () => html`
    <h1>Sessions and rooms</h1>
    ${drainNotice(page, drain)}
    ${panel('Sessions', sessionsTable(first, further, namesOf(rooms), more), html`
      <label class="inline">Search <input type="search" .value=${wish.search} maxlength="100" placeholder="user, participant, room, role"
        @input=${(event) => wanted('search', event.target.value)}></label>
      <label class="inline">State <select @change=${(event) => wanted('state', event.target.value)}>
        ${[['', 'all'], ['connected', 'connected'], ['waiting', 'away']].map(([value, text]) => html`
          <option value=${value} ?selected=${value === wish.state}>${text}</option>`)}
      </select></label>
      ${drain?.body?.state === 'serving' ? html`<button @click=${() => beginDrain(page)}>Drain this node…</button>` : nothing}`)}
    <div class="columns">
      ${panel('Rooms', roomsTable(rooms))}
      ${panel('Lately', rememberedTable(remembered), html`<span class="hint">tokens, refusals, and sessions that are over</span>`)}
    </div>`;
}

/** How far a drain has come; nothing while there is none. */
function drainNotice(page, drain) {
  if (drain?.status !== 200 || drain.body.state === 'serving') return nothing;
  const { state, atBegin, connected, waiting, leftMillis } = drain.body;
  const words = state === 'drained'
    ? 'The node is drained: nobody is let in. It can be stopped; its sessions wait for their clients.'
    : `The node is being drained: it gets no new clients. Whoever is still here in ${span(leftMillis)} is cut off, and may come back.`;
  return html`<div class="notice warn drain"><span>${words} ${number(connected)} of ${number(atBegin)} are connected, ${number(waiting)} away.</span>
    <button @click=${() => page.attempt(() => page.send('DELETE', '/cluster/v1/drain'), 'The node takes clients again.')}>Take it back</button></div>`;
}

async function beginDrain(page) {
  const answer = await page.form({
    title: 'Drain this node',
    text: 'It gets no new clients from now on. Those who are here may go in their own time; at the deadline they are cut off, and come'
      + ' back by themselves once the node is restarted or the drain is taken back.',
    button: 'Drain',
    danger: true,
    fields: [{ name: 'seconds', label: 'Deadline, in seconds', type: 'number', value: '600', required: true }],
  });
  if (!answer) return;
  await page.attempt(() => page.send('POST', '/cluster/v1/drain', { deadlineMillis: Number(answer.seconds) * 1_000 }), 'The drain has begun.');
}

const namesOf = (rooms) => new Map((rooms?.status === 200 ? rooms.body.rooms : []).map((room) => [room.id, room.name ?? room.id]));

/** The live page, then what was asked for once; whoever is on both is as on the live one. */
function shownSessions(first, further) {
  const live = first.body.sessions;
  const known = new Set(live.map((session) => session.participant));
  return [...live, ...further.flatMap((one) => one.sessions).filter((session) => !known.has(session.participant))];
}

function sessionsTable(first, further, names, more) {
  if (first?.status !== 200) return missing(first, '');
  const rows = shownSessions(first, further);
  const left = further.length ? further[further.length - 1].next : first.body.next;
  return html`
    <virtual-table .model=${{
      label: 'Sessions',
      key: (session) => session.participant,
      rows,
      empty: 'Nobody is here, or nobody is like that.',
      height: 14,
      onRow: (session) => { location.hash = `#/sessions/one/${encodeURIComponent(session.participant)}`; },
      columns: [
        { name: 'state', title: 'State', cell: (session) => connection(session), sort: (session) => session.connected ? 0 : 1 },
        { name: 'user', title: 'User', cell: (session) => oneLink(session.participant, session.user), sort: (session) => session.user },
        { name: 'role', title: 'Role', narrow: false, cell: (session) => session.role, sort: (session) => session.role },
        { name: 'room', title: 'Room', cell: (session) => roomLink(session.room, names.get(session.room) ?? session.room), sort: (session) => session.room },
        { name: 'participant', title: 'Participant', narrow: false, cell: (session) => html`<code>${session.participant}</code>` },
        { name: 'version', title: 'Protocol', narrow: false, cell: (session) => session.version, sort: (session) => session.version },
        { name: 'age', title: 'Age', number: true, cell: (session) => span(session.ageMillis), sort: (session) => session.ageMillis },
      ],
    }}></virtual-table>
    <p class="hint">${number(rows.length)} of ${number(first.body.matched)} listed${first.body.matched === first.body.total
      ? nothing : html`; ${number(first.body.total)} in all`}${left
      ? html` <button @click=${more}>List ${number(Math.min(MORE, first.body.matched - rows.length))} more</button>` : nothing}</p>`;
}

const connection = (session) => (session.connected ? badge('connected', 'good') : badge('away', 'warn'));

function roomsTable(rooms) {
  if (rooms?.status !== 200) return missing(rooms, '');
  return html`<virtual-table .model=${{
    label: 'Rooms',
    key: (room) => room.id,
    rows: rooms.body.rooms,
    empty: 'No room has its controller on this node.',
    height: 10,
    onRow: (room) => { location.hash = `#/sessions/room/${encodeURIComponent(room.id)}`; },
    columns: [
      { name: 'name', title: 'Name', cell: (room) => roomLink(room.id, room.name ?? room.id), sort: (room) => room.name ?? room.id },
      { name: 'id', title: 'Id', narrow: false, cell: (room) => html`<code>${room.id}</code>` },
      { name: 'participants', title: 'In it', number: true, cell: (room) => number(room.participants), sort: (room) => room.participants },
    ],
  }}></virtual-table>`;
}

function rememberedTable(remembered) {
  if (remembered?.status !== 200) return missing(remembered, '');
  const last = (timeline) => timeline.moments[timeline.moments.length - 1];
  return html`<virtual-table .model=${{
    label: 'What happened to sessions lately',
    key: (timeline) => timeline.task,
    rows: remembered.body.timelines.filter((timeline) => !['in', 'away'].includes(timeline.state)),
    empty: 'Nothing happened lately but to those who are here.',
    height: 10,
    onRow: (timeline) => { location.hash = `#/sessions/one/${encodeURIComponent(timeline.participant ?? timeline.task)}`; },
    columns: [
      { name: 'at', title: 'At', cell: (timeline) => time(last(timeline).at), sort: (timeline) => last(timeline).at },
      { name: 'state', title: 'State', cell: (timeline) => stateBadge(timeline.state), sort: (timeline) => timeline.state },
      { name: 'user', title: 'User', cell: (timeline) => oneLink(timeline.participant ?? timeline.task, timeline.user), sort: (timeline) => timeline.user },
      { name: 'code', title: 'How', cell: (timeline) => (last(timeline).code ?? '').replaceAll('_', ' ') },
    ],
  }}></virtual-table>`;
}

// ---- one session ----------------------------------------------------------------------------------------------------------------

function openSession(page, id) {
  let timeline;
  page.watch(`/cluster/v1/timelines/${encodeURIComponent(id)}`, (answer) => { timeline = answer; });
  const ticking = setInterval(() => page.update(), 1_000);
  page.onLeave(() => clearInterval(ticking));
  return () => {
    const one = timeline?.status === 200 ? timeline.body : undefined;
    return html`
      <p><a href="#/sessions">Sessions and rooms</a></p>
      <h1>${one ? one.user : id} ${one ? stateBadge(one.state) : nothing}</h1>
      ${one ? [facts(one), panel('Timeline', followed(one), timelineTools(page, one))] : missing(timeline, '')}`;
  };
}

const facts = (one) => html`<dl class="facts">
  <div><dt>Role</dt><dd>${one.role}</dd></div>
  <div><dt>Room</dt><dd><code>${roomLink(one.room)}</code></dd></div>
  <div><dt>Participant</dt><dd><code>${one.participant ?? 'nobody yet'}</code></dd></div>
  <div><dt>Protocol</dt><dd>${one.version ?? 'not known yet'}</dd></div>
  <div><dt>Service</dt><dd><code>${one.service}</code></dd></div>
  <div><dt>Task of the portal</dt><dd><code>${one.task}</code></dd></div>
</dl>`;

function timelineTools(page, one) {
  const isOpen = ['in', 'away'].includes(one.state);
  return html`
    ${whyLink('portal', one.task, 'Why this portal?')}
    ${whyLink('conference', one.room, 'Why this worker for the room?')}
    <button @click=${() => exported(one)}>Export</button>
    ${isOpen ? html`
      <button @click=${() => say(page, one.room, one.participant, one.user)}>Send text…</button>
      <button class="danger" @click=${() => kick(page, one.room, one.participant, one.user)}>Remove…</button>` : nothing}`;
}

/** Hands the timeline to the browser as a file. */
function exported(one) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(one, null, 2)], { type: 'application/json' }));
  link.download = `timeline-${(one.participant ?? one.task).replace(/[^\w-]/g, '_')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}

// ---- one room -------------------------------------------------------------------------------------------------------------------

function openRoom(page, room) {
  let members;
  let sessions;
  let rooms;
  page.watch(`/cluster/v1/rooms/${encodeURIComponent(room)}/participants`, (answer) => { members = answer; });
  page.watch(`/cluster/v1/sessions?${parameters({ room, limit: MORE })}`, (answer) => { sessions = answer; });
  page.watch(`/cluster/v1/rooms?limit=${MORE}`, (answer) => { rooms = answer; });
  return () => {
    const isOpen = members?.status === 200;
    return html`
      <p><a href="#/sessions">Sessions and rooms</a></p>
      <h1>${namesOf(rooms).get(room) ?? room}</h1>
      ${panel(isOpen ? `${number(members.body.participants.length)} in it` : 'Nobody in it here', isOpen
        ? membersTable(page, room, members.body.participants, sessions) : missing(members, ''), html`
        ${whyLink('conference', room, 'Why this worker?')}
        <button ?disabled=${!isOpen} @click=${() => say(page, room, 'all', 'everybody')}>Send text…</button>
        <button class="danger" ?disabled=${!isOpen} @click=${() => close(page, room)}>Close…</button>`)}`;
  };
}

function membersTable(page, room, members, sessions) {
  const byId = new Map((sessions?.status === 200 ? sessions.body.sessions : []).map((session) => [session.participant, session]));
  const known = (member) => byId.get(member.id);
  return html`<virtual-table .model=${{
    label: 'Who is in the room',
    key: (member) => member.id,
    rows: members,
    empty: 'Nobody.',
    columns: [
      { name: 'state', title: 'State', cell: (member) => (known(member) ? connection(known(member)) : badge('by another node')) },
      { name: 'user', title: 'User', cell: (member) => oneLink(member.id, member.user), sort: (member) => member.user },
      { name: 'role', title: 'Role', narrow: false, cell: (member) => member.role, sort: (member) => member.role },
      { name: 'id', title: 'Participant', narrow: false, cell: (member) => html`<code>${member.id}</code>` },
      { name: 'age', title: 'Here for', number: true, narrow: false, cell: (member) => span(known(member)?.ageMillis), sort: (member) => known(member)?.ageMillis ?? 0 },
      {
        name: 'tools', title: 'Do', cell: (member) => html`
          <button aria-label="Send a text to ${member.user}" @click=${() => say(page, room, member.id, member.user)}>Text…</button>
          <button class="danger" aria-label="Remove ${member.user}" @click=${() => kick(page, room, member.id, member.user)}>Remove…</button>`,
      },
    ],
  }}></virtual-table>`;
}

// ---- what is done ---------------------------------------------------------------------------------------------------------------

async function say(page, room, to, name) {
  const answer = await page.form({
    title: `Send a text to ${name}`,
    text: 'Clients get it like a text of a participant; it is from “operator”.',
    button: 'Send',
    fields: [{ name: 'message', label: 'Text', type: 'textarea', required: true }],
  });
  if (!answer) return;
  await page.attempt(() => page.send('POST', `/cluster/v1/rooms/${encodeURIComponent(room)}/text`, { to, message: answer.message }), 'Sent.');
}

async function kick(page, room, participant, name) {
  const sure = await page.confirm({
    title: `Remove ${name}?`,
    text: 'Its connection ends, and the others are told that it has left. With another token it may come again.',
    button: 'Remove',
    danger: true,
  });
  if (!sure) return;
  await page.attempt(() => page.send('DELETE', `/cluster/v1/rooms/${encodeURIComponent(room)}/participants/${encodeURIComponent(participant)}`),
    `${name} is removed.`);
}

async function close(page, room) {
  const sure = await page.confirm({
    title: 'Close this room?',
    text: 'Everybody in it is removed. The room itself stays, and who has a token may come again.',
    button: 'Close',
    danger: true,
  });
  if (!sure) return;
  await page.attempt(() => page.send('DELETE', `/cluster/v1/rooms/${encodeURIComponent(room)}/participants`), 'The room is closed.');
}
