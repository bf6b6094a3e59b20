// Lobby: what clients are to have and who hands it out, who gets in, who waits for a seat, what is played and who watches.

import { html } from '../lib/lit-html/lit-html.js';
import { bytes, number, percent, span, time } from '../ui/format.js';
import { badge, bar, missing, panel, tile } from '../ui/parts.js';
import { releases } from './lobby/releases.js';
import '../ui/table.js';

const LOGINS = {
  granted: ['let in', 'good'],
  denied: ['wrong id or password, or disabled', 'bad'],
  throttled: ['too many wrong passwords', 'warn'],
  busy: ['too many passwords waited', 'warn'],
  failed: ['the database did not answer', 'bad'],
};
const STARTS = {
  reserved: ['got a seat at once', 'good'],
  queued: ['had to wait', 'info'],
  handed_over: ['got a seat after a wait', 'good'],
  turned_away: ['the line was full', 'bad'],
  not_ready: ['no node led', 'bad'],
  expired: ['did not come in time', 'warn'],
  cancelled: ['gave up', ''],
  abandoned: ['were not heard of any more', 'warn'],
  lost: ['lost their server', 'bad'],
};

export default {
  name: 'lobby',
  title: 'Lobby',

  open(page) {
    const here = {};
    const watch = (name, target) => page.watch(target, (answer) => { here[name] = answer; });
    const published = releases(page);
    watch('releases', '/lobby/v1/releases');
    watch('storage', '/lobby/v1/storage?ages=false');
    watch('matches', '/lobby/v1/matches');
    watch('observers', '/lobby/v1/observers');
    watch('workers', '/cluster/v1/workers?purpose=play&tasks=false&ages=false');
    watch('now', '/now'); // what the node counts
    return () => html`
      <h1>Lobby</h1>
      ${summary(here)}
      ${panel('Releases', published.view(here.releases), published.tools())}
      ${panel('Storage workers', storage(here.storage))}
      <div class="columns">
        ${panel('Waiting for a seat', waiting(here.matches))}
        ${panel('Play servers', servers(here.workers))}
      </div>
      <div class="columns">
        ${panel('Logins', counted(here.now, 'patchbay_lobby_logins_total', LOGINS))}
        ${panel('Starts', counted(here.now, 'patchbay_lobby_starts_total', STARTS))}
      </div>
      ${panel('Matches', matches(here.matches))}
      ${panel('Observers', observers(here.observers))}`;
  },
};

function summary({ releases: published, storage: holders, matches: played, observers: watching }) {
  const current = published?.body?.releases?.find((release) => release.current);
  const lines = played?.body?.waiting ?? [];
  const waits = lines.reduce((sum, line) => sum + line.players, 0);
  return html`<div class="tiles">
    ${tile('release', current?.version ?? '–', current ? `of ${number(published.body.releases.length)}, ${bytes(current.bytes)}` : 'none is current')}
    ${tile('storage workers', number(holders?.body?.workers?.length), 'reporting to this node')}
    ${tile('waiting', number(played?.status === 200 ? waits : NaN), lines.length ? `longest ${span(Math.max(...lines.map((line) => line.longestMillis)))}` : 'nobody', waits ? 'warn' : '')}
    ${tile('reserved', number(played?.body?.reserved), 'still to come')}
    ${tile('matches', number(played?.body?.matches?.length), 'being played')}
    ${tile('observers', number(watching?.body?.observers?.length), 'running')}
  </div>`;
}

// ---- who hands releases out ---------------------------------------------------------------------------------------------------------

