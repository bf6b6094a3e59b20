package io.patchbay.placement.internal;

import io.patchbay.api.placement.WorkerInfo;

/**
 * A ledger that follows a recording: its workers look to plug-ins as those of the other one did at each moment, and it has no
 * tasks. Confined to its ledger's turn.
 */
final class Twin {
    private final Ledger ledger;
    private Registry registry = new Registry();
    private Roster roster;
    private long joins;

    Twin(Ledger ledger) {
        this.ledger = ledger;
        this.roster = ledger.roster();
    }

    Ledger ledger() {
        return ledger;
    }

    Roster roster() {
        return roster;
    }

    /** Looks as the other ledger did then. */
    void begin(Checkpoint past) {
        registry = new Registry();
        roster = new Roster(past, position -> enter(past.workers()[position].id(), past.infos()[position]));
        ledger.populate(registry, roster);
        picked(past.previous());
    }

    /** Follows one event that is no decision. */
    void follow(Segment.View view, int event) {
        int position = view.position(event);
        double value = view.values()[event];
        switch (view.kind(event)) {
            case Segment.REPORTED -> roster.put(position, value, value, true, roster.freeSeats(position));
            case Segment.REPORTED_FULL -> roster.put(position, value, value, false, roster.freeSeats(position));
            case Segment.WEIGHED -> roster.put(
                    position,
                    roster.at(position).reportedLoad(),
                    value,
                    roster.isAvailable(position),
                    roster.freeSeats(position));
            default -> follow(position, view.changes()[(int) value]);
        }
    }

    /** The worker at a position was picked; nobody is where there is none. */
    void picked(int position) {
        if (position >= 0 && position < roster.end() && roster.isTaken(position)) {
            ledger.lastPick().is(roster.at(position));
        }
    }

    private void follow(int position, Change change) {
        boolean taken = position < roster.end() && roster.isTaken(position);
        if (!change.present()) {
            if (taken) {
                LedgerWorker gone = roster.at(position);
                roster.remove(gone);
                registry.release(gone);
            }
            return;
        }
        LedgerWorker worker = taken ? roster.at(position) : enter(change.id(), change.info());
        worker.inform(change.info());
        roster.putWorker(position, worker);
        roster.put(position, change.reported(), change.load(), change.available(), change.freeSeats());
    }

    private LedgerWorker enter(String id, WorkerInfo info) {
        LedgerWorker worker = registry.enter(id, info);
        worker.joinedAs(++joins);
        return worker;
    }
}
