// When to try once more.
const ATTEMPTS = 5;
const LONGEST_PAUSE_MILLIS = 5_000;

/** Does something, and again while it fails with an error that is `retryable`; each pause is longer than the last one. */
export async function patiently(work) {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work();
    } catch (failed) {
      if (!failed.retryable || attempt + 1 === ATTEMPTS || failed.retryMillis > LONGEST_PAUSE_MILLIS) throw failed;
      const pauseMillis = Math.min(LONGEST_PAUSE_MILLIS, failed.retryMillis * 2 ** attempt);
      await pause(pauseMillis * (1 + Math.random() / 4)); // not all clients at once
    }
  }
}

export function pause(millis) {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
