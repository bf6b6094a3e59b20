// Plug-ins: what is installed and serves, what was refused, and everything that replaces one while it runs.
// #/plugins, #/plugins/KIND/NAME for the versions of one, #/plugins/shadow/KIND/SCOPE (or canary) for what an experiment has shown.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { number, plural, time } from '../ui/format.js';
import { badge, missing, panel, tile } from '../ui/parts.js';
import { uploads } from '../ui/uploads.js';
import { EXPERIMENTS, at, experiments, openExperiment, tryOut } from './experiments.js';
import '../ui/table.js';

const PLUGINS = '/cluster/v1/plugins';
const VERIFICATIONS = '/cluster/v1/verifications';
const STATES = { serving: 'good', standby: '', faulty: 'bad', draining: 'warn' };
const TRIED = ['scheduler', 'matcher', 'strategy', 'protocol']; // the kinds that can be shadows and canaries
const ABOUT_INSTALLED = 'Of the versions of a plug-in one serves, and the others stand by. A pinned one serves whatever else is installed. Contract: whether its'
  + ' jar does what is asked of its kind, tried in a process of its own.';
const ABOUT_EXPERIMENTS = 'Versions that are tried before they serve. A shadow is asked as well, and its answers are only compared. A canary decides for a share of'
  + ' the rooms and tasks.';
const FAULTS = {
  threw: 'it threw',
  too_slow: 'it was too slow',
  stuck: 'it is stuck in a call that was given up',
  bad_answer: 'it gave a bad answer',
  not_made: 'it could not be made',
};

const titleOf = ({ kind, name, version }) => `${kind} ${name} ${version}`;

export default {
  name: 'plugins',
  title: 'Plug-ins',
  has: (path) => path.length === 0 || path.length === 2 || (path.length === 3 && ['shadow', 'canary'].includes(path[0])),

  open(page) {
    const [first, second, scope] = page.path;
    if (scope !== undefined) return openExperiment(page, first, second, scope);
    if (second !== undefined) return openVersions(page, first, second);
    return openAll(page);
  },
};

// ---- all of them ----------------------------------------------------------------------------------------------------------------

function openAll(page) {
  const here = { search: '' };
  const uploading = uploads(page, {
    plugins: () => here.plugins,
    onInstalled: (sha256) => page.attempt(() => page.send('PUT', `${VERIFICATIONS}/${at(sha256)}`)),
    more: (sha256) => contractOf(here, { sha256 }),
  });
  listen(page, here, () => uploading.look());
  return () => html`
    <h1>Plug-ins</h1>
    ${uploading.view()}
    ${summary(here)}
    ${(here.plugins?.body?.notices ?? []).map((notice) => html`<p class="notice warn">${notice.text}</p>`)}
    ${here.plugins?.body?.rejected?.length ? panel('Refused jars', refused(here.plugins.body.rejected)) : nothing}
    ${panel('Installed', installed(page, here), html`
      <label class="inline">Search <input type="search" maxlength="100" placeholder="kind, name, state, file" @input=${(event) => {
        here.search = event.target.value.trim().toLowerCase();
        page.update();
      }}></label>`, ABOUT_INSTALLED)}
    ${panel('Shadows and canaries', experiments(page, here.experiments), nothing, ABOUT_EXPERIMENTS)}`;
}

/** What every view of this page is made of. */
function listen(page, here, onPlugins = () => {}) {
  page.watch(PLUGINS, (answer) => {
    here.plugins = answer;
    onPlugins();
  });
  page.watch(EXPERIMENTS, (answer) => { here.experiments = answer; });
  page.watch(VERIFICATIONS, (answer) => { here.verifications = answer; });
}

