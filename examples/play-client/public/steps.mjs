// What is seen of where this client is: the row of steps, the endpoints that it has been told, and one view at a time.
const STEPS = ['update', 'login', 'lobby', 'start', 'play'];

export const byId = (id) => document.getElementById(id);

/** This step is under way; those before it are done. */
export function reach(step) {
  STEPS.forEach((each, place) => {
    const now = STEPS.indexOf(step);
    mark(each, place < now ? 'done' : place === now ? 'now' : 'ahead');
  });
}

/** It ends at this step. */
export function fail(step) {
  mark(step, 'failed');
}

function mark(step, state) {
  const item = document.querySelector(`#steps [data-step=${step}]`);
  item.dataset.state = state;
  if (state === 'now') item.setAttribute('aria-current', 'step');
  else item.removeAttribute('aria-current');
}

/** Keeps where something is reached: storage, lobby, play or observer. */
export function endpoint(name, where) {
  byId(`endpoint-${name}`).textContent = where;
}

/** Shows one view and hides the others; the keyboard is where it is needed. */
export function show(view) {
  document.querySelectorAll('main > section').forEach((section) => { section.hidden = section.id !== view; });
  byId(view).querySelector('[data-first]')?.focus();
}

/** Says something below the row; it is read out, too. */
export function say(text) {
  byId('said').textContent = text;
}

/** Waits until one of some buttons is pressed, or a form sent; answers with its id. */
export function chosen(...ids) {
  return new Promise((resolve) => {
    const listening = new AbortController();
    for (const id of ids) {
      byId(id).addEventListener(byId(id).tagName === 'FORM' ? 'submit' : 'click', (event) => {
        event.preventDefault();
        listening.abort();
        resolve(id);
      }, { signal: listening.signal });
    }
  });
}
