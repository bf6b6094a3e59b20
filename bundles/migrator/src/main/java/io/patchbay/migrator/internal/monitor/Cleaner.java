package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryChange;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes finished jobs in the end, and what crashes have left behind. On the leader; thread-safe. */
final class Cleaner {
    private static final Logger LOG = LoggerFactory.getLogger(Cleaner.class);
    private static final Duration ABANDONED = Duration.ofHours(1); // no plan is stored for that long before its job

    private final Context context;
    private final Removal removal;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final Map<String, Instant> stray = new HashMap<>(); // touched only while busy

    Cleaner(Context context) {
        this.context = context;
        this.removal = new Removal(context.tree());
    }

    /** @param known the ids of all jobs */
    void clean(List<JobEngine> engines, Set<String> known) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Instant now = context.clock().instant();
        Instant old = now.minus(context.settings().get().retainFinished());
        for (JobEngine engine : engines) {
            JobRecord job = engine.replica().lastJob();
            boolean over = job.state().over();
            if (over && job.completedAt().orElse(job.facts().submittedAt()).isBefore(old)) {
                ended(delete(job));
                return; // one in a sweep: there is no hurry
            }
        }
        ended(context.tree()
                .children(Paths.JOBS)
                .thenCompose(names -> strayOf(Paths.JOBS, names, known, now))
                .thenCompose(done -> context.tree().children(Paths.PLANS))
                .thenCompose(names -> strayOf(Paths.PLANS, names, known, now)));
    }

    private void ended(CompletionStage<?> cleaning) {
        cleaning.whenComplete((done, failed) -> {
            if (failed != null) {
                LOG.debug("What is left over is deleted in a later sweep", failed);
            }
            busy.set(false);
        });
    }

    /** The index first: from then on there is no such job, and whatever is left of it is a stray. */
    private CompletionStage<Void> delete(JobRecord job) {
        String id = job.facts().id();
        LOG.debug("job={} is deleted", id);
        return context.tree()
                .commit(List.of(new EntryChange.Delete(Paths.index(id), -1)))
                .thenCompose(done -> removal.of(Paths.job(id)))
                .thenCompose(done -> removal.of(job.facts().plan().path()))
                .thenCompose(done -> removal.of(Paths.LATCHES + "/" + id));
    }

    private CompletionStage<Void> strayOf(String parent, List<String> names, Set<String> known, Instant now) {
        for (String name : names) {
            boolean needed = known.stream().anyMatch(job -> name.equals(job) || name.startsWith(job + "."));
            String path = parent + "/" + name;
            if (needed) {
                stray.remove(path);
            } else if (now.isAfter(stray.computeIfAbsent(path, seen -> now).plus(ABANDONED))) {
                stray.remove(path);
                return removal.of(path);
            }
        }
        return java.util.concurrent.CompletableFuture.completedFuture(null);
    }
}
