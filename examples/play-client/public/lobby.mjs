// The lobby as a client sees it: frames of JSON over a WebSocket, each answer with the id of what was asked.
import { patiently } from './patience.mjs';

const CONNECT_MILLIS = 5_000;
const ANSWER_MILLIS = 15_000; // more than the lobby lets anybody wait

/** The lobby has said no, or could not be asked. */
export class Refusal extends Error {
  /** @param advice the lobby's problem; there is none if the lobby could not be asked, or is starting */
  constructor(reason, advice = { retryable: true }) {
    super(reason);
    this.code = advice.code ?? '';
    this.leader = advice.leader ?? '';
    this.retryable = advice.retryable ?? false;
    this.retryMillis = this.leader ? 0 : advice.retryAfterMillis ?? 1_000;
  }
}

export class Lobby {
  #addresses; // of the nodes that are known, first the one to ask first
  #connection; // a promise of an open socket, from when something is asked until it closes
  #asked = new Map(); // what waits for an answer, by id
  #ids = 0;
  #token = '';
  #refresh; // a promise, while the token is being refreshed

  /** @param addresses of nodes, such as http://127.0.0.1:8080 */
  constructor(addresses) {
    this.#addresses = [...addresses];
  }

  /** Logs in; from then on requests are made in the name of whoever that is. */
  async login(id, password) {
    const session = await this.ask('lobby.login', { id, password });
    this.#token = session.token;
    return session;
  }

  async logout() {
    await this.request('lobby.logout');
    this.close();
  }

  /** Asks in the name of who has logged in. A token that was not used for a while is refreshed, which takes no password. */
  async request(word, data = {}) {
    const used = this.#token;
    try {
      return await this.ask(word, { ...data, token: used });
    } catch (refusal) {
      if (refusal.code !== 'REFRESH_REQUIRED') throw refusal;
      if (used === this.#token) await this.#refreshed();
      return this.ask(word, { ...data, token: this.#token });
    }
  }

  /** Asks something, and again where that may help; of the node that leads if this one does not. */
  ask(word, data) {
    return patiently(async () => {
      try {
        return await this.#askOnce(word, data);
      } catch (refusal) {
        if (refusal.leader) await this.#turnTo(refusal.leader);
        throw refusal;
      }
    });
  }

  close() {
    this.#token = '';
    this.#connection?.then((socket) => socket.close(), () => {});
  }

  /** A token can be refreshed once only: all who find that it has to be wait for the same refresh. */
  #refreshed() {
    this.#refresh ??= this.ask('lobby.refresh', { token: this.#token })
      .then((session) => { this.#token = session.token; })
      .finally(() => { this.#refresh = undefined; });
    return this.#refresh;
  }

  async #turnTo(leader) {
    this.#addresses = [leader, ...this.#addresses.filter((address) => address !== leader)];
    (await this.#connection)?.close();
    this.#connection = undefined;
  }

  async #askOnce(word, data) {
    this.#connection ??= this.#connect();
    const socket = await this.#connection;
    const id = ++this.#ids;
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => this.#answered({ id, error: 'The lobby does not answer' }), ANSWER_MILLIS);
      this.#asked.set(id, { socket, resolve, reject, late });
      socket.send(JSON.stringify({ id, op: word, data })); // lost if it has just closed: then #lost tells
    });
  }

  #answered(frame) {
    const question = this.#asked.get(frame.id);
    if (!question) return; // it came too late
    this.#asked.delete(frame.id);
    clearTimeout(question.late);
    if ('error' in frame) question.reject(new Refusal(frame.error, frame.advice));
    else question.resolve(frame.ok);
  }

  async #connect() {
    for (const address of [...this.#addresses]) {
      try {
        return await this.#open(address);
      } catch {
        this.#addresses.push(this.#addresses.shift()); // the next time the others come first
      }
    }
    this.#connection = undefined;
    throw new Refusal('The lobby cannot be reached');
  }

  #open(address) {
    const socket = new WebSocket(address.replace(/^http/, 'ws') + '/ws');
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => socket.close(), CONNECT_MILLIS);
      socket.onopen = () => {
        clearTimeout(late);
        resolve(socket);
      };
      socket.onmessage = ({ data }) => this.#answered(JSON.parse(data));
      socket.onclose = () => {
        clearTimeout(late);
        reject(new Error(`${address} cannot be reached`));
        this.#lost(socket);
      };
    });
  }

  /** The lobby closes connections of which it does not learn in time who they are: what is asked next opens another one. */
  async #lost(socket) {
    const connection = this.#connection;
    if ((await connection?.catch(() => {})) === socket && this.#connection === connection) this.#connection = undefined;
    [...this.#asked].filter(([, question]) => question.socket === socket)
      .forEach(([id]) => this.#answered({ id, error: 'The connection to the lobby is gone' }));
  }
}
