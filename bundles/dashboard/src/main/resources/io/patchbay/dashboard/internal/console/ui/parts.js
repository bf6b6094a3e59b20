// Small parts that several pages show. Each takes values and gives a template; text in them is always text.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { compact } from './format.js';

/** A word with a colour: `badge('serving', 'good')`; kinds are good, warn, bad, info and nothing. */
export const badge = (text, kind = '') => html`<span class="badge ${kind}">${text}</span>`;

/** A number with a name, and what it means below it. */
export const tile = (name, value, detail = '', kind = '') => html`
  <div class="tile ${kind}"><span class="name">${name}</span><strong>${value}</strong><span class="detail">${detail}</span></div>`;

/** How much of something is used: a bar with its numbers, which a screen reader is told in words. Much is bad, unless a kind is given. */
export function bar(value, most, label, always = '') {
  const share = most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
  const kind = always || (share >= 1 ? 'bad' : share >= 0.8 ? 'warn' : 'good');
  return html`<span class="bar ${kind}" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax=${most} aria-valuenow=${value}
    aria-valuetext="${compact(value)} of ${compact(most)}"><span .style=${`inline-size:${share * 100}%`}></span></span>`;
}

/** What an address has chosen of a list of `[value, text]`; the first if it names none of it. */
export const chosen = (choices, value) => (choices.find(([known]) => known === value) ?? choices[0])[0];

/** What stands in the place of something that is not there, or that the node could not tell. */
export function missing(answer, whenEmpty) {
  if (!answer) return html`<p class="empty">…</p>`;
  if (answer.body?.code === 'elsewhere') {
    return html`<p class="empty">Another node leads: <a href="${answer.body.leader}/console">${answer.body.leader}</a></p>`;
  }
  if (answer.status >= 400) return html`<p class="empty">${answer.body?.detail ?? `The node answered ${answer.status}.`}</p>`;
  return html`<p class="empty">${whenEmpty}</p>`;
}

/** A panel with a heading; `tools` stand at its right, and `about` is what somebody is told who asks what the heading means. */
export const panel = (title, content, tools = nothing, about = '') => html`
  <section class="panel"><header><h2>${title}</h2>${about ? html`<details class="about" name="about"><summary aria-label="What is this? ${title}">?</summary>
    <p>${about}</p></details>` : nothing}<div class="tools">${tools}</div></header>${content}</section>`;
