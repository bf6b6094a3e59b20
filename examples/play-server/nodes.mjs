// The nodes of a cluster: the one that leads is asked, and another one as soon as that does.
const QUICK_MILLIS = 5_000;
const SLOW_MILLIS = 15_000;

export class Nodes {
  #urls;
  #token;
  #at = 0; // which of them is asked
  #left = new AbortController(); // ends what still waits at the one that was asked before

  /**
   * @param urls of all nodes: the token goes to no others
   * @param token of the workers
   */
  constructor(urls, token) {
    this.#urls = urls.map((url) => url.trim().replace(/\/$/, ''));
    this.#token = token;
  }

  /** @return status and body; who gets no answer and asks again gets to another node */
  ask(method, path, body) {
    return this.#send(method, path, body, () => AbortSignal.timeout(QUICK_MILLIS));
  }

  /** The same for what takes a while to answer; there is no answer if another node comes to be asked meanwhile. */
  wait(method, path, body) {
    return this.#send(method, path, body, () => AbortSignal.any([AbortSignal.timeout(SLOW_MILLIS), this.#left.signal]));
  }

  async #send(method, path, body, bound) {
    for (let sentOn = 0; ; sentOn++) {
      const url = this.#urls[this.#at];
      const { status, leader, text } = await this.#sendTo(url, method, path, body, bound());
      if (status === 307 && leader && !this.#urls.some((each) => leader.startsWith(`${each}/`))) {
        throw new Error(`${url} does not lead, but ${new URL(leader).origin} does, which is not among the nodes of --url`);
      }
      if (status !== 307 || sentOn === this.#urls.length) return { status, body: text ? JSON.parse(text) : {} };
      this.#leave(url, leader);
    }
  }

  async #sendTo(url, method, path, body, signal) {
    try {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
        body: body && JSON.stringify(body),
        redirect: 'manual', // or it would go on without the token, and to anybody
        signal,
      });
      return { status: response.status, leader: response.headers.get('location') ?? '', text: await response.text() };
    } catch (failed) {
      this.#leave(url, '');
      throw failed;
    }
  }

  /** From now on another node is asked: the one that is named, if it is one of ours; unless somebody has left already. */
  #leave(url, leader) {
    if (this.#urls[this.#at] !== url) return;
    const named = this.#urls.findIndex((each) => leader.startsWith(`${each}/`));
    this.#at = named >= 0 ? named : (this.#at + 1) % this.#urls.length;
    if (this.#urls[this.#at] === url) return;
    this.#left.abort(new Error(`${url} does not lead, or does not answer`));
    this.#left = new AbortController();
  }
}
