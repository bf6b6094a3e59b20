// Questions to the operator, in the browser's own dialogs: focus stays inside, Escape cancels. A dialog is open until what it asked for is
// done: if that is refused, what was typed is still there, with the refusal.

import { html, render, nothing } from '../lib/lit-html/lit-html.js';
import { Refused } from '../client.js';

/**
 * Opens a dialog; `content(fault)` draws it, with what was refused the last time, and `act(values)` does what its form is for. Returns
 * a promise of `{ answer, values }`, or of null if nothing came of it. Who closes it while something is done does not stop that: then
 * the promise is of what comes of it, of Refused as well.
 */
function ask(content, act) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  let isActing = false;
  return new Promise((resolve, reject) => {
    const submit = async (event) => {
      event.preventDefault();
      if (isActing) return;
      const form = event.target;
      const values = Object.fromEntries(new FormData(form));
      isActing = true;
      try {
        const answer = await act(values);
        resolve({ answer, values });
        dialog.close();
      } catch (failed) {
        if (failed instanceof Refused && dialog.open) {
          draw(failed);
          toCorrect(form).focus();
        } else {
          reject(failed);
          dialog.close();
        }
      } finally {
        isActing = false;
      }
    };
    const draw = (fault) => render(html`<form method="dialog" @submit=${submit}>${content(fault, () => dialog.close())}</form>`, dialog);
    dialog.addEventListener('close', () => {
      if (!isActing) resolve(null);
      dialog.remove();
    });
    draw();
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    dialog.showModal();
  });
}

/** Where somebody goes on whose form was refused: at the first of its fields, or else at its button. */
const toCorrect = (form) => form.querySelector('input, select, textarea') ?? form.querySelector('footer button:not([type=button])');

/** The place of a refusal is there before it, or a screen reader would not tell it. */
const refusalOf = (fault) => html`<div role="alert">${fault ? html`<p class="notice bad">${fault.message}</p>` : nothing}</div>`;

/** Asks whether to do something, and does it; `{ title, text, button, danger, act }`. Returns what `ask` does. */
export const confirm = ({ title, text = '', button = 'Do it', danger = false, act }) => ask((fault, cancel) => html`
  <h2 id="dialog-title">${title}</h2>
  ${text ? html`<p>${text}</p>` : nothing}
  ${refusalOf(fault)}
  <footer><button type="button" ?autofocus=${danger} @click=${cancel}>Cancel</button>
    <button class=${danger ? 'danger' : 'primary'} ?autofocus=${!danger}>${button}</button></footer>`, act);

/** Shows something that is too long where it stands; `{ title, text }`. */
export const show = ({ title, text }) => ask(() => html`
  <h2 id="dialog-title">${title}</h2>
  <p class="whole-text">${text}</p>
  <footer><button class="primary" autofocus>Close</button></footer>`, () => {});

/**
 * Asks for values, and does something with them; `{ title, text, button, danger, fields: [{ name, label, value, type, options, required,
 * hint }], act }`, where `options` makes a list of `[value, label]`. `act` gets an object with a text for each name. Returns what `ask` does.
 */
export const form = ({ title, text = '', button = 'Do it', danger = false, fields, act }) => ask((fault, cancel) => html`
  <h2 id="dialog-title">${title}</h2>
  ${text ? html`<p>${text}</p>` : nothing}
  ${fields.map((field) => html`<label>${field.label}${control(field)}${field.hint ? html`<small>${field.hint}</small>` : nothing}</label>`)}
  ${refusalOf(fault)}
  <footer><button type="button" @click=${cancel}>Cancel</button>
    <button class=${danger ? 'danger' : 'primary'}>${button}</button></footer>`, act);

function control({ name, value = '', type = 'text', options, required = false }) {
  if (options) {
    return html`<select name=${name}>${options.map(([key, label]) => html`
      <option value=${key} ?selected=${key === value}>${label}</option>`)}</select>`;
  }
  if (type === 'textarea') return html`<textarea name=${name} rows="6" ?required=${required} .value=${value}></textarea>`;
  return html`<input name=${name} type=${type} ?required=${required} .value=${value} autocomplete="off">`;
}
