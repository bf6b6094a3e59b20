// What has happened on the node, and who did what: a feed with filters.

import { html } from '../lib/lit-html/lit-html.js';
import { time } from '../ui/format.js';
import { badge, missing, panel } from '../ui/parts.js';
import '../ui/table.js';

const SHOWN = 1_000;
const KINDS = { info: '', warn: 'warn', error: 'bad' };
const AREAS = [
  ['', 'everything'], ['audit', 'audit: who did what'], ['placement', 'workers and placement'], ['hotswap', 'plug-ins'],
  ['coordination', 'cluster'], ['portal', 'sessions'], ['rooms', 'rooms'], ['lobby', 'lobby'], ['migrator', 'recovery jobs'], ['store', 'database'],
];

export default {
  name: 'events',
  title: 'Events',

  open(page) {
    const filter = { area: page.query.get('area') ?? '', severity: page.query.get('severity') ?? 'info', search: page.query.get('search') ?? '' };
    let answer = null;
    let held = null; // what is shown while the feed is held
    let stop = () => {};

    const listen = () => {
      stop();
      answer = null;
      held = null;
      const query = new URLSearchParams({ ...filter, limit: SHOWN });
      stop = page.watch(`/cluster/v1/events?${query}`, (told) => { answer = told; });
      const address = new URLSearchParams(Object.entries(filter).filter(([name, value]) => value && value !== 'info'));
      history.replaceState(null, '', `#/events${address.size ? `?${address}` : ''}`);
      page.update();
    };
    const change = (name) => (event) => {
      filter[name] = event.target.value.trim();
      listen();
    };
    listen();

    return () => {
      const shown = held ?? answer;
      return html`<h1>Events and audit</h1>
        ${panel('Feed', shown?.status === 200 ? feed(shown.body.events) : missing(shown, ''), html`
          <label class="inline">Of <select @change=${change('area')}>${AREAS.map(([value, label]) => html`
            <option value=${value} ?selected=${value === filter.area}>${label}</option>`)}</select></label>
          <label class="inline">From <select @change=${change('severity')}>${Object.keys(KINDS).map((one) => html`
            <option ?selected=${one === filter.severity}>${one}</option>`)}</select></label>
          <label class="inline">With <input type="search" placeholder="text or name" .value=${filter.search} maxlength="200"
            @change=${change('search')}></label>
          <button aria-pressed=${held !== null} @click=${() => { held = held ? null : answer; page.update(); }}>
            ${held ? 'Go on' : 'Hold'}</button>
          <button ?disabled=${shown?.status !== 200} @click=${() => save(shown.body.events)}>Save as JSON</button>`)}`;
    };
  },
};

const feed = (events) => html`<virtual-table class="feed" .model=${{
  label: 'Events, the latest first',
  key: (event) => event.number,
  rows: [...events].reverse(),
  empty: 'Nothing of that kind has happened lately.',
  height: 24,
  columns: [
    { name: 'at', title: 'At', cell: (event) => html`<span class="code">${time(event.at)}</span>`, sort: (event) => event.at },
    { name: 'severity', title: 'How bad', cell: (event) => badge(event.severity, KINDS[event.severity]), sort: (event) => event.severity },
    { name: 'area', title: 'Of', cell: (event) => badge(event.area, event.area === 'audit' ? 'info' : ''), sort: (event) => event.area },
    { name: 'actor', title: 'Who', narrow: false, cell: (event) => event.actor ?? '', sort: (event) => event.actor ?? '' },
    { name: 'text', title: 'What', cell: (event) => html`<span title=${event.text}>${event.text}</span>` },
  ],
}}></virtual-table>`;

/** What is shown, as a file. */
function save(events) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(events, null, 2)], { type: 'application/json' }));
  Object.assign(document.createElement('a'), { href: url, download: `events-${new Date().toISOString()}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
