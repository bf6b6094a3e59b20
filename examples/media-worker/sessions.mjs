/** What Patchbay says is checked: a message that is not as documented is refused, and changes nothing. */
export class InvalidMessage extends Error {}

const KINDS = ['audio', 'video'];
const SIGNALS = ['offer', 'answer', 'candidate', 'removed-candidates'];
const MOST_REMEMBERED = 1_000;

function require(holds, what) {
  if (!holds) throw new InvalidMessage(what);
}

const isText = (value) => typeof value === 'string' && value.length > 0;

/** The publications and subscriptions that this worker carries, by id, on their transports. */
export class Sessions {
  #sessions = new Map();
  #answers = new Map(); // to messages, so that one that is tried again is not performed again
  #changed = [];

  transports() {
    return [...new Set([...this.#sessions.values()].map((session) => session.transport))];
  }

  load() {
    return Math.min(1, this.#sessions.size / 1_000);
  }

  /** Transports that have begun or ceased since the last call. */
  changedTransports() {
    return this.#changed.splice(0);
  }

  /** Performs a message: what to answer, and what to say afterwards. */
  take(message) {
    require(message !== null && typeof message === 'object', 'a message is an object');
    for (const name of ['message', 'type', 'room', 'participant', 'id', 'transport', 'events']) {
      require(isText(message[name]), `${name} is missing`);
    }
    const before = this.#answers.get(message.message);
    if (before) return { ...before, events: [] };
    const answer = this.#perform(message);
    this.#answers.set(message.message, answer);
    if (this.#answers.size > MOST_REMEMBERED) this.#answers.delete(this.#answers.keys().next().value);
    return answer;
  }

  #perform(message) {
    switch (message.type) {
      case 'publish':
      case 'subscribe':
        return this.#open(message);
      case 'unpublish':
      case 'unsubscribe':
        return this.#close(message);
      case 'soac':
        return this.#signal(message);
      case 'stream-control':
      case 'subscription-control':
        require(this.#sessions.has(message.id), 'no such session');
        return { data: message.operation === 'get-region' ? { region: '1' } : undefined, events: [] };
      default:
        throw new InvalidMessage(`unknown type ${message.type}`);
    }
  }

  #open({ type, id, transport, participant, description }) {
    require(description !== null && typeof description === 'object', 'description is missing');
    const tracks = description.media?.tracks ?? [];
    require(Array.isArray(tracks), 'tracks are a list');
    for (const track of tracks) {
      require(KINDS.includes(track.type), 'a track is audio or video');
      require(type === 'publish' || isText(track.from), 'a subscribed track comes from somewhere');
    }
    require(!this.#sessions.has(id), 'session exists');
    if (!this.transports().includes(transport)) this.#changed.push([transport, true]);
    this.#sessions.set(id, { transport, participant, type, tracks, ready: false });
    return { events: [] };
  }

  #close({ id }) {
    const session = this.#sessions.get(id);
    this.#sessions.delete(id);
    if (session && !this.transports().includes(session.transport)) this.#changed.push([session.transport, false]);
    return { events: [] };
  }

  /** An offer is answered, and what was offered is ready; the rest is only taken. */
  #signal({ id, transport, signaling }) {
    require(SIGNALS.includes(signaling?.type), 'signaling has no known type');
    const mine = [...this.#sessions].filter(([, session]) => session.transport === transport);
    require(mine.length > 0, 'no such transport');
    if (signaling.type !== 'offer') return { events: [] };
    const waiting = mine.filter(([, session]) => !session.ready);
    waiting.forEach(([, session]) => (session.ready = true));
    const ready = waiting.map(([session]) => (session === id ? { id, status: 'ready' } : { id, status: 'ready', sessionId: session }));
    return { events: [{ id, status: 'soac', data: { type: 'answer', sdp: 'v=0\r\n' } }, ...ready] };
  }
}
