// What has happened on the node, and who did what: a feed with filters.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { show } from '../ui/dialog.js';
import { time } from '../ui/format.js';
import { badge, chosen, missing, panel } from '../ui/parts.js';
import '../ui/table.js';

const SHOWN = 1_000;
const MOST_CHARACTERS = 200; // of a search
const KINDS = { info: '', warn: 'warn', error: 'bad' };
const SEVERITIES = Object.keys(KINDS).map((one) => [one, one]);
const AREAS = [
  ['', 'everything'], ['audit', 'audit: who did what'], ['placement', 'workers and placement'], ['hotswap', 'plug-ins'],
  ['coordination', 'cluster'], ['portal', 'sessions'], ['rooms', 'rooms'], ['lobby', 'lobby'], ['migrator', 'recovery jobs'], ['store', 'database'],
  ['node', 'node: ready or not, configuration'],
];
const SPANS = [['', 'all that is kept'], ['5', 'the last 5 minutes'], ['30', 'the last 30 minutes'], ['180', 'the last 3 hours']];
const LATER_MILLIS = 15_000; // when it is looked again which events are too old to be shown

export default {
  name: 'events',
  title: 'Events',

  open(page) {
    const filter = {
      area: chosen(AREAS, page.query.get('area')),
      severity: chosen(SEVERITIES, page.query.get('severity')),
      search: (page.query.get('search') ?? '').slice(0, MOST_CHARACTERS),
      minutes: chosen(SPANS, page.query.get('minutes')),
    };
    let answer = null;
    let held = null; // what is shown while the feed is held
    let stop = () => {};

    const remember = () => {
      const address = new URLSearchParams(Object.entries(filter).filter(([name, value]) => value && !(name === 'severity' && value === 'info')));
      history.replaceState(null, '', `#/events${address.size ? `?${address}` : ''}`);
      page.update();
    };
    const listen = () => {
      stop();
      answer = null;
      held = null;
      const { area, severity, search } = filter;
      const query = new URLSearchParams({ area, severity, search, limit: SHOWN });
      stop = page.watch(`/cluster/v1/events?${query}`, (told) => { answer = told; });
      remember();
    };
    const change = (name, then = listen) => (event) => {
      filter[name] = event.target.value.trim();
      then();
    };
    const choice = (name, of, options, then) => html`<label class="inline">${of} <select @change=${change(name, then)}>${
      options.map(([value, label]) => html`<option value=${value} ?selected=${value === filter[name]}>${label}</option>`)}</select></label>`;
    listen();
    const ticks = setInterval(() => page.update(), LATER_MILLIS);
    page.onLeave(() => clearInterval(ticks));

    return () => {
      const told = held ?? answer;
      const isThere = told?.status === 200;
      const shown = isThere ? recent(told.body.events, filter.minutes) : [];
      return html`<h1>Events and audit</h1>
        ${panel('Feed', isThere ? feed(shown) : missing(told, ''), html`
          ${choice('area', 'Area', AREAS)}
          ${choice('severity', 'Severity from', SEVERITIES)}
          ${choice('minutes', 'When', SPANS, remember)}
          <label class="inline">Search <input type="search" placeholder="text or name" .value=${filter.search} maxlength=${MOST_CHARACTERS}
            @change=${change('search')}></label>
          <button aria-pressed=${held !== null} @click=${() => { held = held ? null : answer; page.update(); }}>
            ${held ? 'Go on' : 'Hold'}</button>
          <button ?disabled=${!isThere} @click=${() => save(shown)}>Save as JSON</button>`)}
        ${told?.body?.events?.length === SHOWN ? html`<p class="hint">The latest ${SHOWN}; choose less to see further back.</p>` : nothing}`;
    };
  },
};

const recent = (events, minutes) => (minutes ? events.filter(({ at }) => at > Date.now() - Number(minutes) * 60_000) : events);

const feed = (events) => html`<virtual-table .model=${{
  label: 'Events, the latest first',
  key: (event) => event.number,
  rows: [...events].reverse(),
  empty: 'Nothing of that kind has happened lately.',
  height: 24,
  onRow: (event) => show({ title: `${time(event.at)}, ${event.area}`, text: event.text }),
  columns: [
    { name: 'at', title: 'At', width: 9, narrow: 5.7, cell: (event) => time(event.at), sort: (event) => event.at },
    { name: 'severity', title: 'Severity', width: 6, narrow: 4.6, cell: (event) => badge(event.severity, KINDS[event.severity]), sort: (event) => event.severity },
    { name: 'area', title: 'Area', width: 8.5, narrow: false, cell: (event) => badge(event.area, event.area === 'audit' ? 'info' : ''), sort: (event) => event.area },
    { name: 'actor', title: 'Who', width: 13, narrow: false, cell: (event) => event.actor ?? '', sort: (event) => event.actor ?? '' },
    { name: 'text', title: 'What', cell: (event) => html`<span title=${event.text}>${event.text}</span>` },
  ],
}}></virtual-table>`;

/** What is shown, as a file. */
function save(events) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: `events-${new Date().toISOString()}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
