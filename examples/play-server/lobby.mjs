// A play server's side of the lobby: it joins with its seats, says who sits there, and asks whom a play token lets in.
const REPORT_MILLIS = 1_000;
const QUICK_MILLIS = 5_000;
const SLOW_MILLIS = 15_000;

export class Lobby {
  #options;
  #incarnation = crypto.randomUUID();
  #tasks = new Map(); // what is played here: of each start, how many seats it has and how many of its players are here
  #pickedUp = new Set();
  #laidDown = new Set();
  #reports = Promise.resolve(); // one after another, or what was laid down could be picked up again
  #say;
  #timer;

  /** @param options url, token (of the workers), id, seats, mode, host, port */
  constructor(options, say) {
    this.#options = options;
    this.#say = say;
  }

  /** Says who this is and what is played; also the answer to whatever the lobby has forgotten. */
  async join() {
    const { id, host, port, seats, mode } = this.#options;
    const joined = await this.#call('PUT', `/cluster/v1/workers/${id}`, {
      purpose: 'play',
      info: { ip: host, port, maxLoad: 1, seats, capacity: { modes: [mode] } },
      load: 0,
      incarnation: this.#incarnation,
      tasks: [...this.#tasks.keys()],
      seats: this.#seatsOf(this.#tasks.keys()),
    });
    if (joined.status !== 200) throw new Error(`could not join: ${JSON.stringify(joined.body)}`);
    this.#pickedUp.clear();
    this.#laidDown.clear();
    this.#timer ??= setInterval(() => this.#reportSoon(), REPORT_MILLIS);
  }

  get id() {
    return this.#options.id;
  }

  /** Asks something that takes a while to answer; @return status and body */
  ask(method, path, body) {
    return this.#call(method, path, body, SLOW_MILLIS);
  }

  /** Whom a token lets in, to play in a match; throws if nobody. */
  async redeem(token, match) {
    const answer = await this.#call('POST', '/lobby/v1/matches/redeem', { worker: this.#options.id, token, match });
    if (answer.status !== 200) throw new Error(answer.body.detail);
    const { start, seats } = answer.body;
    if (!this.#tasks.has(start)) {
      this.#tasks.set(start, { seats, here: 0 });
      this.#pickedUp.add(start);
    }
    this.#tasks.get(start).here++;
    this.#reportSoon();
    return answer.body;
  }

  /** One who came with a start has left; after the last one its seats are free. */
  leave(start) {
    const task = this.#tasks.get(start);
    if (!task || --task.here > 0) return;
    this.#tasks.delete(start);
    this.#laidDown.add(start);
    this.#reportSoon();
  }

  async quit() {
    clearInterval(this.#timer);
    await this.#call('DELETE', `/cluster/v1/workers/${this.#options.id}`).catch(() => {});
  }

  /** How many seats some starts have. */
  #seatsOf(starts) {
    return Object.fromEntries([...starts].map((start) => [start, this.#tasks.get(start)?.seats ?? 1]));
  }

  #reportSoon() {
    this.#reports = this.#reports.then(() => this.#report());
  }

  async #report() {
    const [up, down] = [[...this.#pickedUp], [...this.#laidDown]];
    try {
      const answer = await this.#call('POST', `/cluster/v1/workers/${this.#options.id}/report`, {
        load: 0, pickedUp: up, laidDown: down, seats: this.#seatsOf(up),
      });
      if (answer.status === 404 || answer.status === 409) return await this.join();
      up.forEach((task) => this.#pickedUp.delete(task));
      down.forEach((task) => this.#laidDown.delete(task));
    } catch (failed) {
      this.#say({ failed: String(failed) }); // the next report says it again
    }
  }

  async #call(method, path, body, patience = QUICK_MILLIS) {
    const response = await fetch(this.#options.url + path, {
      method,
      headers: { authorization: `Bearer ${this.#options.token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, body: response.status === 204 ? {} : await response.json() };
  }
}
