package io.patchbay.placement.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerInfo;

/** What a matcher said of every worker for one preference. Confined to the ledger's turn. */
final class PreferenceIndex {
    /** Judges one worker; may throw. */
    interface Judge {
        Fit fit(WorkerInfo worker);
    }

    private static final long NOTHING = -1;

    private final Roster roster;
    private final Group preferred;
    private final Group fitting;
    private final Group[] largerPreferred = new Group[ScheduleRequest.MAX_SEATS + 1]; // by number of seats, from 2
    private final Group[] largerFitting = new Group[ScheduleRequest.MAX_SEATS + 1];
    private long judged;
    private long used;
    private boolean hasLarger;

    /** An index in which nobody is judged yet. */
    PreferenceIndex(Roster roster) {
        this(roster, new Group(roster), new Group(roster), NOTHING);
    }

    private PreferenceIndex(Roster roster, Group preferred, Group fitting, long judged) {
        this.roster = roster;
        this.preferred = preferred;
        this.fitting = fitting;
        this.judged = judged;
    }

    /** An index with the same verdicts that shares nothing with this one. */
    PreferenceIndex copy() {
        PreferenceIndex copy = new PreferenceIndex(roster, preferred.copy(), fitting.copy(), judged);
        copy.used = used;
        return copy;
    }

    /** Whether anybody was judged. */
    boolean isBegun() {
        return judged != NOTHING;
    }

    /** Whether every worker is judged. */
    boolean isJudged() {
        return judged == roster.infoChanges().count();
    }

    /** Has those workers judged that joined or changed since. */
    void judge(Judge judge) {
        ChangeLog changes = roster.infoChanges();
        if (judged != NOTHING && changes.covers(judged)) {
            for (; judged < changes.count(); judged++) {
                judge(changes.at(judged), judge);
            }
        } else {
            for (int position = 0; position < roster.end(); position++) {
                judge(position, judge);
            }
            judged = changes.count();
        }
    }

    /** The workers that are available for tasks of a size and preferred, else those that fit; possibly none. */
    Group candidates(int seats) {
        Group first = ofSize(seats, preferred, largerPreferred);
        first.catchUp();
        if (first.size() > 0) {
            return first;
        }
        Group second = ofSize(seats, fitting, largerFitting);
        second.catchUp();
        return second;
    }

    /** What was said of the worker at a position. */
    Fit verdict(int position) {
        if (preferred.includes(position)) {
            return Fit.PREFERRED;
        }
        return fitting.includes(position) ? Fit.FITS : Fit.UNFIT;
    }

    /** When it was last used, by the owner's count. */
    long used() {
        return used;
    }

    void use(long count) {
        used = count;
    }

    private void judge(int position, Judge judge) {
        Fit fit = roster.isTaken(position) ? judge.fit(roster.at(position).info()) : Fit.UNFIT;
        preferred.judge(position, fit == Fit.PREFERRED);
        fitting.judge(position, fit == Fit.FITS);
        if (hasLarger) {
            judge(position, fit == Fit.PREFERRED, largerPreferred);
            judge(position, fit == Fit.FITS, largerFitting);
        }
    }

    private static void judge(int position, boolean in, Group[] groups) {
        for (Group group : groups) {
            if (group != null) {
                group.judge(position, in);
            }
        }
    }

    private Group ofSize(int seats, Group single, Group[] larger) {
        if (seats == 1) {
            return single;
        }
        if (larger[seats] == null) {
            larger[seats] = single.ofSize(seats);
            hasLarger = true;
        }
        return larger[seats];
    }
}
