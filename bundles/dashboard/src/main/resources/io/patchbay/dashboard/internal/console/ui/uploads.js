// Jars that are dropped anywhere on a page: sent to the node one after the other, and followed until it has taken or refused them.

import { html, nothing } from '../lib/lit-html/lit-html.js';
import { bytes } from './format.js';
import { badge } from './parts.js';
import { drops } from './drops.js';

const SHOWN = 8;
const PATIENCE_MILLIS = 60_000;

/**
 * `plugins` gives the newest answer of /cluster/v1/plugins, `onInstalled` is told the sha256 of each jar that has been installed, and
 * `more` gives what else stands beside such a one. Call `look()` of what is returned when there is a newer answer, and `view()` where
 * uploads are to stand.
 */
export function uploads(page, { plugins, onInstalled, more }) {
  const all = []; // newest first: { name, size, sent, state: sending | arrived | failed, sha256, since, refusedBefore, isInstalled, why }

  const send = async (files) => {
    for (const file of files) {
      const upload = { name: file.name, size: file.size, sent: 0, state: 'sending', refusedBefore: refusals(plugins(), file.name) };
      all.unshift(upload);
      all.splice(SHOWN);
      page.update();
      try {
        const { sha256 } = await page.upload(`/cluster/v1/jars/${encodeURIComponent(file.name)}`, file, {
          onProgress: (sent) => {
            upload.sent = sent;
            page.update();
          },
        });
        Object.assign(upload, { state: 'arrived', sha256, since: Date.now() });
      } catch (refused) {
        Object.assign(upload, { state: 'failed', why: refused.message });
      }
      page.update();
    }
  };

  const isOver = drops(page, send);

  return {
    look() {
      all.filter((upload) => !upload.isInstalled && madeOf(upload, plugins()).length).forEach((upload) => {
        upload.isInstalled = true;
        onInstalled(upload.sha256);
      });
    },

    view: () => html`
      <section class="drop ${isOver() ? 'over' : ''}" aria-label="Upload">
        <label class="button">Upload a jar…<input type="file" accept=".jar" multiple class="unseen" @change=${(event) => {
          send([...event.target.files]);
          event.target.value = ''; // the same file may be chosen again
        }}></label>
        <span class="hint">or drop it anywhere on this page. It is tried beside what serves; a newer version takes over at one instant, a broken one changes nothing.</span>
        ${all.length ? html`<ul class="plain" aria-live="polite">${all.map((upload) => row(upload, plugins(), more))}</ul>` : nothing}
      </section>`,
  };
}

function row(upload, plugins, more) {
  const { text, kind, detail } = outcomeOf(upload, plugins);
  return html`<li><code>${upload.name}</code> <span class="hint">${bytes(upload.size)}</span> ${badge(text, kind)}
    ${upload.state === 'sending' ? html`<progress max="1" .value=${upload.sent} aria-label="how much of ${upload.name} is sent"></progress>` : nothing}
    ${upload.isInstalled ? more(upload.sha256) : nothing}
    ${detail ? html`<p class="reason">${detail}</p>` : nothing}</li>`;
}

/** What the node has made of it, told by its list: by the content, and of one that was refused by a refusal that was not there before. */
function outcomeOf(upload, plugins) {
  if (upload.state === 'sending') return { text: 'on its way', kind: 'info' };
  if (upload.state === 'failed') return { text: 'not taken', kind: 'bad', detail: upload.why };
  const made = madeOf(upload, plugins);
  if (made.length) {
    const detail = made.map((plugin) => `${plugin.kind} ${plugin.name} ${plugin.version}: ${plugin.state}`).join('; ');
    return { text: 'installed', kind: 'good', detail };
  }
  const refused = (plugins?.body?.rejected ?? []).find((jar) => jar.file === upload.name && !upload.refusedBefore.has(jar.since));
  if (refused) return { text: 'refused', kind: 'bad', detail: refused.reason };
  return Date.now() - upload.since < PATIENCE_MILLIS
    ? { text: 'being tried', kind: 'info' }
    : { text: 'nothing has come of it', kind: 'warn', detail: 'It is in the folder, but offers no plug-in that is still installed.' };
}

const madeOf = ({ sha256 }, plugins) => (sha256 ? (plugins?.body?.plugins ?? []).filter((plugin) => plugin.sha256 === sha256) : []);

const refusals = (plugins, name) => new Set((plugins?.body?.rejected ?? []).filter((jar) => jar.file === name).map((jar) => jar.since));
