package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.placement.ReplayAnswer.Replayed;
import java.util.ArrayList;
import java.util.List;

/** What a replay shows. Confined to the twin's turn, and whoever waited for its end. */
final class Comparison implements Rerun.Listener {
    private final Twin twin;
    private final List<Difference> differences = new ArrayList<>();
    private final Spreads recordedSpread = new Spreads();
    private final Spreads candidateSpread = new Spreads();
    private int replayed;
    private int differed;
    private int skipped;

    Comparison(Twin twin) {
        this.twin = twin;
    }

    @Override
    public boolean wants(ScheduleOperation recorded) {
        recordedSpread.begin(twin.roster());
        candidateSpread.begin(twin.roster());
        return true;
    }

    @Override
    public void decided(ScheduleOperation recorded, Verdict then, Verdict now) {
        replayed++;
        if (recorded.known().isEmpty()) { // else nobody got anything by it
            recordedSpread.add(then.worker());
            candidateSpread.add(now.worker());
        }
        if (!now.equals(then)) {
            differed++;
            if (differences.size() < Replayed.MAX_DIFFERENCES) {
                differences.add(Shadow.difference(recorded, then, now));
            }
        }
    }

    @Override
    public void skipped(long decisions) {
        skipped += (int) decisions;
    }

    /**
     * @param faults how often the candidate broke its contract
     * @param taskLoad what each task counts
     */
    Replayed result(String label, long faults, double taskLoad) {
        return new Replayed(
                label,
                replayed,
                differed,
                skipped,
                faults,
                recordedSpread.spread(taskLoad),
                candidateSpread.spread(taskLoad),
                differences);
    }
}
