package io.patchbay.placement.internal;

/**
 * The workers that a matcher gave one verdict for one preference, and those of them that are available now for tasks of one size.
 * Brought up to date when it is asked, not when a worker reports. Confined to the ledger's turn.
 */
final class Group {
    private final Roster roster;
    private final Availability availability;
    private final long[] verdicts;
    private final RankedBits members;
    private Tournament least;
    private Tournament most;
    private long seen;

    /** A group of nobody, for tasks of one seat. */
    Group(Roster roster) {
        this(roster, roster.available(1), new long[RankedBits.wordsFor(roster.capacity())]);
    }

    private Group(Roster roster, Availability availability, long[] verdicts) {
        this.roster = roster;
        this.availability = availability;
        this.verdicts = verdicts;
        this.members = new RankedBits(roster.capacity());
        meetEverybody();
    }

    /** A group with the same verdicts that shares nothing with this one. */
    Group copy() {
        return new Group(roster, availability, verdicts.clone());
    }

    /** A group for tasks of another size that has the same verdicts as long as both are told of each change. */
    Group ofSize(int seats) {
        return new Group(roster, roster.available(seats), verdicts);
    }

    /** Puts a worker in or out, whether or not it is available. */
    void judge(int position, boolean in) {
        RankedBits.put(verdicts, position, in);
        refresh(position);
        if (least != null) {
            least.replay(position);
        }
        if (most != null) {
            most.replay(position);
        }
    }

    /** Whether a worker is in, whether or not it is available. */
    boolean includes(int position) {
        return RankedBits.isSet(verdicts, position);
    }

    /** Takes in which workers have become available, or have ceased to be; the tournaments read that for themselves. */
    void catchUp() {
        ChangeLog changes = availability.changes();
        if (seen == changes.count()) {
            return;
        }
        if (changes.covers(seen)) {
            for (; seen < changes.count(); seen++) {
                refresh(changes.at(seen));
            }
        } else {
            meetEverybody();
        }
    }

    /** How many are available. */
    int size() {
        return members.size();
    }

    boolean contains(int position) {
        return members.contains(position);
    }

    /** The position of the member with that many before it in join order. */
    int at(int index) {
        return members.select(index);
    }

    /** The position of the next member in join order, the first after the last; of a non-member the first. */
    int after(int position) {
        if (!members.contains(position)) {
            return members.select(0);
        }
        int next = members.rank(position) + 1;
        return members.select(next == members.size() ? 0 : next);
    }

    /** The position of the next member in join order, or -1. */
    int next(int position) {
        return members.next(position);
    }

    int leastLoaded() {
        if (least == null) {
            least = new Tournament(false, roster.loads(), verdicts, members);
        }
        return least.winner(roster.loadChanges());
    }

    int mostLoaded() {
        if (most == null) {
            most = new Tournament(true, roster.loads(), verdicts, members);
        }
        return most.winner(roster.loadChanges());
    }

    private void refresh(int position) {
        members.set(position, RankedBits.isSet(verdicts, position) && availability.has(position));
    }

    private void meetEverybody() {
        members.intersect(verdicts, availability.workers());
        least = null;
        most = null;
        seen = availability.changes().count();
    }
}
