// What the views of sessions have in common.

import { html } from '../../lib/lit-html/lit-html.js';
import { badge } from '../../ui/parts.js';

export const oneLink = (id, text) => html`<a href="#/sessions/one/${encodeURIComponent(id)}">${text}</a>`;

/** Takes what has a room, and perhaps its name. */
export const roomLink = ({ room, roomName }) => html`<a href="#/sessions/room/${encodeURIComponent(room)}">${roomName ?? room}</a>`;

export const whyLink = (purpose, task, text) => html`
  <a class="button" href="#/explain/why/${purpose}/${encodeURIComponent(task)}">${text}</a>`;

/** Query parameters of those values that are not empty. */
export const parameters = (values) => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();

export const connection = (session) => (session.connected ? badge('connected', 'good') : badge('away', 'warn'));

/** How long something goes on that began at a moment of the node's clock. */
export const age = (since) => Math.max(0, Date.now() - since);

/** Draws the page once a second, for what grows older in it. */
export function tick(page) {
  const ticking = setInterval(() => page.update(), 1_000);
  page.onLeave(() => clearInterval(ticking));
}
