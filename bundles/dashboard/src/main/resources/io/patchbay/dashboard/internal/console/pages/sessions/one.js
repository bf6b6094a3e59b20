// What one session went through, and what may be done about it.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { missing, panel } from '../../ui/parts.js';
import { followed, stateBadge } from '../../ui/timeline.js';
import { kick, say } from './actions.js';
import { roomLink, tick, whyLink } from './parts.js';

/** id: of the participant, or the portal's task. */
export function openOne(page, id) {
  let timeline;
  page.watch(`/cluster/v1/timelines/${encodeURIComponent(id)}`, (answer) => { timeline = answer; });
  tick(page);
  return () => {
    const one = timeline?.status === 200 ? timeline.body : undefined;
    return html`
      <p class="way"><a href="#/sessions">Sessions and rooms</a></p>
      <h1>${one ? one.user : id} ${one ? stateBadge(one.state) : nothing}</h1>
      ${one ? [facts(one), panel('Timeline', followed(one), tools(page, one))] : missing(timeline, '')}`;
  };
}

const facts = (one) => html`<dl class="facts">
  <div><dt>Role</dt><dd>${one.role}</dd></div>
  <div><dt>Room</dt><dd>${roomLink(one)}</dd></div>
  <div><dt>Participant</dt><dd><code>${one.participant ?? 'nobody yet'}</code></dd></div>
  <div><dt>Protocol</dt><dd>${one.version ?? 'not known yet'}</dd></div>
  <div><dt>Service</dt><dd><code>${one.service}</code></dd></div>
  <div><dt>Task of the portal</dt><dd><code>${one.task}</code></dd></div>
</dl>`;

function tools(page, one) {
  const isOpen = ['in', 'away'].includes(one.state);
  return html`
    ${whyLink('portal', one.task, 'Why this portal?')}
    ${whyLink('conference', one.room, 'Why this worker for the room?')}
    <button @click=${() => exported(one)}>Export</button>
    ${isOpen ? html`
      <button @click=${() => say(page, one.room, one.participant, one.user)}>Send text…</button>
      <button class="danger" @click=${() => kick(page, one.room, one.participant, one.user)}>Remove…</button>` : nothing}`;
}

/** Hands the timeline to the browser as a file, with times that people can read too. */
function exported(one) {
  const moments = one.moments.map((moment) => ({ time: new Date(moment.at).toISOString(), ...moment }));
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify({ ...one, moments }, null, 2)], { type: 'application/json' }));
  link.download = `timeline-${(one.participant ?? one.task).replace(/[^\w-]/g, '_')}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1_000);
}
