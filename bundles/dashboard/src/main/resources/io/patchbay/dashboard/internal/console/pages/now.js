// What is going on now: the node's health, and the workers on a map of purposes with load and state.

import { html } from '../lib/lit-html/lit-html.js';
import { number } from '../ui/format.js';
import { bar, missing, panel, tile } from '../ui/parts.js';
import '../ui/table.js';

export default {
  name: 'now',
  title: 'Now',

  open(page) {
    let status;
    let workers;
    page.watch('/cluster/v1/status', (answer) => { status = answer; });
    page.watch('/cluster/v1/workers', (answer) => { workers = answer; });
    return () => html`<h1>Now</h1>${tiles(status)}${panel('Workers', table(workers))}`;
  },
};

function tiles(status) {
  if (status?.status !== 200) return missing(status, '');
  const { node, version, leader = 'nobody', members, rooms, plugins, drain = {} } = status.body;
  return html`<div class="tiles">
    ${tile('node', node, `Patchbay ${version}`)}
    ${tile('leads', leader, `${members.length} in the cluster`)}
    ${tile('clients', number(drain.connected), `${number(drain.waiting ?? 0)} away`)}
    ${tile('rooms', number(rooms), 'with their controller here')}
    ${tile('plug-ins', number(plugins.serving), `${plugins.faulty} faulty, ${plugins.rejected} refused`, plugins.faulty ? 'bad' : '')}
  </div>`;
}

function table(workers) {
  if (workers?.status !== 200) return missing(workers, '');
  return html`<virtual-table .model=${{
    label: 'Workers',
    key: (worker) => worker.id,
    rows: workers.body.workers,
    empty: 'No worker has joined.',
    columns: [
      { name: 'purpose', title: 'Purpose', cell: (worker) => worker.purpose, sort: (worker) => worker.purpose },
      { name: 'id', title: 'Worker', cell: (worker) => worker.id, sort: (worker) => worker.id },
      { name: 'load', title: 'Load', cell: (worker) => bar(worker.load, worker.info.maxLoad, 'load'), sort: (worker) => worker.load },
      { name: 'reserved', title: 'Reserved', number: true, cell: (worker) => number(worker.reserved), sort: (worker) => worker.reserved },
      { name: 'executing', title: 'Executing', number: true, cell: (worker) => number(worker.executing), sort: (worker) => worker.executing },
    ],
  }}></virtual-table>`;
}
