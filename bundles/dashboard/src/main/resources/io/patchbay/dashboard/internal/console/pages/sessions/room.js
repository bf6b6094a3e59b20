// Who is in a room, and what may be done there.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { number, roughly } from '../../ui/format.js';
import { badge, missing, panel } from '../../ui/parts.js';
import '../../ui/table.js';
import { close, kick, say } from './actions.js';
import { age, connection, oneLink, parameters, tick, whyLink } from './parts.js';

const MOST = 1_000; // sessions whose state is told

export function openRoom(page, room) {
  let members;
  let sessions;
  page.watch(`/cluster/v1/rooms/${encodeURIComponent(room)}/participants`, (answer) => { members = answer; });
  page.watch(`/cluster/v1/sessions?${parameters({ room, limit: MOST })}`, (answer) => { sessions = answer; });
  tick(page);
  return () => {
    const isOpen = members?.status === 200;
    return html`
      <p class="way"><a href="#/sessions">Sessions and rooms</a></p>
      <h1>${isOpen ? members.body.name ?? room : room}</h1>
      <dl class="facts">
        <div><dt>Room</dt><dd><code>${room}</code></dd></div>
        ${members?.body?.service ? html`<div><dt>Service</dt><dd><code>${members.body.service}</code></dd></div>` : nothing}
      </dl>
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
  const areAllTold = sessions?.status === 200 && sessions.body.next === undefined;
  return html`<virtual-table .model=${{
    label: 'Who is in the room',
    key: (member) => member.id,
    rows: members,
    empty: 'Nobody.',
    columns: [
      { name: 'state', title: 'State', width: 9, narrow: 5.9, cell: (member) => (known(member) ? connection(known(member)) : areAllTold ? badge('by another node') : '…') },
      { name: 'user', title: 'User', cell: (member) => oneLink(member.id, member.user), sort: (member) => member.user },
      { name: 'role', title: 'Role', width: 9, narrow: false, cell: (member) => member.role, sort: (member) => member.role },
      { name: 'id', title: 'Participant', width: 13, narrow: false, cell: (member) => html`<code>${member.id}</code>` },
      { name: 'age', title: 'Here for', width: 7, number: true, narrow: false, cell: (member) => known(member) ? roughly(age(known(member).since)) : '–', sort: (member) => -(known(member)?.since ?? Date.now()) },
      {
        name: 'tools', title: 'Do', width: 11.5, narrow: 10.8, cell: (member) => html`
          <button aria-label="Send a text to ${member.user}" @click=${() => say(page, room, member.id, member.user)}>Text…</button>
          <button class="danger" aria-label="Remove ${member.user}" @click=${() => kick(page, room, member.id, member.user)}>Remove…</button>`,
      },
    ],
  }}></virtual-table>`;
}
