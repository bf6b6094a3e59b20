// What a session went through, drawn: a strip of how long it was what, and its moments in order.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { plural, span, time } from './format.js';
import { badge } from './parts.js';

/** kind → [what happened, colour, what the session is from then on]. */
const KINDS = {
  reserved: ['Portal reserved', '', 'issued'],
  issued: ['Token issued', '', 'issued'],
  claimed: ['A client came with the token', 'info', 'entering'],
  placed: ['Room placed', 'info', 'entering'],
  joined: ['Let into the room', 'info', 'entering'],
  entered: ['In', 'good', 'in'],
  refused: ['Not let in', 'bad', 'refused'],
  turned_away: ['Somebody came with the token in vain', 'bad', ''],
  away: ['Connection gone', 'warn', 'away'],
  back: ['Back', 'good', 'in'],
  not_back: ['Could not come back', 'bad', ''],
  restored: ['Taken back after a restart', 'info', 'away'],
  left: ['Left', '', 'over'],
};

const STATES = { issued: '', entering: 'info', in: 'good', away: 'warn', refused: 'bad', over: '' };

/** How a session stands, as a badge. */
export const stateBadge = (state) => badge(state, STATES[state] ?? '');

/** Strip and moments of a timeline as the node tells it. */
export const followed = (timeline) => html`
  ${strip(timeline)}
  <ol class="timeline">${timeline.moments.map((moment, i) => [moment, timeline.moments[i - 1]]).map(drawn)}</ol>
  ${timeline.omitted ? html`<p class="hint">Not kept: ${plural(timeline.omitted, 'moment')} in between.</p>` : nothing}`;

function drawn([moment, before]) {
  const [what, kind] = KINDS[moment.kind] ?? [moment.kind, ''];
  return html`<li class=${kind}>
    <time datetime=${new Date(moment.at).toISOString()}>${time(moment.at)}</time>
    <span class="after">${before ? '+ ' + span(Math.max(0, moment.at - before.at)) : ''}</span>
    <span class="what">${what}${moment.code ? html` ${badge(moment.code.replaceAll('_', ' '), kind)}` : nothing}
      ${moment.detail ? detail(moment) : nothing}</span>
  </li>`;
}

const detail = ({ kind, detail: text }) =>
  (['reserved', 'placed'].includes(kind) ? html`<code>${text}</code>` : html`<span class="detail">${text}</span>`);

/** How long it was what, in proportion; said in words to a screen reader. */
function strip(timeline) {
  const parts = [];
  for (const moment of timeline.moments) {
    const state = KINDS[moment.kind]?.[2] || (parts.at(-1)?.state ?? 'issued');
    if (parts.at(-1)?.state === state) continue;
    parts.push({ state, from: moment.at });
  }
  const end = ['over', 'refused'].includes(timeline.state) ? timeline.moments.at(-1).at : Date.now();
  parts.forEach((part, i) => { part.millis = Math.max(0, (parts[i + 1]?.from ?? end) - part.from); });
  const shown = parts.filter((part) => !['over', 'refused'].includes(part.state));
  const whole = shown.reduce((sum, part) => sum + part.millis, 0);
  if (whole === 0) return nothing;
  const words = shown.map((part) => `${part.state} for ${span(part.millis)}`).join(', then ');
  return html`<div class="strip" role="img" aria-label=${words}>${shown.map((part) => html`
    <span class=${STATES[part.state]} title="${part.state} for ${span(part.millis)}" .style=${`flex-grow:${part.millis / whole}`}></span>`)}</div>`;
}
