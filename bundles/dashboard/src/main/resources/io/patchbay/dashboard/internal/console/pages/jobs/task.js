// One task of a job: all that there is to say about it, and what may be done with it.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { percent, span, time } from '../../ui/format.js';
import { badge, missing, panel } from '../../ui/parts.js';
import { taskOperations } from './operations.js';
import { ran, viewed } from './outlook.js';
import { taskBadge, taskLink } from './tasks.js';

const MOST_LINKS = 200;

export function openTask(page, id, taskId) {
  const path = `/recovery/v1/jobs/${encodeURIComponent(id)}`;
  let job;
  let task;
  page.watch(path, (answer) => { job = answer; });
  page.watch(`${path}/tasks/${encodeURIComponent(taskId)}`, (answer) => { task = answer; });
  return () => html`
    <p class="way"><a href="#/jobs">Jobs</a> › <a href="#/jobs/${encodeURIComponent(id)}">${job?.body?.name ?? id}</a></p>
    <h1>${taskId}</h1>
    ${task?.status === 200 && job?.status === 200 ? shown(page, job.body, viewed(task.body)) : missing(task?.status === 200 ? job : task, '')}`;
}

function shown(page, job, task) {
  return html`
    ${panel('Task', html`<dl class="facts">${facts(job, task).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
      ${task.why ? html`<p class="notice ${task.look === 'failed' ? 'bad' : 'warn'}">${task.why.contents ?? ''} ${task.why.code ? html`<code>${task.why.code}</code>` : nothing}</p>` : nothing}`,
      taskBadge(task))}
    ${panel('What may be done', taskOperations(page, job, task))}
    <div class="columns">
      ${panel('Depends on', links(job.id, task.dependencies, 'It depends on nothing.'), html`<a class="button"
        href="#/jobs/${encodeURIComponent(job.id)}?around=${encodeURIComponent(task.id)}">Show in the graph</a>`)}
      ${task.failedDependencies?.length ? panel('Ignored because of', links(job.id, task.failedDependencies, '')) : nothing}
      ${task.shared ? panel('Shared', html`<p>${task.shared.kind} <code>${task.shared.resource}</code> of ${task.shared.cluster}</p>`) : nothing}
    </div>
    <div class="columns">${json('Input', task.input)}${json('Output', task.output)}${json('Undone by', task.reverse)}</div>`;
}

function facts(job, task) {
  const all = [
    ['Type', html`<code>${task.type}</code>`],
    ['Name', task.name],
    ['Attempt', task.attempt || undefined],
    ['Node', task.node],
    ['Handler', task.handler],
    ['Goal', task.goal ? badge('goal', 'info') : undefined],
    ['Target', task.target],
    ['Began', task.begun === undefined ? undefined : time(task.begun)],
    ['Ended', task.ended === undefined ? undefined : time(task.ended)],
    ['Ran', task.begun === undefined ? undefined : span(ran(task, Date.now()))],
    ['Progress', task.progress === undefined ? undefined : percent(task.progress)],
    ['Tried again at', task.retry === undefined ? undefined : time(task.retry)],
    ['Says', task.message?.contents],
  ];
  return all.filter(([, value]) => value !== undefined);
}

function links(job, ids, whenNone) {
  if (ids.length === 0) return html`<p class="empty">${whenNone}</p>`;
  return html`<ul class="links">${ids.slice(0, MOST_LINKS).map((id) => html`<li>${taskLink(job, id)}</li>`)}</ul>
    ${ids.length > MOST_LINKS ? html`<p class="hint">and ${ids.length - MOST_LINKS} more</p>` : nothing}`;
}

const json = (title, value) => (value === undefined ? nothing
  : panel(title, html`<pre class="json" tabindex="0" aria-label=${title}>${JSON.stringify(value, null, 2)}</pre>`));
