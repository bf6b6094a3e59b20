// Shadows and canaries of the page of plug-ins: versions that are tried before they serve.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { show } from '../ui/dialog.js';
import { number, percent, plural, time } from '../ui/format.js';
import { badge, missing, panel, tile } from '../ui/parts.js';
import { purposesOfWorkers } from './purposes.js';
import '../ui/table.js';

export const EXPERIMENTS = '/cluster/v1/experiments';

/** Parts of a path, whatever is in them. */
export const at = (...parts) => parts.map(encodeURIComponent).join('/');

const linkOf = ({ mode, kind, scope }) => `#/plugins/${at(mode, kind, scope)}`;

/** A table of some of them, or what stands in its place. */
export function experiments(page, answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Shadows and canaries',
    key: linkOf,
    rows: answer.body.experiments,
    empty: 'Nothing is tried. A version that stands by can be tried.',
    onRow: (one) => { location.hash = linkOf(one); },
    columns: [
      { name: 'mode', title: 'As', width: 6.5, narrow: 5.6, cell: (one) => badge(one.mode, one.mode === 'canary' ? 'warn' : 'info'), sort: (one) => one.mode },
      { name: 'scope', title: 'For', cell: (one) => html`<a href=${linkOf(one)}><span class="wide-only">${one.kind} of </span>${one.scope}</a>`, sort: (one) => one.scope },
      { name: 'candidate', title: 'Candidate', cell: (one) => `${one.name} ${one.version}`, sort: (one) => one.name },
      { name: 'share', title: 'Share', width: 10, narrow: false, cell: shareOf },
      { name: 'state', title: 'State', width: 8, narrow: false, cell: progressOf, sort: (one) => one.state },
      { name: 'answered', title: 'Answered', width: 8, narrow: false, number: true, cell: (one) => number(one.answered), sort: (one) => one.answered },
      { name: 'differed', title: 'Differed', width: 7, narrow: 6.2, number: true, cell: differedOf, sort: (one) => (isCanary(one) ? -1 : one.differed) },
      { name: 'faults', title: 'Faults', width: 6, number: true, narrow: false, cell: (one) => number(one.faults), sort: (one) => one.faults },
      { name: 'do', title: 'Actions', width: 6, narrow: false, cell: (one) => html`<button @click=${() => end(page, one)}>${one.ended ? 'Clear' : 'End'}</button>` },
    ],
  }}></virtual-table>`;
}

const progressOf = (one) => (one.ended
  ? html`<span title=${one.ended}>${badge(one.state, one.faults ? 'bad' : 'warn')}</span>`
  : badge(one.state, 'good'));

const isCanary = ({ mode }) => mode === 'canary';

/** A canary decides instead of the one that serves, whose answers nobody knows. */
const differedOf = (one) => (isCanary(one) ? html`<span title="a canary decides, and is not compared">–</span>` : number(one.differed));

function shareOf({ percent: share, rooms = [], services = [] }) {
  const parts = [];
  if (share) parts.push(`${share} %`);
  if (rooms.length) parts.push(plural(rooms.length, 'room'));
  if (services.length) parts.push(plural(services.length, 'service'));
  return parts.join(', ');
}

const end = (page, { mode, kind, scope, ended }) => page.confirm({
  ...(ended
    ? { title: `Clear the ${mode} of ${kind} for ${scope}?`, text: 'It has ended. What it has shown is forgotten.', button: 'Clear it' }
    : { title: `End the ${mode} of ${kind} for ${scope}?`, text: 'From the next decision on it is not asked any more. What it has shown is forgotten.', button: 'End it' }),
  danger: true,
  act: () => page.send('DELETE', `${EXPERIMENTS}/${at(mode, kind, scope)}`),
  done: ended ? `The ${mode} is cleared.` : `The ${mode} has ended.`,
});

/** The page of one: what it has shown, live. */
export function openExperiment(page, mode, kind, scope) {
  let answer;
  page.watch(`${EXPERIMENTS}/${at(mode, kind, scope)}`, (now) => { answer = now; });
  return () => html`
    <p class="way"><a href="#/plugins">Plug-ins</a></p>
    <h1>${mode} of ${kind} for ${scope}</h1>
    ${answer?.status === 200 ? shown(page, answer.body) : missing(answer, '')}`;
}

function shown(page, experiment) {
  return html`
    ${experiment.ended ? html`<p class="notice ${experiment.faults ? 'bad' : 'warn'}">It has ended by itself: ${experiment.ended}.</p>` : nothing}
    <p><a href="#/plugins/${at(experiment.kind, experiment.name)}">${experiment.name} ${experiment.version}</a> ${progressOf(experiment)}
      <span class="hint">${shareOf(experiment)} of what is asked</span></p>
    ${isCanary(experiment) ? canaryTiles(experiment) : shadowTiles(experiment)}
    ${experiment.lastFault ? html`<p class="notice bad">${experiment.lastFault}</p>` : nothing}
    ${experiment.mode === 'shadow' ? panel('Where it differs, newest first', differences(experiment)) : nothing}
    <p><button class="danger" @click=${() => end(page, experiment)}>${experiment.ended ? 'Clear' : 'End'} the ${experiment.mode}</button></p>`;
}

const shadowTiles = ({ answered, differed, skipped, faults, since }) => html`<div class="tiles">
  ${tile('answered', number(answered), `since ${time(Date.parse(since))}`)}
  ${tile('differed', number(differed), answered ? percent(differed / answered) : '', differed ? 'warn' : '')}
  ${tile('skipped', number(skipped), 'could not be asked')}
  ${tile('faults', number(faults), faults ? 'the last one is below' : '', faults ? 'bad' : '')}