function summary({ plugins, experiments: tried }) {
  if (plugins?.status !== 200) return nothing;
  const { plugins: all, rejected } = plugins.body;
  const count = (state) => all.filter((plugin) => plugin.state === state).length;
  const faults = all.reduce((sum, plugin) => sum + plugin.faults, 0);
  return html`<div class="tiles">
    ${tile('serve', number(count('serving')), `${number(count('standby'))} on standby`)}
    ${tile('faulty', number(count('faulty')), `${plural(faults, 'fault')} in all`, count('faulty') ? 'bad' : '')}
    ${tile('refused', number(rejected.length), 'of the jars in the folder', rejected.length ? 'bad' : '')}
    ${tile('tried', number(tried?.body?.experiments?.length ?? 0), 'as shadow or canary')}
  </div>`;
}

function installed(page, here) {
  if (here.plugins?.status !== 200) return missing(here.plugins, '');
  const isLookedFor = ({ kind, name, version, state, file }) => `${kind} ${name} ${version} ${state} ${file}`.toLowerCase().includes(here.search);
  return html`<virtual-table .model=${{
    label: 'Installed plug-ins',
    key: (plugin) => titleOf(plugin) + plugin.sha256,
    rows: here.plugins.body.plugins.filter(isLookedFor).sort(faultyFirst),
    empty: here.search ? 'None is like that.' : 'None is installed.',
    onRow: (plugin) => { location.hash = `#/plugins/${at(plugin.kind, plugin.name)}`; },
    columns: [
      { name: 'kind', title: 'Kind', width: 9.5, narrow: false, cell: (plugin) => plugin.kind, sort: (plugin) => plugin.kind },
      { name: 'name', title: 'Name', cell: (plugin) => html`<span class="narrow-only soft">${plugin.kind} </span><a href="#/plugins/${at(plugin.kind, plugin.name)}">${plugin.name}</a>`, sort: (plugin) => plugin.name },
      { name: 'version', title: 'Version', width: 7, narrow: 5.6, cell: (plugin) => html`<code>${plugin.version}</code>`, sort: (plugin) => plugin.version },
      { name: 'state', title: 'State', width: 10, narrow: 7, cell: stateOf, sort: (plugin) => plugin.state },
      { name: 'check', title: 'Contract', width: 10, narrow: false, cell: (plugin) => contractOf(here, plugin), sort: (plugin) => verificationOf(here, plugin)?.state ?? '' },
      { name: 'faults', title: 'Faults', width: 5.5, number: true, narrow: false, cell: (plugin) => faultsOf(plugin), sort: (plugin) => plugin.faults },
      { name: 'file', title: 'File', narrow: false, cell: (plugin) => html`<span title=${plugin.file}>${plugin.file}</span>`, sort: (plugin) => plugin.file },
      { name: 'do', title: 'Actions', width: 14, narrow: false, cell: (plugin) => actions(page, here, plugin) },
    ],
  }}></virtual-table>`;
}

const faultyFirst = (one, other) => (other.state === 'faulty') - (one.state === 'faulty');

const stateOf = (plugin) => html`${badge(plugin.state, STATES[plugin.state])}${plugin.pinned ? html` ${badge('pinned', 'info')}` : nothing}
  ${plugin.shadow.length ? badge('shadow', 'info') : nothing} ${plugin.canary.length ? badge('canary', 'warn') : nothing}`;

const verificationOf = ({ verifications }, { sha256 }) => sha256 && verifications?.body?.verifications?.find((one) => one.sha256 === sha256);

/** Whether its jar holds to the contract. Who has failed even the node's own check of a new jar is not asked that any more. */
function contractOf(here, plugin) {
  if (plugin.lastFaultReason === 'failed_check') return html`<span title=${plugin.lastFault}>${badge('failed its check', 'bad')}</span>`;
  const found = verificationOf(here, plugin);
  if (!found) return html`<span class="hint">not verified</span>`;
  const held = found.checks.filter((check) => check.result === 'held').length;
  return {
    waiting: () => badge('waits', 'info'),
    running: () => badge('is verified…', 'info'),
    held: () => badge(`${plural(held, 'check')} held`, 'good'),
    broken: () => badge(`${held} of ${found.checks.length} held`, 'bad'),
    failed: () => html`<span title=${found.problem}>${badge('could not be verified', 'warn')}</span>`,
  }[found.state]?.() ?? badge(found.state);
}

const faultsOf = (plugin) => (plugin.lastFault
  ? html`<span class="faults" title=${plugin.lastFault}>${number(plugin.faults)}</span>`
  : number(plugin.faults));

function refused(rejected) {
  return html`<ul class="plain">${rejected.map((jar) => html`
    <li><strong><code>${jar.file}</code></strong> ${badge(jar.cause.replaceAll('_', ' '), 'bad')}
      <span class="hint">since ${time(Date.parse(jar.since))}</span><p class="reason">${jar.reason}</p></li>`)}</ul>
    <p class="hint">A jar that is refused changes nothing: what served before serves on. It is tried again once its file is another one.</p>`;
}

// ---- the versions of one --------------------------------------------------------------------------------------------------------

function openVersions(page, kind, name) {
  const here = {};
  listen(page, here);
  return () => {
    const all = here.plugins?.status === 200
      ? here.plugins.body.plugins.filter((plugin) => plugin.kind === kind && plugin.name === name) : [];
    const tried = here.experiments?.status === 200
      ? here.experiments.body.experiments.filter((one) => one.kind === kind && one.name === name) : [];
    return html`
      <p class="way"><a href="#/plugins">Plug-ins</a></p>
      <h1>${kind} ${name}</h1>
      ${all.length ? all.map((plugin) => version(page, here, plugin)) : panel('Versions', missing(here.plugins, 'No version of it is installed.'))}
      ${panel('Another version', html`
        <p>A version that its file had before can serve again as long as its copy is kept: the last two of each file are.</p>
        <button @click=${() => pinKept(page, kind, name)}>Go back to one…</button>`)}
      ${tried.length ? panel('Shadows and canaries', experiments(page, { status: 200, body: { experiments: tried } })) : nothing}`;
  };
}

function version(page, here, plugin) {
  const reasons = Object.entries(plugin.faultsByReason);
  return panel(html`<code>${plugin.version}</code>`, html`
    <p>${stateOf(plugin)}</p>
    <dl class="facts">
      <div><dt>File</dt><dd><code>${plugin.file}</code></dd></div>
      <div><dt>Ranking</dt><dd>${number(plugin.ranking)}</dd></div>
      <div><dt>Faults</dt><dd>${number(plugin.faults)}${reasons.map(([reason, count]) => html`<br>${FAULTS[reason] ?? reason}: ${number(count)}`)}</dd></div>
      ${plugin.sha256 ? html`<div class="long"><dt>SHA-256</dt><dd><code>${plugin.sha256}</code></dd></div>` : nothing}
    </dl>
    ${plugin.lastFault ? html`<p class="notice bad">${plugin.lastFault}</p>` : nothing}
    ${contract(page, here, plugin)}`, actions(page, here, plugin));
}

/** What `patchbay verify` says of its jar: what failed with the reason, and the rest on demand. */
function contract(page, here, plugin) {
  const found = verificationOf(here, plugin);
  const isUnderWay = found?.state === 'waiting' || found?.state === 'running';
  const broken = (found?.checks ?? []).filter((check) => check.result !== 'held');
  return html`
    <h3>Contract</h3>
    <p>${contractOf(here, plugin)}
      ${found ? html`<span class="hint">its whole jar, at ${time(Date.parse(found.since))}</span>` : nothing}
      ${plugin.sha256 ? html`<button ?disabled=${isUnderWay} @click=${() => verify(page, plugin)}>${found ? 'Verify again' : 'Verify'}</button>` : nothing}</p>
    ${found?.problem ? html`<p class="notice warn">${found.problem}</p>` : nothing}
    ${broken.length ? html`<ul class="plain">${broken.map((check) => html`<li>${badge(check.result.replaceAll('_', ' '), 'bad')}
      <strong>${check.about}</strong> ${check.check}<p class="reason">${check.why}</p></li>`)}</ul>` : nothing}
    ${found?.checks.length ? html`<details><summary>All checks (${number(found.checks.length)})</summary><ul class="plain">${found.checks.map((check) => html`
      <li>${badge(check.result.replaceAll('_', ' '), check.result === 'held' ? 'good' : 'bad')} <span class="hint">${check.about}</span> ${check.check}</li>`)}</ul></details>` : nothing}`;
}

const verify = (page, plugin) => page.attempt(
  () => page.send('PUT', `${VERIFICATIONS}/${at(plugin.sha256)}`),
  `The jar of ${titleOf(plugin)} is looked at, in a process of its own.`,
);

const pinKept = (page, kind, name) => page.form({
  title: `Which version of ${kind} ${name} is to serve?`,
  text: 'It serves whatever else is installed, until it is unpinned.',
  button: 'Pin it',
  fields: [{ name: 'version', label: 'Version', required: true, wanted: 'name one, such as 1.2.0' }],
  act: ({ version: wanted }) => sendPin(page, { kind, name, version: wanted.trim() }),
  done: (answer, { version: wanted }) => pinned({ kind, name, version: wanted.trim() }),
});

// ---- what can be done -----------------------------------------------------------------------------------------------------------

function actions(page, here, plugin) {
  const { kind, name } = plugin;
  const serving = here.plugins.body.plugins.find((one) => one.kind === kind && one.name === name && one.state === 'serving');
  return html`
    ${plugin.pinned
      ? html`<button @click=${() => unpin(page, plugin)}>Unpin</button>`
      : html`<button ?disabled=${plugin.state === 'faulty'} title=${plugin.state === 'faulty' ? 'It is faulty: clear its faults first.' : nothing}
          @click=${() => askToPin(page, plugin, serving)}>${wordOf(plugin, serving)}</button>`}
    ${TRIED.includes(kind) && plugin !== serving ? html`<button @click=${() => tryOut(page, plugin)}>Try…</button>` : nothing}
    ${plugin.faults || plugin.state === 'faulty' ? html`<button @click=${() => clearFaults(page, plugin)}>Clear faults</button>` : nothing}`;
}

/** To pin one that serves keeps others away; to pin another one is to go over, or back. */
function wordOf(plugin, serving) {
  if (!serving || plugin === serving) return 'Pin';
  return plugin.version.localeCompare(serving.version, 'en', { numeric: true }) < 0 ? 'Go back' : 'Go over';
}

function askToPin(page, plugin, serving) {
  if (!serving || plugin === serving) return page.attempt(() => sendPin(page, plugin), pinned(plugin));
  return page.confirm({
    title: `Have ${titleOf(plugin)} serve?`,
    text: `${serving.version} serves now. Calls that are under way end on it, the next begin on ${plugin.version}. It stays pinned.`,
    button: wordOf(plugin, serving),
    act: () => sendPin(page, plugin),
    done: pinned(plugin),
  });
}

const sendPin = (page, { kind, name, version: wanted }) => page.send('PUT', `${PLUGINS}/${at(kind, name)}/pin`, { version: wanted });

const pinned = (plugin) => `${titleOf(plugin)} is pinned.`;

const unpin = (page, { kind, name }) => page.attempt(
  () => page.send('DELETE', `${PLUGINS}/${at(kind, name)}/pin`),
  `${kind} ${name} is not pinned any more: the best version serves.`,
);

const clearFaults = (page, plugin) => page.attempt(
  () => page.send('DELETE', `${PLUGINS}/${at(plugin.kind, plugin.name, plugin.version)}/faults`),
  `The faults of ${titleOf(plugin)} are forgotten.`,
);
