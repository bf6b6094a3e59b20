// Addresses that name nothing, or what cannot be: the page says so, and the node is not asked.

import { html } from '../lib/lit-html/lit-html.js';

const NAME = /^[\w.:@-]{1,200}$/; // whatever the node gives an id
const MOST_CHARACTERS = 60; // of an address that are shown

/** Whether something may have this id or name. */
export const mayBeName = (text) => NAME.test(text);

/**
 * Why an address names nothing, in a sentence; empty if it may name something.
 *
 * pages: all of them; module: the one of that name, if there is one; rest: what follows the name, decoded.
 */
export function whyNowhere(pages, module, name, rest) {
  if (!module) return `There is no page “${shortened([name])}”: there are ${pages.map(({ title }) => title).join(', ')}.`;
  const impossible = rest.find((part) => !mayBeName(part));
  if (impossible !== undefined) {
    return `Nothing can be called “${shortened([impossible])}”: a name here has 1 to 200 letters, digits or - _ . : @.`;
  }
  const has = module.has ?? ((path) => path.length === 0);
  return has(rest) ? '' : `On the page ${module.title} nothing is at “${shortened(rest)}”.`;
}

/** What cannot be seen, as it is in the address. */
function shortened(parts) {
  const text = parts.map((part) => part.replace(/[\p{Cc}\p{Cf}\s/]/gu, encodeURIComponent)).join('/');
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

/** The page that is shown at such an address. */
export const nowhere = (why) => ({
  title: 'Nothing is here',
  open: () => () => html`<h1>Nothing is here</h1><p>${why}</p><p><a href="#/now">Go to what is going on now</a></p>`,
});
