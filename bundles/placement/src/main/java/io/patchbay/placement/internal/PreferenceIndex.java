package io.patchbay.placement.internal;

import io.patchbay.api.placement.Fit;
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
    private long judged;
    private long used;

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

    /** The available workers that are preferred, else those that fit; possibly none. */
    Group candidates() {
        preferred.catchUp();
        if (preferred.size() > 0) {
            return preferred;
        }
        fitting.catchUp();
        return fitting;
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
    }
}
