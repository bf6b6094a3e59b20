// Questions to the operator, in the browser's own dialogs: focus stays inside, Escape cancels.

import { html, render, nothing } from '../lib/lit-html/lit-html.js';

function ask(content) {
  const dialog = document.createElement('dialog');
  document.body.append(dialog);
  return new Promise((resolve) => {
    const answer = (value) => {
      resolve(value);
      dialog.close();
    };
    dialog.addEventListener('close', () => {
      resolve(null);
      dialog.remove();
    });
    render(content(answer), dialog);
    dialog.setAttribute('aria-labelledby', 'dialog-title');
    dialog.showModal();
  });
}

/** Asks whether to do something; `{ title, text, button, danger }`. Returns a promise of true or null. */
export const confirm = ({ title, text = '', button = 'Do it', danger = false }) => ask((answer) => html`
  <form method="dialog" @submit=${(event) => { event.preventDefault(); answer(true); }}>
    <h2 id="dialog-title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    <footer><button type="button" ?autofocus=${danger} @click=${() => answer(null)}>Cancel</button>
      <button class=${danger ? 'danger' : 'primary'} ?autofocus=${!danger}>${button}</button></footer>
  </form>`);

/** Shows something that is too long where it stands; `{ title, text }`. */
export const show = ({ title, text }) => ask((answer) => html`
  <form method="dialog" @submit=${(event) => { event.preventDefault(); answer(true); }}>
    <h2 id="dialog-title">${title}</h2>
    <p class="whole-text">${text}</p>
    <footer><button class="primary" autofocus>Close</button></footer>
  </form>`);

/**
 * Asks for values; `{ title, text, button, fields: [{ name, label, value, type, options, required, hint }] }`, where `options` makes a
 * list of `[value, label]`. Returns a promise of an object with a text for each name, or of null.
 */
export const form = ({ title, text = '', button = 'Do it', danger = false, fields }) => ask((answer) => html`
  <form method="dialog" @submit=${(event) => {
    event.preventDefault();
    answer(Object.fromEntries(new FormData(event.target)));
  }}>
    <h2 id="dialog-title">${title}</h2>
    ${text ? html`<p>${text}</p>` : nothing}
    ${fields.map((field) => html`<label>${field.label}${control(field)}${field.hint ? html`<small>${field.hint}</small>` : nothing}</label>`)}
    <footer><button type="button" @click=${() => answer(null)}>Cancel</button>
      <button class=${danger ? 'danger' : 'primary'}>${button}</button></footer>
  </form>`);

function control({ name, value = '', type = 'text', options, required = false }) {
  if (options) {
    return html`<select name=${name}>${options.map(([key, label]) => html`
      <option value=${key} ?selected=${key === value}>${label}</option>`)}</select>`;
  }
  if (type === 'textarea') return html`<textarea name=${name} rows="6" ?required=${required} .value=${value}></textarea>`;
  return html`<input name=${name} type=${type} ?required=${required} .value=${value} autocomplete="off">`;
}
