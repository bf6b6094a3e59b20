// A play server's side of the lobby: it joins with its seats, says who sits there, and asks whom a play token lets in.
import { Nodes } from './nodes.mjs';

const REPORT_MILLIS = 1_000;

export class Lobby {
  #options;
  #nodes;
  #incarnation = crypto.randomUUID();
  #tasks = new Map(); // what is played here: of each start, what the lobby said of it and how many of its players are here
  #pickedUp = new Set();
  #laidDown = new Set();
  #reports = Promise.resolve(); // one after another, or what was laid down could be picked up again
  #say;
  #timer;

  /** @param options url (of each node, with commas between them), token (of the workers), id, seats, mode, host, port */
  constructor(options, say) {
    this.#options = options;
    this.#nodes = new Nodes(options.url.split(','), options.token);
    this.#say = say;
  }

  /** Says who this is and what is played; also the answer to whatever the lobby has forgotten. */
  async join() {
    const { id, host, port, seats, mode } = this.#options;
    const [up, down] = this.#changes();
    const joined = await this.#nodes.ask('PUT', `/cluster/v1/workers/${id}`, {
      purpose: 'play',
      info: { ip: host, port, maxLoad: 1, seats, capacity: { modes: [mode] } },
      load: 0,
      incarnation: this.#incarnation,
      tasks: [...this.#tasks.keys()],
      seats: this.#seatsOf(this.#tasks.keys()),
    });
    if (joined.status !== 200) throw new Error(`could not join: ${JSON.stringify(joined.body)}`);
    this.#told(up, down);
    this.#timer ??= setInterval(() => this.#reportSoon(), REPORT_MILLIS);
  }

  get id() {
    return this.#options.id;
  }

  /** Who plays here, as the lobby said when they came: a node that has come to lead since then knows it from nobody else. */
  get playing() {
    return [...this.#tasks].map(([start, { match, player, mode, seats }]) => ({ start, match, player, mode, seats }));
  }

  /** Asks something that takes a while to answer; @return status and body */
  wait(method, path, body) {
    return this.#nodes.wait(method, path, body);
  }

  /** Whom a token lets in, to play in a match; throws if nobody. */
  async redeem(token, match) {
    const answer = await this.#nodes.ask('POST', '/lobby/v1/matches/redeem', { worker: this.#options.id, token, match });
    if (answer.status !== 200) throw new Error(answer.body.detail);
    const { start } = answer.body;
    if (!this.#tasks.has(start)) {
      this.#tasks.set(start, { ...answer.body, here: 0 });
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
    await this.#nodes.ask('DELETE', `/cluster/v1/workers/${this.#options.id}`).catch(() => {});
  }

  /** How many seats some starts have. */
  #seatsOf(starts) {
    return Object.fromEntries([...starts].map((start) => [start, this.#tasks.get(start)?.seats ?? 1]));
  }

  /** What was picked up and laid down since the lobby was told. */
  #changes() {
    return [[...this.#pickedUp], [...this.#laidDown]];
  }

  /** The lobby knows these; what has happened while it was told, it does not. */
  #told(up, down) {
    up.forEach((start) => this.#pickedUp.delete(start));
    down.forEach((start) => this.#laidDown.delete(start));
  }

  #reportSoon() {
    this.#reports = this.#reports.then(() => this.#report());
  }

  async #report() {
    const [up, down] = this.#changes();
    try {
      const answer = await this.#nodes.ask('POST', `/cluster/v1/workers/${this.#options.id}/report`, {
        load: 0, pickedUp: up, laidDown: down, seats: this.#seatsOf(up),
      });
      if (answer.status === 404 || answer.status === 409) return await this.join();
      if (answer.status !== 200) throw new Error(`a report was answered ${answer.status}`);
      this.#told(up, down);
    } catch (failed) {
      this.#say({ failed: String(failed) }); // the next report says it again
    }
  }
}
