// A match as its server tells it: to a player, or by an observer to whoever watches.

const CONNECT_MILLIS = 5_000;

export class Match {
  #socket;
  #wasReached = false;
  #isOver = false;

  /**
   * Goes there.
   *
   * @param endpoint such as ws://127.0.0.1:7000
   * @param greeting what lets this client in: {playToken}, or {ticket}
   * @param told onState(state) after each move, onError(text) when something is refused, onEnd(isOver, reason, wasReached) once
   */
  constructor(endpoint, greeting, { onState, onError, onEnd }) {
    this.#socket = new WebSocket(endpoint);
    const late = setTimeout(() => this.#socket.close(), CONNECT_MILLIS);
    this.#socket.onopen = () => {
      clearTimeout(late);
      this.#wasReached = true;
      this.#send(greeting);
    };
    this.#socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if ('error' in message) return onError(message.error);
      this.#isOver = message.over;
      onState(message);
    };
    this.#socket.onclose = ({ reason }) => {
      clearTimeout(late);
      onEnd(this.#isOver, reason, this.#wasReached);
    };
  }

  move(field) {
    this.#send({ move: field });
  }

  /** Goes away; nothing more is told. */
  leave() {
    this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #send(message) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }
}