function storage(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Storage workers',
    key: (worker) => worker.id,
    rows: answer.body.workers,
    height: 8,
    empty: 'None reports to this node: patchbay storage-node starts one.',
    columns: [
      { name: 'id', title: 'Worker', cell: (worker) => html`<code>${worker.id}</code>`, sort: (worker) => worker.id },
      { name: 'address', title: 'Address', width: 16, narrow: false, cell: ({ info }) => addressOf(info), sort: ({ info }) => addressOf(info) },
      { name: 'load', title: 'Load', width: 10, narrow: 4.5, cell: (worker) => html`<span class="load">${bar(worker.load, worker.info.maxLoad, `load of ${worker.id}`)} <span class="wide-only">${percent(worker.load)}</span></span>`, sort: (worker) => worker.load },
      { name: 'releases', title: 'Has', cell: ({ info }) => (info.capacity?.releases ?? []).join(', ') || badge('nothing yet', 'warn') },
      { name: 'region', title: 'Regions', width: 10, narrow: false, cell: ({ info }) => (info.capacity?.regions ?? []).join(', ') },
      { name: 'silent', title: 'Last heard', width: 8, narrow: 6.5, number: true, cell: ({ reportedAt }) => (reportedAt === undefined
        ? 'just now' : badge(`${span(Math.max(0, Date.now() - reportedAt))} ago`, 'warn')), sort: ({ reportedAt }) => -(reportedAt ?? Infinity) },
    ],
  }}></virtual-table>`;
}

const addressOf = ({ viaHost, hostname, ip, port }) => viaHost || `${hostname || ip || '–'}${port ? `:${port}` : ''}`;

// ---- outcomes -----------------------------------------------------------------------------------------------------------------------

/** A counter of this node by its outcomes, each with what it means; zero where nothing was counted. */
function counted(reading, name, meanings) {
  if (reading?.status !== 200) return missing(reading, '');
  const samples = reading.body.metrics.filter((one) => one.name === name);
  const all = Object.fromEntries(Object.keys(meanings).map((outcome) => [outcome, 0]));
  samples.filter(({ labels }) => labels.outcome).forEach(({ labels, value }) => { all[labels.outcome] = value; });
  return html`<table class="outcomes"><thead><tr><th scope="col">Outcome</th><th scope="col">Meaning</th><th scope="col" class="number">Since start</th></tr></thead>
    <tbody>${Object.entries(all).map(([outcome, count]) => html`
      <tr><th scope="row">${badge(outcome.replaceAll('_', ' '), count ? meanings[outcome]?.[1] ?? '' : '')}</th>
        <td>${meanings[outcome]?.[0] ?? ''}</td><td class="number">${number(count)}</td></tr>`)}</tbody></table>`;
}

// ---- seats, matches, spectators -----------------------------------------------------------------------------------------------------

function waiting(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Who waits for a seat, by mode',
    key: (line) => line.mode,
    rows: answer.body.waiting,
    height: 8,
    empty: 'Nobody waits.',
    columns: [
      { name: 'mode', title: 'Mode', cell: (line) => line.mode, sort: (line) => line.mode },
      { name: 'players', title: 'Players', width: 7, number: true, cell: (line) => number(line.players), sort: (line) => line.players },
      { name: 'longest', title: 'Longest', width: 8, number: true, cell: (line) => span(line.longestMillis), sort: (line) => line.longestMillis },
    ],
  }}></virtual-table>`;
}

function servers(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Play servers with their seats',
    key: (worker) => worker.id,
    rows: answer.body.workers,
    height: 8,
    empty: 'No play server has joined.',
    columns: [
      { name: 'id', title: 'Server', cell: (worker) => html`<code>${worker.id}</code>`, sort: (worker) => worker.id },
      { name: 'seats', title: 'Seats', width: 12, cell: seatsOf, sort: (worker) => worker.seatsTaken ?? 0 },
      { name: 'modes', title: 'Modes', narrow: false, cell: ({ info }) => (info.capacity?.modes ?? ['all']).join(', ') },
    ],
  }}></virtual-table>`;
}

const seatsOf = ({ id, info, seatsTaken = 0 }) => (info.seats > 0
  ? html`<span class="load">${bar(seatsTaken, info.seats, `seats of ${id}`)} ${number(seatsTaken)}/${number(info.seats)}</span>`
  : 'not counted');

function matches(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Matches',
    key: (match) => match.match,
    rows: answer.body.matches,
    empty: 'Nothing is played.',
    columns: [
      { name: 'match', title: 'Match', cell: (match) => html`<code>${match.match}</code>`, sort: (match) => match.match },
      { name: 'mode', title: 'Mode', width: 9, narrow: 5.5, cell: (match) => match.mode, sort: (match) => match.mode },
      { name: 'server', title: 'Server', narrow: false, cell: (match) => html`<code>${match.server}</code>`, sort: (match) => match.server },
      { name: 'players', title: 'Players', cell: (match) => html`<span title=${match.players.join(', ')}>${match.players.join(', ')}</span>`, sort: (match) => match.players.length },
      { name: 'seats', title: 'Seats', width: 6, number: true, narrow: false, cell: (match) => number(match.seats), sort: (match) => match.seats },
      { name: 'since', title: 'Since', width: 8, number: true, narrow: false, cell: (match) => time(match.since), sort: (match) => match.since },
    ],
  }}></virtual-table>`;
}

function observers(answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Observers',
    key: (observer) => observer.observer,
    rows: answer.body.observers,
    empty: 'None runs: one is started when somebody wants to watch a match.',
    columns: [
      { name: 'observer', title: 'Observer', cell: (one) => html`<code>${one.observer}</code>`, sort: (one) => one.observer },
      { name: 'match', title: 'Match', cell: (one) => html`<code>${one.match}</code>`, sort: (one) => one.match },
      { name: 'state', title: 'State', width: 8, narrow: 6, cell: (one) => badge(one.state, one.state === 'joined' ? 'good' : 'info'), sort: (one) => one.state },
      { name: 'endpoint', title: 'Endpoint', narrow: false, cell: (one) => one.endpoint ?? '–', sort: (one) => one.endpoint ?? '' },
      { name: 'spectators', title: 'Spectators', width: 8, narrow: 6.6, number: true, cell: (one) => `${number(one.spectators)}/${number(one.seats)}`, sort: (one) => one.spectators },
      { name: 'ends', title: 'Ends', width: 8, number: true, narrow: false, cell: (one) => time(one.endsAt), sort: (one) => one.endsAt },
    ],
  }}></virtual-table>`;
}
