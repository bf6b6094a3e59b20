// Releases: which there are, and publishing one from a tar, having clients come to another one, deleting one.

import { html, nothing } from '../../lib/lit-html/lit-html.js';
import { Refused } from '../../client.js';
import { bytes, number, percent, time } from '../../ui/format.js';
import { badge, missing } from '../../ui/parts.js';
import { drops } from '../../ui/drops.js';
import '../../ui/table.js';

const RELEASES = '/lobby/v1/releases';
const SHOWN = 4;
const VERSION = /^[A-Za-z0-9][\w.+-]{0,63}$/;
const at = encodeURIComponent;

/** `view(answer)` draws them, `tools()` what stands beside the heading. */
export function releases(page) {
  const attempts = []; // to publish, newest first: { version, current, file, sent, state: sending | published | refused, why }
  const isOver = drops(page, ([file]) => ask(file));

  /** Asks what is to be published, and publishes it; `before` is what was said when that was refused. */
  async function ask(dropped, before = {}) {
    const outcome = await page.form({
      title: 'Publish a release',
      text: dropped ? `Of the files in ${dropped.name}, ${bytes(dropped.size)}.` : 'Of the files in a tar archive, with their paths as clients see them.',
      button: 'Publish',
      fields: [
        ...(dropped ? [] : [{ name: 'archive', label: 'Archive', type: 'file', required: true, wanted: 'choose a tar', hint: 'tar, not compressed' }]),
        { name: 'version', label: 'Version', required: true, wanted: 'name one, such as 2.1', value: before.version ?? versionOf(dropped?.name), hint: 'letters, digits and . _ + -' },
        { name: 'current', label: 'Clients', value: before.current, options: [['true', 'come to it at once'], ['false', 'stay with the current one for now']] },
      ],
      act: ({ version }) => checkVersion(version.trim()),
    });
    if (outcome) await publish(dropped ?? outcome.values.archive, outcome.values.version.trim(), outcome.values.current);
  }

  async function publish(file, version, current) {
    const attempt = { version, current, file, sent: 0, state: 'sending' };
    attempts.unshift(attempt);
    attempts.splice(SHOWN);
    page.update();
    try {
      await page.upload(`${RELEASES}?version=${at(version)}&current=${current}`, file, {
        method: 'POST',
        type: 'application/x-tar',
        onProgress: (sent) => {
          attempt.sent = sent;
          page.update();
        },
      });
      attempt.state = 'published';
      page.tell(`${version} is published.`);
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      Object.assign(attempt, { state: 'refused', why: refused.message });
      page.tell(`${version} is not published: ${refused.message}`, 'bad');
    }
    page.update();
  }

  return {
    tools: () => html`<button @click=${() => ask()}>Publish…</button>`,
    view: (answer) => html`
      ${isOver() ? html`<p class="notice" role="status">Drop a tar to publish what is in it.</p>` : nothing}
      ${attempts.length ? html`<ul class="plain">${attempts.map((attempt) => row(attempt, () => ask(attempt.file, attempt)))}</ul>` : nothing}
      ${table(page, answer)}`,
  };
}

/** `game-2.1.tar` is of version 2.1, if nobody says otherwise. */
const versionOf = (name = '') => /(\d[\w.+-]*)\.tar$/.exec(name)?.[1] ?? '';

/** The node would refuse it as well, once it has been sent the whole archive. */
function checkVersion(version) {
  if (VERSION.test(version)) return;
  throw new Refused(400, { detail: 'The version must be 1 to 64 letters, digits or . _ + -, the first a letter or digit.' });
}

function row({ version, file, sent, state, why }, again) {
  const [word, kind] = { sending: [sent < 1 ? percent(sent) : 'being unpacked', 'info'], published: ['published', 'good'], refused: ['not published', 'bad'] }[state];
  return html`<li><code>${version}</code> <span class="hint">${file.name}, ${bytes(file.size)}</span> ${badge(word, kind)}
    ${state === 'sending' ? html`<progress max="1" .value=${sent} aria-label="how much of ${version} is sent"></progress>` : nothing}
    ${why ? html`<p class="reason">${why} <button @click=${again}>Try again…</button></p>` : nothing}</li>`;
}

function table(page, answer) {
  if (answer?.status !== 200) return missing(answer, '');
  return html`<virtual-table .model=${{
    label: 'Releases, in order of publication',
    key: (release) => release.version,
    rows: answer.body.releases,
    height: 8,
    empty: 'None is published: drop a tar of the files on this page, or use patchbay releases publish VERSION FOLDER.',
    columns: [
      { name: 'version', title: 'Version', cell: (release) => html`<code>${release.version}</code>`, sort: (release) => release.version },
      { name: 'current', title: 'State', width: 7, narrow: 5.8, cell: (release) => (release.current ? badge('current', 'good') : nothing) },
      { name: 'published', title: 'Published', width: 12, narrow: false, cell: (release) => time(Date.parse(release.publishedAt)), sort: (release) => release.publishedAt },
      { name: 'files', title: 'Files', width: 7, number: true, narrow: false, cell: (release) => number(release.files), sort: (release) => release.files },
      { name: 'bytes', title: 'Size', width: 8, number: true, narrow: false, cell: (release) => bytes(release.bytes), sort: (release) => release.bytes },
      { name: 'do', title: 'Actions', width: 15, narrow: 13.6, cell: (release) => (release.current ? nothing : html`
        <button @click=${() => makeCurrent(page, release)}>Make current</button>
        <button class="danger" @click=${() => remove(page, release)}>Delete</button>`) },
    ],
  }}></virtual-table>`;
}

const makeCurrent = (page, { version }) => page.confirm({
  title: `Have clients come to release ${version}?`,
  text: 'From their next question on they are told to fetch what they lack of it and to delete what is not in it.',
  button: 'Make it current',
  act: () => page.send('POST', `${RELEASES}/${at(version)}/current`),
  done: `${version} is current.`,
});

const remove = (page, { version }) => page.confirm({
  title: `Delete release ${version}?`,
  text: 'Nobody can go back to it then, unless it is published once more.',
  button: 'Delete it',
  danger: true,
  act: () => page.send('DELETE', `${RELEASES}/${at(version)}`),
  done: `${version} is deleted.`,
});
