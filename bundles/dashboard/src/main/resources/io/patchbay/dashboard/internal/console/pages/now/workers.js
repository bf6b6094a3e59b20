// What the page makes of the node's list of workers.

const SILENT_MILLIS = 3_000; // they report once a second
const READY = 2; // the state in which a worker takes tasks, where it states one

/** In which condition a worker is, in a word and a colour. */
function condition({ load, info, state, silentMillis }) {
  if (silentMillis > SILENT_MILLIS) return { condition: 'silent', kind: 'bad', shade: 'bad' };
  if (state !== undefined && state !== READY) return { condition: `state ${state}`, kind: 'warn', shade: 'warn' };
  if (load >= info.maxLoad) return { condition: 'full', kind: 'warn', shade: 'full' };
  return { condition: 'available', kind: 'good', shade: `load-${Math.min(4, Math.floor((load / info.maxLoad) * 5))}` };
}

const { compare: byName } = new Intl.Collator('en', { numeric: true }); // play-9 before play-10

/** The workers by purpose, with sums, in order of their names. */
export function purposesOf(workers) {
  const byPurpose = new Map();
  for (const worker of workers) {
    if (!byPurpose.has(worker.purpose)) byPurpose.set(worker.purpose, []);
    byPurpose.get(worker.purpose).push({ ...worker, ...condition(worker) });
  }
  return [...byPurpose.entries()].sort(([one], [other]) => byName(one, other)).map(([purpose, members]) => {
    members.sort((one, other) => byName(one.id, other.id));
    const sum = (what) => members.reduce((all, worker) => all + what(worker), 0);
    return {
      purpose,
      workers: members,
      load: sum(({ load }) => load) / members.length,
      reserved: sum(({ reserved }) => reserved),
      executing: sum(({ executing }) => executing),
      seats: sum(({ info }) => info.seats ?? 0),
      seatsTaken: sum(({ seatsTaken }) => seatsTaken),
    };
  });
}

/**
 * The reservations that nobody has picked up, the one that ends soonest first: what was decided, less what workers execute and what has
 * been decided anew; of each worker no more than it says that it has.
 */
export function openReservations(decisionsByPurpose, workers, now) {
  const byId = new Map(workers.map((worker) => [worker.id, { left: worker.reserved, tasks: new Set(worker.tasks) }]));
  const seen = new Set();
  const open = [];
  for (const [purpose, decisions] of decisionsByPurpose) {
    for (const { task, worker, reservedUntil, at } of decisions) { // the newest first
      const key = `${purpose} ${task}`;
      const on = byId.get(worker);
      if (seen.has(key) || !on) continue;
      seen.add(key);
      if (!reservedUntil || reservedUntil <= now || on.tasks.has(task) || on.left === 0) continue;
      on.left--;
      open.push({ key, purpose, task, worker, left: reservedUntil - now, whole: reservedUntil - at });
    }
  }
  return open.sort((one, other) => one.left - other.left);
}
