// What a job shares with others: who has made it, and who holds it, so that it stays.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { badge, missing } from '../../ui/parts.js';
import { taskLink } from './tasks.js';
import '../../ui/table.js';

const key = ({ kind, resource, cluster }) => `${kind}/${resource}/${cluster}`;

const jobLink = (id, self) => (id === self ? 'this job' : html`<a href="#/jobs/${encodeURIComponent(id)}">${id}</a>`);

/** The resources that a job makes or holds, with their holders. */
export function sharedTable(answer, self) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Shared resources',
    key,
    rows: answer.body.shared,
    height: 10,
    empty: 'It shares nothing so far.',
    columns: [
      { name: 'kind', title: 'Kind', width: 10, narrow: 6.5, cell: (one) => one.kind, sort: (one) => one.kind },
      { name: 'resource', title: 'Resource', cell: (one) => one.resource, sort: (one) => one.resource },
      { name: 'state', title: 'State', width: 8, narrow: 6.8, cell: state, sort: (one) => (one.confirmed ? 2 : one.made ? 1 : 0) },
      { name: 'maker', title: 'Made by', narrow: false, cell: (one) => (one.maker ? html`${jobLink(one.maker.job, self)}, ${taskLink(one.maker.job, one.maker.task)}` : '–') },
      { name: 'holders', title: 'Held by', cell: (one) => held(one, self), sort: (one) => one.holders.length },
    ],
  }}></virtual-table>`;
}

const state = ({ made, confirmed }) => (confirmed ? badge('kept for good', 'good') : made ? badge('made', 'good') : badge('to be made'));

const held = ({ holders }, self) => (holders.length === 0 ? 'nobody'
  : holders.map((id, i) => html`${i === 0 ? nothing : ', '}${jobLink(id, self)}`));
