// The shell: which page is shown, and what all pages have: header, connection, messages, dialogs.
// A page is a module in pages/, entered in PAGES below; README.md of this bundle says what it has to have.

import { html, render, nothing } from './lib/lit-html/lit-html.js';
import { get, send, Refused } from './client.js';
import { watch, watchLink } from './stream.js';
import { upload } from './transfer.js';
import { cancel, confirm, form } from './ui/dialog.js';
import now from './pages/now.js';
import sessions from './pages/sessions.js';
import explain from './pages/explain.js';
import plugins from './pages/plugins.js';
import jobs from './pages/jobs.js';
import lobby from './pages/lobby.js';
import events from './pages/events.js';
import { nowhere, whyNowhere } from './pages/nowhere.js';

const PAGES = [now, sessions, explain, plugins, jobs, lobby, events];

const main = document.getElementById('page');
const nav = document.getElementById('pages');
let shown = null; // the page that is shown, with what it has open

class Shown {
  #stops = [];
  #drawing = false;
  #left = false;
  #view = null;

  constructor(module, query) {
    this.module = module;
    this.query = query;
  }

  open() {
    this.#view = this.module.open(this);
    this.update();
  }

  /** Draws the page anew, once, however often it is called in one frame. */
  update() {
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      if (shown === this) render(this.#view(), main);
    });
  }

  /** Listens to a target while the page is shown, and draws the page whenever it has changed. */
  watch(target, callback) {
    if (this.#left) return () => {}; // an answer came when nobody looked any more
    const stop = watch(target, (answer) => {
      callback(answer);
      this.update();
    });
    this.#stops.push(stop);
    return stop;
  }

  /** Has something done when the page is left. */
  onLeave(callback) {
    this.#stops.push(callback);
  }

  /** Does what may be refused, and tells what came of it: `done`, or what it makes of the answer. Returns the answer, or undefined. */
  async attempt(what, done = '') {
    try {
      const answer = await what();
      const text = typeof done === 'function' ? done(answer) : done;
      if (text) this.tell(text);
      return answer;
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      this.tell(refused.message, 'bad');
      return undefined;
    } finally {
      this.update();
    }
  }

  tell(text, kind = 'good') {
    told.push({ text, kind, until: Date.now() + (kind === 'bad' ? 12_000 : 5_000) });
    drawTold();
  }

  get = get;
  send = send;
  upload = upload;

  /** Asks whether to do something, and has the dialog do it: `{ …, act, done }`, where `done(answer)` or a text tells that it is done. */
  confirm = (question) => this.#ask(confirm, question);

  /** Asks for values, and has the dialog do something with them; `done(answer, values)`. */
  form = (question) => this.#ask(form, question);

  #ask(dialog, { done, ...question }) {
    if (this.#left) return undefined; // who has left it is asked nothing any more
    const words = (outcome) => outcome && (typeof done === 'function' ? done(outcome.answer, outcome.values) : done);
    return this.attempt(() => dialog(question), words);
  }

  leave() {
    this.#left = true;
    this.#stops.forEach((stop) => stop());
  }
}

// ---- messages -------------------------------------------------------------------------------------------------------------------

let told = [];

function drawTold() {
  told = told.filter((one) => one.until > Date.now()).slice(-4);
  render(told.map((one) => html`<p class="notice ${one.kind}">${one.text}</p>`), document.getElementById('told'));
  if (told.length > 0) setTimeout(drawTold, 1_000);
}

// ---- pages ----------------------------------------------------------------------------------------------------------------------

/** `#/jobs/42?state=open` → name, rest of the path, and the query. */
function address() {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').replace(/\/(?=\?|$)/, '').split('?');
  const [name, ...rest] = path.split('/').map(decoded);
  return { name, rest, query: new URLSearchParams(query) };
}

/** An address that somebody has cut off is shown as it is. */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function show() {
  const { name, rest, query } = address();
  const named = name === '' ? PAGES[0] : PAGES.find((page) => page.name === name);
  const why = whyNowhere(PAGES, named, name, rest);
  const module = why ? nowhere(why) : named;
  const first = shown === null;
  shown?.leave();
  cancel(); // what was asked is of that page, and what is behind a dialog cannot have the focus
  if (first) main.replaceChildren(); // what was there for who has no scripts
  shown = new Shown(module, query);
  shown.path = rest;
  document.title = `${module.title} · ${document.getElementById('node').textContent} · Patchbay`;
  render(PAGES.map((page) => html`
    <a href="#/${page.name}" aria-current=${page === named ? 'page' : nothing}>${page.title}</a>`), nav);
  shown.open();
  if (!first) main.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** What explains a heading is over what stands below it: it goes as dialogs do. */
function closeExplanations(event) {
  document.querySelectorAll('.about[open]').forEach((one) => { one.open = one.contains(event.target) && event.key !== 'Escape'; });
}

addEventListener('hashchange', show);
addEventListener('click', closeExplanations);
addEventListener('keydown', (event) => event.key === 'Escape' && closeExplanations(event));
document.querySelector('.skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address says which page is shown
  main.focus();
});

watchLink((linked) => {
  render(html`<span class="dot ${linked ? 'good' : 'bad'}"></span>${linked ? 'live' : 'lost'}`, document.getElementById('link'));
  render(linked ? nothing : html`<p class="notice bad">The connection to the node is lost. What is below may be out of date;
    the page tries again by itself.</p>`, document.getElementById('lost'));
});

show();
