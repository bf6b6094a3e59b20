// A table of any length: only the rows that are seen are in the page.
//
//   <virtual-table .model=${{ label, columns, rows, key, empty, onRow, height }}></virtual-table>
//
// columns: [{ name, title, cell: (row) => template or text, sort: (row) => value (optional), number: true (optional), width: in rem
// (optional: columns without one share what is left), narrow: its width on narrow screens, false hides it there (optional) }];
// key: (row) => id; onRow: what a click or Enter on a row does (optional); height: most rows that are seen (20). Rows are one line high;
// what does not fit is cut off. No column is ever as wide as what is in it: it would change as rows come and go, and as numbers grow.

import { html, render, nothing } from '../lib/lit-html/lit-html.js';
import { repeat } from '../lib/lit-html/directives/repeat.js';

const ROW = 30; // pixels, as style.css has it
const LEAST = 6; // rem of a column without a width
const BEYOND = 12; // rows that are there above and below those that are seen

class VirtualTable extends HTMLElement {
  #model = null;
  #rows = []; // in order
  #unordered = null; // what they were made of
  #sorted = null; // { name, down }
  #first = 0;
  #drawing = false;

  set model(model) {
    this.#model = model;
    if (model.rows !== this.#unordered) this.#order(); // pages are drawn more often than rows change
    this.#draw();
  }

  /** Arrows go from row to row, and Enter does what a click does. */
  #pressed(event, row) {
    if (event.target.tagName !== 'TR') return;
    if (event.key === 'Enter') this.#model.onRow(row);
    const next = { ArrowDown: event.target.nextElementSibling, ArrowUp: event.target.previousElementSibling }[event.key];
    if (!next || next.className === 'space') return;
    event.preventDefault();
    next.focus();
  }

  #order() {
    const { columns, rows } = this.#model;
    const column = this.#sorted && columns.find((one) => one.name === this.#sorted.name);
    const sign = this.#sorted?.down ? -1 : 1;
    this.#unordered = rows;
    this.#rows = !column ? rows
      : rows.map((row) => ({ row, value: column.sort(row) })) // each is asked for its value once, however many it is compared with
        .sort((one, other) => sign * compare(one.value, other.value))
        .map(({ row }) => row);
  }

  #sortBy(column) {
    const same = this.#sorted?.name === column.name;
    this.#sorted = same && this.#sorted.down ? null : { name: column.name, down: same };
    this.#order();
    this.#draw();
  }

  #scrolled(event) {
    const first = Math.max(0, Math.floor(event.target.scrollTop / ROW) - BEYOND);
    if (Math.abs(first - this.#first) < BEYOND / 2 && first !== 0) return;
    this.#first = first;
    if (this.#drawing) return;
    this.#drawing = true;
    requestAnimationFrame(() => {
      this.#drawing = false;
      this.#draw();
    });
  }

  #draw() {
    const { label, columns, key, empty = 'None.', onRow, height = 20 } = this.#model;
    if (this.#rows.length === 0) {
      render(html`<p class="empty">${empty}</p>`, this);
      return;
    }
    const count = height + 2 * BEYOND;
    const first = Math.max(0, Math.min(this.#first, this.#rows.length - count));
    const seen = this.#rows.slice(first, first + count);
    const below = this.#rows.length - first - seen.length;
    const focused = this.contains(document.activeElement);
    render(html`
      <div class="scroll" tabindex="0" role="region" aria-label=${label} @scroll=${(event) => this.#scrolled(event)}
        .style=${`max-block-size:${(height + 1) * ROW + 2}px`}>
        <table aria-rowcount=${this.#rows.length + 1} .style=${`--least:${least(columns)}rem;--least-narrow:${leastNarrow(columns)}rem`}>
          <thead><tr aria-rowindex="1">${columns.map((column) => this.#heading(column))}</tr></thead>
          <tbody>
            <tr class="space" aria-hidden="true" ?hidden=${first === 0}><td .style=${`block-size:${first * ROW}px`}></td></tr>
            ${repeat(seen, key, (row, i) => html`
              <tr aria-rowindex=${first + i + 2} tabindex=${onRow ? 0 : nothing} class=${onRow ? 'link' : ''}
                @click=${onRow ? (event) => event.target.closest('button,a') || onRow(row) : null}
                @keydown=${onRow ? (event) => this.#pressed(event, row) : null}>
                ${columns.map((column) => html`<td class=${classes(column)}>${column.cell(row)}</td>`)}</tr>`)}
            <tr class="space" aria-hidden="true" ?hidden=${below === 0}><td .style=${`block-size:${below * ROW}px`}></td></tr>
          </tbody>
        </table>
      </div>`, this);
    // a row that was scrolled away took the focus along: keys would scroll nothing any more
    if (focused && !this.contains(document.activeElement)) this.querySelector('.scroll').focus({ preventScroll: true });
  }

  #heading(column) {
    const sorted = this.#sorted?.name === column.name ? (this.#sorted.down ? 'descending' : 'ascending') : nothing;
    return html`<th scope="col" class=${classes(column)} aria-sort=${sorted} .style=${widths(column)}>${column.sort
      ? html`<button @click=${() => this.#sortBy(column)}>${column.title}</button>`
      : column.title}</th>`;
  }
}

const classes = ({ number, narrow }) => `${number ? 'number' : ''} ${narrow === false ? 'wide-only' : ''}`;

/** Which of the two is meant depends on the screen, which the style sheet knows. */
function widths({ width, narrow = width }) {
  const inRem = (value) => (value === undefined ? 'auto' : `${value}rem`);
  return `--width:${inRem(width)};--width-narrow:${inRem(narrow || width)}`;
}

const least = (columns) => columns.reduce((sum, { width = LEAST }) => sum + width, 0);

const leastNarrow = (columns) => columns.reduce((sum, { width = LEAST, narrow = width }) => sum + (narrow || 0), 0);

const { compare: byText } = new Intl.Collator('en', { numeric: true }); // made once: to make one takes longer than to compare

function compare(one, other) {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return byText(String(one), String(other));
}

customElements.define('virtual-table', VirtualTable);
