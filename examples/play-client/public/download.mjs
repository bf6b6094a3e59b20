// Fetches a file of which hash and size are known, from whichever endpoint has it right.
const STALL_MILLIS = 10_000;

/**
 * Fetches a file. What an endpoint cut off goes on at the next one; what does not have the hash begins anew there.
 *
 * @param endpoints the URLs of storage nodes, the best first
 * @returns its bytes, checked
 * @throws Error if no endpoint had the right file; it says what was wrong with each
 */
export async function download(endpoints, { sha256, size }) {
  const faults = [];
  const file = { parts: [], length: 0 };
  for (const endpoint of endpoints) {
    try {
      await append(file, `${endpoint}/files/${sha256}`, size);
      const whole = new Uint8Array(await new Blob(file.parts).arrayBuffer());
      if (await hashOf(whole) === sha256) return whole;
      empty(file);
      faults.push(`${endpoint}: the file has another hash`);
    } catch (failed) {
      faults.push(`${endpoint}: ${failed.message}`);
    }
  }
  throw new Error(`No storage node has the right file ${sha256.slice(0, 8)}…: ${faults.join('; ')}`);
}

/** Adds to what is here of a file what an endpoint sends of the rest. */
async function append(file, url, size) {
  const abort = new AbortController();
  let stalled;
  const alive = () => {
    clearTimeout(stalled);
    stalled = setTimeout(() => abort.abort(new Error('it sends nothing any more')), STALL_MILLIS);
  };
  try {
    alive();
    const headers = file.length > 0 ? { Range: `bytes=${file.length}-` } : {};
    const response = await fetch(url, { headers, signal: abort.signal, cache: 'no-store' });
    if (response.status === 200) empty(file); // all of it, whatever was asked for
    else if (response.status !== 206) throw new Error(`it answers ${response.status}`);
    for await (const part of chunksOf(response.body)) {
      alive();
      file.parts.push(part);
      file.length += part.length;
      if (file.length > size) {
        empty(file);
        throw new Error('it sends more than the file has');
      }
    }
    if (file.length < size) throw new Error(`it stops after ${file.length} of ${size} bytes`);
  } finally {
    clearTimeout(stalled);
    abort.abort(); // what is not read any more is not sent any more
  }
}

function empty(file) {
  file.parts = [];
  file.length = 0;
}

async function* chunksOf(body) {
  const reader = body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
}

async function hashOf(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
