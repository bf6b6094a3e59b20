// Small parts that the views of jobs share.

import { html } from '../../lib/lit-html/lit-html.js';
import { number } from '../../ui/format.js';
import { badge } from '../../ui/parts.js';

const STATES = { running: 'info', pending: 'info', clearing: 'info', canceling: 'warn', paused: 'warn', completed: 'warn', 'clear-failed': 'bad', finished: '' };
const RESULTS = { success: 'good', 'partial-success': 'warn', failed: 'bad', canceled: 'warn', 'waited-too-long': 'bad', superseded: '' };

/** Where a job is. One that is completed waits for an operator. */
export const stateBadge = (job) => badge(job.state, STATES[job.state]);

export const resultBadge = (job) => (job.result ? badge(job.result, RESULTS[job.result]) : '');

export const typeName = (job) => (job.type === 'simulation' ? 'drill' : 'real');

/** Whether a job is being undone, or was. */
export const isClearing = (job) => job.clearTasks.total > 0;

/** A bar of how much is over, with its numbers. */
export function counted(job) {
  const counts = isClearing(job) ? job.clearTasks : job.tasks;
  const over = counts.succeeded + counts.failed;
  const words = `${number(over)} of ${number(counts.total)}${isClearing(job) ? ' undone' : ''}`;
  return html`<span class="counted"><progress max=${Math.max(1, counts.total)} value=${over} aria-label="tasks that are over"></progress>
    <span>${words}</span></span>`;
}
