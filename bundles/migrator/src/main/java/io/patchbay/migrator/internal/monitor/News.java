package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.store.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what other nodes have written of a job into this node's replica: the pages of its log, and its entry. Confined to the job's
 * executor, but for {@link #hasRead}.
 */
final class News {
    private static final Logger LOG = LoggerFactory.getLogger(News.class);
    private static final Duration UNTIL_CERTAIN = Duration.ofMillis(50);

    private final Context context;
    private final Replica replica;
    private final Lane lane;
    private final JobLoop loop;
    private final Consumer<JobStore.StoredPage> told;
    private final List<Runnable> afterLook = new ArrayList<>();
    private boolean looking; // at the job's entry
    private boolean lookAgain;
    private volatile boolean read; // its log, once at least

    /** @param told what other nodes have written */
    News(Context context, Replica replica, Lane lane, JobLoop loop, Consumer<JobStore.StoredPage> told) {
        this.context = context;
        this.replica = replica;
        this.lane = lane;
        this.loop = loop;
        this.told = told;
    }

    /** Reads what was missed, then goes on: after a connection, and in every sweep. */
    void catchUp() {
        readLog(this::isRead, this::leaveToTheSweep);
        jobIsOld();
    }

    /** Before, a job that was loaded has tasks of which nothing is known: it must not be taken to its next state by them. */
    void isRead() {
        read = true;
        loop.pumpSoon();
    }

    boolean hasRead() {
        return read;
    }

    /** @param otherwise what happens if it cannot be read now */
    private void readLog(Runnable then, Runnable otherwise) {
        context.store()
                .pageNames(replica.id())
                .whenComplete((names, failed) -> loop.execute(() -> {
                    if (failed == null) {
                        List<String> foreign =
                                names.stream().filter(name -> !lane.wrote(name)).toList();
                        read(foreign, then, otherwise);
                    } else {
                        tellUnread(failed);
                        otherwise.run();
                    }
                }));
    }

    /** Another node has written a page. */
    void read(String page) {
        read(List.of(page), loop::pumpSoon, this::leaveToTheSweep);
    }

    private void read(List<String> pages, Runnable then, Runnable otherwise) {
        List<String> unseen = replica.unseen(pages);
        if (unseen.isEmpty()) {
            then.run();
            return;
        }
        context.store()
                .pages(replica.id(), unseen)
                .whenComplete((found, failed) -> loop.execute(() -> {
                    if (failed != null) {
                        tellUnread(failed);
                        otherwise.run();
                        return;
                    }
                    boolean ofJob = false;
                    for (JobStore.StoredPage page : found) {
                        if (!replica.hasSeen(page.name())) {
                            replica.seen(page.name());
                            ofJob |= replica.update(page.page());
                            told.accept(page);
                        }
                    }
                    if (ofJob) {
                        jobIsOld();
                    }
                    then.run();
                }));
    }

    private void leaveToTheSweep() {
        // which reads what could not be read now
    }

    private void tellUnread(Throwable failed) {
        Throwable cause =
                failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
        if (cause instanceof EntriesUnavailableException) {
            LOG.debug("job={} its log is read in the next sweep", replica.id(), cause);
        } else {
            LOG.warn("job={} its log cannot be read, so that this node takes it no further", replica.id(), cause);
        }
    }

    /** However often this is asked while a look is under way, it looks once more. */
    void jobIsOld() {
        if (looking) {
            lookAgain = true;
            return;
        }
        looking = true;
        List<Runnable> waiting = List.copyOf(afterLook);
        afterLook.clear();
        context.store()
                .job(replica.id())
                .whenComplete((stored, failed) -> loop.execute(() -> {
                    if (failed == null && stored.isPresent() && stored.get().version() > replica.version()) {
                        // else it might be taken further by what its tasks were before
                        readLog(() -> adopt(stored.get(), waiting), () -> looked(waiting));
                    } else {
                        looked(waiting);
                    }
                }));
    }

    /** Looks at the job's entry and its tasks, then goes on, whether or not that could be read. */
    void lookAtAll(Runnable then) {
        Runnable next = () -> {
            afterLook.add(then);
            jobIsOld();
        };
        readLog(next, next);
    }

    /**
     * Takes an entry of the job in, once all is known that was written before it: also of this node's own pages, which are not read,
     * those whose answers were lost. A job that goes on with tasks that were reset would else be completed by what they were.
     */
    private void adopt(JobStore.StoredJob news, List<Runnable> waiting) {
        if (lane.isUncertain()) {
            loop.later(UNTIL_CERTAIN, this::jobIsOld);
        } else if (replica.update(news)) {
            loop.pumpSoon();
        }
        looked(waiting);
    }

    private void looked(List<Runnable> waiting) {
        looking = false;
        if (lookAgain || !afterLook.isEmpty()) {
            lookAgain = false;
            jobIsOld();
        }
        waiting.forEach(Runnable::run);
    }
}
