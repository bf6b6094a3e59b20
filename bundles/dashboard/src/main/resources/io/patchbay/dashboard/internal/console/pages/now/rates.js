// What the node counts, as rates: each reading is compared with the one before.

const KEPT_SECONDS = 120;

/** One value over the last two minutes. */
class Rate {
  times = [];
  values = [];

  get now() {
    return this.values.at(-1) ?? NaN;
  }

  add(seconds, value) {
    this.times = [...this.times, seconds].slice(-KEPT_SECONDS);
    this.values = [...this.values, value].slice(-KEPT_SECONDS);
  }
}

export class Rates {
  admissions = new Rate();
  refusals = new Rate();
  deliveries = new Rate();
  blockedBy = {};
  #latest = null;
  #before = null;
  #aheadMillis = 0; // the node's clock, of ours

  get begun() {
    return this.#latest !== null;
  }

  /** What the node's clock says now. */
  nodeTime() {
    return Date.now() + this.#aheadMillis;
  }

  add(reading) {
    this.#aheadMillis = reading.at - Date.now();
    this.blockedBy = reading.blockedBy;
    this.#before = this.#latest;
    this.#latest = reading;
    if (!this.#before || reading.at <= this.#before.at) return;
    const seconds = reading.at / 1_000;
    const logins = (admitted) => this.#perSecond('patchbay_logins_total', ({ outcome }) => (outcome === 'admitted') === admitted);
    this.admissions.add(seconds, logins(true));
    this.refusals.add(seconds, logins(false));
    this.deliveries.add(seconds, this.#perSecond('patchbay_deliveries_total'));
  }

  /** Attempts to take a session over, by what came of them. */
  resumes() {
    return samples(this.#latest, 'patchbay_resumes_total')
      .map(({ labels: { outcome }, value }) => ({
        outcome,
        count: value,
        lately: this.#perSecond('patchbay_resumes_total', (labels) => labels.outcome === outcome),
      }))
      .sort((one, other) => other.count - one.count);
  }

  /** What waits where. */
  queues() {
    const sum = (name, where) => total(this.#latest, name, where);
    return [
      { name: 'logins', waiting: sum('patchbay_logins_waiting') },
      { name: 'placement requests', waiting: sum('patchbay_placement_waiting_requests') },
      { name: 'passwords to be hashed', waiting: sum('patchbay_lobby_hash_queue') },
      { name: 'players who wait for a seat', waiting: sum('patchbay_lobby_waiting') },
      { name: 'recovery tasks that could begin', waiting: sum('patchbay_recovery_ready_tasks') },
    ];
  }

  /** A counter that was begun anew has grown by what it is. */
  #perSecond(name, where) {
    if (!this.#before || this.#latest.at <= this.#before.at) return 0;
    const grown = total(this.#latest, name, where) - total(this.#before, name, where);
    const since = (this.#latest.at - this.#before.at) / 1_000;
    return (grown < 0 ? total(this.#latest, name, where) : grown) / since;
  }
}

const samples = (reading, name) => reading?.metrics.filter((one) => one.name === name) ?? [];

const total = (reading, name, where = () => true) =>
  samples(reading, name).filter(({ labels }) => where(labels)).reduce((sum, { value }) => sum + value, 0);
