// Questions to the operator, in the browser's own dialogs: focus stays inside, Escape cancels. A dialog is open until what it asked for is
// done: if that is refused, what was typed is still there, with the refusal.

import { html, render, nothing } from '../lib/lit-html/lit-html.js';
import { Refused } from '../client.js';
import { number } from './format.js';

/**
 * Opens a dialog; `content(fault)` draws it, with what was refused the last time, and `act(values, form)` does what its form is for. Returns
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
        const answer = await act(values, form);
        resolve({ answer, values });
        dialog.close();
      } catch (failed) {
        if (failed instanceof Refused && dialog.open) {
          draw(failed);
          toCorrect(form, failed).focus();
        } else {
          reject(failed);
          dialog.close();
        }
      } finally {
        isActing = false;
      }
    };
    const draw = (fault) => render(html`<form method="dialog" novalidate @submit=${submit}>${content(fault, close)}</form>`, dialog);
    const close = () => dialog.close();
    dialog.addEventListener('close', () => {
      if (!isActing) resolve(null);
      dialog.remove();
    });
    draw();
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    dialog.showModal();
  });
}

/** Cancels what is asked. */
export const cancel = () => document.querySelectorAll('dialog[open]').forEach((dialog) => dialog.close());

/** Where somebody goes on whose form was refused: at the field that is wrong or else the first one, or at the button. */
const toCorrect = (form, { field }) =>
  form.elements[field] ?? form.querySelector('input, select, textarea') ?? form.querySelector('footer button:not([type=button])');

/** The place of a refusal is there before it, or a screen reader would not tell it. */
const refusalOf = (fault) => html`<div role="alert" id="dialog-refusal">${fault ? html`<p class="notice bad">${fault.message}</p>` : nothing}</div>`;

/** Asks whether to do something, and does it; `{ title, text, button, danger, act }`. Returns what `ask` does. */
export const confirm = ({ title, text = '', button = 'Do it', danger = false, act }) => ask((fault, close) => html`
  <h2 id="dialog-title">${title}</h2>
  ${text ? html`<p>${text}</p>` : nothing}
  ${refusalOf(fault)}
  <footer><button type="button" ?autofocus=${danger} @click=${close}>Cancel</button>
    <button class=${danger ? 'danger' : 'primary'} ?autofocus=${!danger}>${button}</button></footer>`, act);

/** Shows something that is too long where it stands; `{ title, text }`. */
export const show = ({ title, text }) => ask(() => html`
  <h2 id="dialog-title">${title}</h2>
  <p class="whole-text">${text}</p>
  <footer><button class="primary" autofocus>Close</button></footer>`, () => {});

/**
 * Asks for values, and does something with them; `{ title, text, button, danger, fields: [{ name, label, value, type, options, required,
 * wanted, min, max, hint }], act }`. `options` makes a list of `[value, label]`, `wanted` says what is right where nothing was typed, and
 * a number needs `min` and `max`. `act` gets an object with a text for each name. Returns what `ask` does.
 */
export const form = ({ title, text = '', button = 'Do it', danger = false, fields, act }) => ask((fault, close) => html`
  <h2 id="dialog-title">${title}</h2>
  ${text ? html`<p>${text}</p>` : nothing}
  ${fields.map((field) => html`<label>${field.label}${control(field, fault)}${field.hint ? html`<small>${field.hint}</small>` : nothing}</label>`)}
  ${refusalOf(fault)}
  <footer><button type="button" @click=${close}>Cancel</button>
    <button class=${danger ? 'danger' : 'primary'}>${button}</button></footer>`, (values, element) => {
  fields.forEach((field) => check(field, element.elements[field.name]));
  return act(values);
});

function control({ name, value = '', type = 'text', options, required = false, min, max }, fault) {
  const isWrong = fault?.field === name;
  const invalid = isWrong ? 'true' : nothing;
  const why = isWrong ? 'dialog-refusal' : nothing;
  if (options) {
    return html`<select name=${name} aria-invalid=${invalid} aria-describedby=${why}>${options.map(([key, label]) => html`
      <option value=${key} ?selected=${key === value}>${label}</option>`)}</select>`;
  }
  if (type === 'textarea') {
    return html`<textarea name=${name} rows="6" ?required=${required} .value=${value} aria-invalid=${invalid} aria-describedby=${why}></textarea>`;
  }
  return html`<input name=${name} type=${type} ?required=${required} min=${min ?? nothing} max=${max ?? nothing} .value=${value}
    aria-invalid=${invalid} aria-describedby=${why} autocomplete="off">`;
}

/** Throws what the dialog says of a value that cannot be meant. */
function check({ name, label, type, required, wanted, min, max }, { value, validity }) {
  if (type === 'number' && !validity.valid) {
    throw wrong(name, `“${label}” must be a whole number from ${number(min)} to ${number(max)}.`);
  }
  if (required && isBlank(value)) throw wrong(name, `“${label}” is ${value === '' ? 'empty' : 'blank'}: ${wanted}.`);
}

const wrong = (field, detail) => Object.assign(new Refused(400, { detail }), { field });

/** Whether nobody would see anything of a text. */
const isBlank = (text) => !/[^\p{White_Space}\p{Cc}\p{Cf}]/u.test(text);
