// What the page makes of the node's list of workers.

const READY = 2; // the state in which a worker takes tasks, where it states one

/** Why one gets nothing before its next report. */
const PASSED_OVER = { unreached: 'it was not reached, and its report is overdue', silent: 'it is silent while others of its kind are not' };

/** In which condition a worker is, in a word and a colour, and why if that needs one. The node says when one last reported only if reports are missing. */
function condition({ load, info, state, reportedAt, passedOver }) {
  if (passedOver) return { condition: 'passed over', why: PASSED_OVER[passedOver], kind: 'bad', shade: 'bad' };
  if (reportedAt !== undefined) return { condition: 'silent', kind: 'bad', shade: 'bad' };
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
