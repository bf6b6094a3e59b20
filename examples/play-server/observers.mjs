// A play server's side of observers: it says who plays, waits for orders, says where a match is to be seen, and tells it to whom it has said so.
import { randomBytes } from 'node:crypto';

const WAIT_MILLIS = 8_000;
const AGAIN_MILLIS = 250; // and up to as much again, so that not all servers ask at once
const TICKET_MILLIS = 60_000;

export class Observers {
  #lobby;
  #source;
  #find;
  #say;
  #tickets = new Map(); // each good once, for one match
  #stopped = false;

  /**
   * @param lobby has an `id`, knows who is `playing`, and answers `wait(method, path, body)`
   * @param source where observers connect
   * @param find the match of an id, or undefined
   */
  constructor(lobby, source, find, say) {
    this.#lobby = lobby;
    this.#source = source;
    this.#find = find;
    this.#say = say;
  }

  /** Waits for one order after another, until it is stopped. */
  async run() {
    while (!this.#stopped) {
      try {
        const { id: worker, playing } = this.#lobby;
        const { status, body } = await this.#lobby.wait('POST', '/lobby/v1/matches/orders', { worker, waitMillis: WAIT_MILLIS, playing });
        if (status !== 200) throw new Error(body.detail);
        body.orders.forEach((order) => this.#supply(order));
      } catch (failed) {
        if (!this.#stopped) this.#say({ failed: String(failed) });
        await new Promise((done) => setTimeout(done, AGAIN_MILLIS * (1 + Math.random())).unref());
      }
    }
  }

  stop() {
    this.#stopped = true;
  }

  /** The match that somebody may see who comes with a ticket; throws if there is none. */
  enter(ticket) {
    const match = this.#find(this.#tickets.get(ticket));
    this.#tickets.delete(ticket);
    if (!match) throw new Error('say {"ticket": …} first, with one that is good');
    return match;
  }

  async #supply({ request, match }) {
    const answer = { worker: this.#lobby.id, request };
    if (this.#find(match)) {
      answer.source = this.#source;
      answer.ticket = randomBytes(24).toString('base64url');
      this.#tickets.set(answer.ticket, match);
      setTimeout(() => this.#tickets.delete(answer.ticket), TICKET_MILLIS).unref();
    } else {
      answer.refused = 'no such match is played here';
    }
    try {
      const { status, body } = await this.#lobby.wait('POST', `/lobby/v1/matches/${match}/observers`, answer);
      this.#say({ observer: body.observer ?? '', match, status });
    } catch (failed) {
      this.#say({ failed: String(failed) }); // it is asked once more
    }
  }
}
