package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.shared.SharedRules;
import io.patchbay.migrator.internal.shared.SharedView;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Marks what a confirmed job keeps of what it shares, as much as a transaction holds at a time, and takes the marks back where the
 * confirmation is canceled. Confined to the job's executor.
 */
final class Keeping {
    private static final int MOST_BYTES = 512 * 1024;

    private final Context context;
    private final Replica replica;
    private final JobLoop loop;
    private boolean busy;

    Keeping(Context context, Replica replica, JobLoop loop) {
        this.context = context;
        this.replica = replica;
        this.loop = loop;
    }

    /** Whether marks are being written: the job goes on by itself when they are. */
    boolean isBusy() {
        return busy;
    }

    /** Whether what some tasks share is marked; if not, it is begun with. */
    boolean isKept(BitSet tasks, Instant now) {
        List<SharedView> unmarked = viewsOf(tasks).stream()
                .filter(view -> view.holders().contains(replica.id()))
                .filter(view -> !view.record().keepers().contains(replica.id()))
                .toList();
        return areWritten(unmarked, view -> SharedRules.kept(replica.id(), view), "shared.kept", now);
    }

    /** Whether this job has marked nothing any more; if it has, taking back is begun with. */
    boolean isGivenUp(Instant now) {
        BitSet all = new BitSet();
        all.set(0, replica.forward().graph().size());
        List<SharedView> marked = viewsOf(all).stream()
                .filter(view -> view.record().keepers().contains(replica.id()))
                .toList();
        return areWritten(marked, view -> SharedRules.keptNoMore(replica.id(), view), "shared.kept-no-more", now);
    }

    private List<SharedView> viewsOf(BitSet tasks) {
        return tasks.stream()
                .mapToObj(number -> replica.forward().graph().task(number).shared())
                .flatMap(Optional::stream)
                .map(use -> context.shared().view(use.key()))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean areWritten(
            List<SharedView> views, Function<SharedView, List<EntryChange>> change, String code, Instant now) {
        Map<SharedKey, List<EntryChange>> marks = new LinkedHashMap<>();
        int bytes = 0;
        for (SharedView view : views) {
            List<EntryChange> mark = change.apply(view);
            bytes += mark.stream().mapToInt(EntryChange::size).sum();
            if (bytes > MOST_BYTES && !marks.isEmpty()) {
                break;
            }
            marks.put(view.record().key(), mark);
        }
        if (marks.isEmpty()) {
            return true;
        }
        write(marks, LogLine.ofJob(now, LogLine.MIGRATOR, code, marks.size() + " resources"));
        return false;
    }

    private void write(Map<SharedKey, List<EntryChange>> marks, LogLine line) {
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Check(Paths.job(replica.id()), replica.version()));
        marks.values().forEach(changes::addAll);
        busy = true;
        loop.commit(new Unit(changes, List.of(line)), conflict -> {
            if (conflict.isEmpty()) {
                marks.forEach(context.shared()::made);
                goOn();
            } else {
                loop.jobIsOld();
                context.shared().refresh(marks.keySet()).whenComplete((done, failed) -> loop.execute(this::goOn));
            }
        });
    }

    private void goOn() {
        busy = false;
        loop.pumpSoon();
    }
}
