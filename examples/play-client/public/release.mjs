// A game's resources: asks what is current, fetches what is missing, and believes nothing that is not signed.
import { download } from './download.mjs';

const STORE = 'patchbay-release';
const MANIFEST = '/release/manifest';
const LONGEST_MANIFEST = 16 * 1024 * 1024;

/** What this client has: files by their hashes, and the manifest that says which of them is what. */
export class Release {
  #store;
  #key;
  #manifest;
  #urls = new Map(); // of files that are shown, by path

  /**
   * What was kept of the last time.
   *
   * @param key the public key (Base64 of X.509) that this client ships with
   */
  static async open(key) {
    const release = new Release();
    release.#key = await publicKey(key);
    release.#store = await caches.open(STORE);
    release.#manifest = await release.#kept();
    return release;
  }

  /** The version of what is here, empty if nothing is. */
  get version() {
    return this.#manifest.version;
  }

  /**
   * Makes what is here current.
   *
   * @param update the lobby's answer, of which only endpoints and the signed manifest count
   * @param onProgress told how many bytes of how many are here
   */
  async update(update, onProgress) {
    const endpoints = update.endpoints.map((endpoint) => endpoint.url);
    const { sha256, size, signature } = update.manifest;
    const text = await download(endpoints, { sha256, size: Math.min(size, LONGEST_MANIFEST) });
    const manifest = await verified(this.#key, text, signature);
    const missing = await this.#missing(manifest);
    const total = missing.reduce((sum, file) => sum + file.size, 0);
    let here = 0;
    for (const file of missing) {
      await this.#store.put(contentOf(file), new Response(await download(endpoints, file)));
      here += file.size;
      onProgress(here, total);
    }
    await this.#store.put(MANIFEST, new Response(text)); // last, so that it never names what is not here
    this.#manifest = manifest;
    await this.#sweep();
  }

  /** The text of a file, or undefined if the release does not have it. */
  async text(path) {
    return (await this.#response(path))?.text();
  }

  /** A URL that shows a file, or undefined if the release does not have it. */
  async url(path, type) {
    const response = await this.#response(path);
    if (response && !this.#urls.has(path)) {
      this.#urls.set(path, URL.createObjectURL(new Blob([await response.arrayBuffer()], { type })));
    }
    return this.#urls.get(path);
  }

  async #response(path) {
    const file = this.#manifest.files.find((each) => each.path === path);
    return file && this.#store.match(contentOf(file));
  }

  /** A browser may throw away what it keeps; then this client has nothing, and says so. */
  async #kept() {
    const nothing = { version: '', files: [] };
    const kept = await this.#store.match(MANIFEST);
    const manifest = kept ? await kept.json() : nothing;
    return (await this.#missing(manifest)).length === 0 ? manifest : nothing;
  }

  async #missing(manifest) {
    const here = new Set((await this.#store.keys()).map((request) => new URL(request.url).pathname));
    return manifest.files.filter((file) => !here.has(contentOf(file)));
  }

  async #sweep() {
    const used = new Set([MANIFEST, ...this.#manifest.files.map(contentOf)]);
    for (const request of await this.#store.keys()) {
      if (!used.has(new URL(request.url).pathname)) await this.#store.delete(request);
    }
    this.#urls.forEach((url) => URL.revokeObjectURL(url));
    this.#urls.clear();
  }
}

function contentOf(file) {
  return `/release/content/${file.sha256}`;
}

function publicKey(base64) {
  return crypto.subtle.importKey('spki', bytesOf(base64), 'Ed25519', false, ['verify']);
}

/** The manifest, if its very bytes have the signature. */
async function verified(key, text, signature) {
  if (!await crypto.subtle.verify('Ed25519', key, bytesOf(signature), text)) {
    throw new Error('The release is not signed by the key of this client');
  }
  return JSON.parse(new TextDecoder().decode(text));
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