</div>`;

/** A canary is measured by how often it could decide. */
const canaryTiles = ({ answered, skipped, faults, since }) => html`<div class="tiles">
  ${tile('decided', number(answered), `since ${time(Date.parse(since))}`)}
  ${tile('not asked', number(skipped), 'it was busy or away', skipped ? 'warn' : '')}
  ${tile('faults', number(faults), answered + faults ? `${percent(faults / (answered + faults))} of its decisions` : '', faults ? 'bad' : '')}
</div>
<p class="hint">A canary decides in the place of the one that serves, and is measured by its faults: each time that it was not asked or broke its
  contract, the one that serves has decided. Whether it decides otherwise, a shadow shows.</p>`;

function differences({ differences: all }) {
  return html`<virtual-table .model=${{
    label: 'Differences, newest first',
    key: (difference) => difference.at + difference.subject,
    rows: all,
    empty: 'It has decided like the one that serves so far.',
    onRow: ({ subject, active, candidate }) => show({ title: subject, text: `The one that serves: ${active}\nCandidate: ${candidate}` }),
    columns: [
      { name: 'at', title: 'At', width: 6.5, narrow: false, cell: (difference) => time(Date.parse(difference.at)) },
      { name: 'subject', title: 'What', cell: (difference) => html`<span title=${difference.subject}>${difference.subject}</span>`, sort: (difference) => difference.subject },
      { name: 'active', title: 'Serving', cell: (difference) => html`<span title=${difference.active}>${difference.active}</span>`, sort: (difference) => difference.active },
      { name: 'candidate', title: 'Candidate', cell: (difference) => html`<span title=${difference.candidate}>${difference.candidate}</span>`, sort: (difference) => difference.candidate },
    ],
  }}></virtual-table>`;
}

// ---- to begin one -------------------------------------------------------------------------------------------------------------------

/** Asks how a plug-in that does not serve is to be tried, and begins. */
export async function tryOut(page, plugin) {
  const isProtocol = plugin.kind === 'protocol';
  const title = `${plugin.kind} ${plugin.name} ${plugin.version}`;
  const scopes = isProtocol ? [plugin.name] : (await page.attempt(() => purposesOfWorkers(page))) ?? [];
  await page.form({
    title: `Try ${title}`,
    text: 'A shadow decides as well, and its answers are only compared. A canary decides for a share, and in case of a fault the one that serves does.',
    button: 'Begin',
    fields: [
      { name: 'mode', label: 'As', options: [['shadow', 'shadow: nobody notices'], ['canary', 'canary: for a share']] },
      scopeField(scopes, isProtocol ? 'Protocol version' : 'Purpose'),
      { name: 'percent', label: 'Percent of rooms and tasks', type: 'number', min: 1, max: 100, hint: 'left empty, a shadow is asked for all' },
      { name: 'rooms', label: 'And these rooms', hint: 'ids, with commas between' },
      { name: 'services', label: 'And these services', hint: 'ids, with commas between' },
    ],
    act: (values) => page.send('PUT', `${EXPERIMENTS}/${at(values.mode, plugin.kind, values.scope.trim())}`, orderOf(plugin, values)),
    done: (begun) => `${title} is tried as a ${begun.mode} for ${begun.scope}.`,
  });
}

const scopeField = (known, label) => (known.length
  ? { name: 'scope', label, options: known.map((one) => [one, one]) }
  : { name: 'scope', label, required: true, wanted: 'name one, such as play or portal', hint: 'such as play or portal' });

function orderOf({ name, version: wanted }, { percent: share, rooms, services }) {
  const order = { name, version: wanted };
  if (share) order.percent = Number(share);
  if (listOf(rooms).length) order.rooms = listOf(rooms);
  if (listOf(services).length) order.services = listOf(services);
  return order;
}

const listOf = (text) => text.split(',').map((one) => one.trim()).filter(Boolean);
