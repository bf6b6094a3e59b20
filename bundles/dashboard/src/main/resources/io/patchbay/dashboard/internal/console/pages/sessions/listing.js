// A list that is read page by page, in the order of its ids: the first page is live, further ones are as they were when they were asked for.

export class Listing {
  #key;
  #live = { rows: [], next: undefined, matched: 0 };
  #further = new Map(); // id → row, all after the live page, in order
  #cursor = ''; // where the last page that was asked for has ended
  #isWhole = false; // that page was the last one that there was
  #rows = [];

  /** key: (row) => id, by which the node sorts. */
  constructor(key) {
    this.#key = key;
  }

  /** Those that are listed, each once; the same array until something has changed. */
  get rows() {
    return this.#rows;
  }

  /** How many rows of the list are kept up to date. */
  get live() {
    return this.#live.rows.length;
  }

  /** How many there are that are not listed, at least one while there is a further page. */
  get left() {
    return this.#live.next === undefined || this.#isWhole ? 0 : Math.max(1, this.#live.matched - this.#rows.length);
  }

  /** Where the next page begins. */
  get after() {
    const end = this.#live.next ?? '';
    return this.#cursor > end ? this.#cursor : end;
  }

  /** The first page is different: who comes before its end and is not on it has gone; who was pushed beyond its end stays listed. */
  onLive({ rows, next, matched }) {
    const isBeyond = (id) => next !== undefined && id > next;
    const known = [...(this.#cursor ? this.#live.rows.map((row) => [this.#key(row), row]) : []), ...this.#further];
    this.#live = { rows, next, matched };
    this.#further = new Map(known.filter(([id]) => isBeyond(id)));
    if (next === undefined || (this.#isWhole && matched > rows.length + this.#further.size)) this.#beginAgain();
    this.#list();
  }

  /** There is no further page, or somebody has come whom the pages that were listed do not have. */
  #beginAgain() {
    this.#further.clear();
    this.#cursor = '';
    this.#isWhole = false;
  }

  /** A page that was asked for. */
  onMore({ rows, next }) {
    rows.forEach((row) => this.#further.set(this.#key(row), row));
    this.#isWhole = next === undefined;
    this.#cursor = next ?? (rows.length ? this.#key(rows.at(-1)) : this.after);
    this.#list();
  }

  #list() {
    this.#rows = [...this.#live.rows, ...this.#further.values()];
  }
}
