package io.patchbay.migrator.internal.store;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.support.Backoff;
import io.patchbay.support.SerialExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits units of one job, many in one transaction: while one is under way those that come wait, and go together with the next,
 * as do those that come from whatever the job's executor has to do already. Confined to that executor.
 *
 * <p>Each transaction also makes the next page of this writer's chain in the audit log. That page answers the question what became
 * of a transaction whose answer was lost: the same transaction is sent again; if the page is there already, the first one
 * was made, and if it is made now, the first one never can be. So nothing is guessed, and nothing is made twice.
 */
public final class Lane {
    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST_BYTES = 512 * 1024;
    private static final int MOST_UNITS = 256;
    private static final int MOST_LETTING_PAST = 3;

    private final EntryTree tree;
    private final String job;
    private final String writer;
    private final String node;
    private final SerialExecutor serial;
    private final Retries retries;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final BiConsumer<String, LogPage> onPage;
    private boolean underWay;
    private boolean sending; // soon
    private boolean uncertain;
    private boolean closed;
    private int pages;
    private String lastHash = LogLine.NOTHING;

    /** Runs something later on the job's executor. */
    public interface Retries {
        void later(Duration pause, Runnable action);

        Backoff backoff();
    }

    private record Waiting(Unit unit, Consumer<Optional<CommitOutcome.Conflict>> whenDone) {}

    /**
     * A lane with a chain of its own.
     *
     * @param writer unique for ever, an identifier
     * @param onPage told of each page that was written, before the units that it tells of are
     */
    public Lane(
            EntryTree tree,
            String job,
            String writer,
            String node,
            SerialExecutor serial,
            Retries retries,
            BiConsumer<String, LogPage> onPage) {
        this.tree = tree;
        this.job = job;
        this.writer = writer;
        this.node = node;
        this.serial = serial;
        this.retries = retries;
        this.onPage = onPage;
    }

    /** Whether a page is of this lane's chain. */
    public boolean wrote(String pageName) {
        return pageName.startsWith(writer + ".");
    }

    /**
     * Commits a unit.
     *
     * @param whenDone given the conflict, whose index is that of the unit's change, or empty once it is made; on the job's
     *     executor. Not called once the lane is closed
     * @throws IllegalArgumentException if it is larger than a transaction may be: it would hold up all that come after it
     */
    public void commit(Unit unit, Consumer<Optional<CommitOutcome.Conflict>> whenDone) {
        if (unit.bytes() > EntryTree.MAX_COMMIT_BYTES) {
            throw new IllegalArgumentException("job=" + job + " a unit must be at most " + EntryTree.MAX_COMMIT_BYTES
                    + " bytes but had " + unit.bytes());
        }
        queue.add(new Waiting(unit, whenDone));
        sendSoon();
    }

    /** Whether the answer to a transaction was lost, and what became of it is not known yet. */
    public boolean isUncertain() {
        return uncertain;
    }

    /** Commits nothing more; what is under way may still be made. */
    public void close() {
        closed = true;
        queue.clear();
    }

    /** After what the executor was given before: results and what may begin after them share a transaction. */
    private void sendSoon() {
        if (!underWay && !sending) {
            sending = true;
            serial.execute(() -> sendAfterOthers(MOST_LETTING_PAST));
        }
    }

    /** Lets those past that have come since: what may begin after a result is looked for in one step, and claimed in the next. */
    private void sendAfterOthers(int times) {
        if (times > 0 && serial.hasWaiting()) {
            serial.execute(() -> sendAfterOthers(times - 1));
        } else {
            send();
        }
    }

    private void send() {
        sending = false;
        if (underWay || closed || queue.isEmpty()) {
            return;
        }
        underWay = true;
        List<Waiting> batch = new ArrayList<>();
        int bytes = 0;
        while (!queue.isEmpty() && batch.size() < MOST_UNITS) {
            bytes += queue.peek().unit.bytes();
            if (bytes > MOST_BYTES && !batch.isEmpty()) {
                break;
            }
            batch.add(queue.remove());
        }
        send(batch, 0);
    }

    private void send(List<Waiting> batch, int failures) {
        if (batch.isEmpty()) {
            underWay = false;
            sendSoon();
            return;
        }
        List<LogLine> lines =
                batch.stream().flatMap(waiting -> waiting.unit.lines().stream()).toList();
        LogPage page = LogPage.after(lastHash, node, lines);
        Batch together = new Batch(
                new EntryChange.Create(Paths.page(job, writer, pages), page.toJson(), false),
                batch.stream().map(Waiting::unit).toList());
        tree.commit(together.changes())
                .whenComplete((outcome, failed) -> serial.execute(() -> {
                    uncertain = failed != null;
                    if (failed != null) {
                        lost(batch, failures, failed);
                    } else if (outcome instanceof CommitOutcome.Conflict conflict) {
                        refused(batch, together, page, conflict, failures);
                    } else {
                        made(batch, page);
                    }
                }));
    }

    private void made(List<Waiting> batch, LogPage page) {
        String name = Paths.nameOf(Paths.page(job, writer, pages));
        pages++;
        lastHash = page.lastHash();
        underWay = false;
        if (!closed) {
            onPage.accept(name, page);
            batch.forEach(waiting -> waiting.whenDone.accept(Optional.empty()));
            sendSoon();
        }
    }

    private void lost(List<Waiting> batch, int failures, Throwable failed) {
        if (closed) {
            return;
        }
        LOG.debug("job={} the answer to a commit was lost, it is sent again", job, failed);
        retries.later(retries.backoff().after(failures), () -> send(batch, failures + 1));
    }

    private void refused(
            List<Waiting> batch, Batch together, LogPage page, CommitOutcome.Conflict conflict, int failures) {
        Optional<Batch.Origin> origin = together.origin(conflict.index());
        if (origin.isEmpty() && conflict.reason() == CommitOutcome.Reason.PRESENT) {
            // only this lane makes such pages: the transaction had been made before its answer was lost
            made(batch, page);
            return;
        }
        if (origin.isEmpty()) {
            underWay = false;
            batch.forEach(waiting -> waiting.whenDone.accept(Optional.of(conflict))); // the job is deleted
            return;
        }
        Waiting refused = batch.get(origin.get().unit());
        List<Waiting> rest = new ArrayList<>(batch);
        rest.remove(refused);
        withdrawLike(refused, origin.get().place(), conflict, rest);
        send(rest, failures);
    }

    /** Tells a unit of its conflict, and all others that have put the same condition, such as that their job still runs. */
    private void withdrawLike(Waiting refused, int place, CommitOutcome.Conflict conflict, List<Waiting> rest) {
        EntryChange condition = refused.unit.changes().get(place);
        List<Waiting> alike = new ArrayList<>();
        if (condition instanceof EntryChange.Check) {
            rest.removeIf(other -> other.unit.changes().contains(condition) && alike.add(other));
        }
        refuse(refused, place, conflict);
        for (Waiting each : alike) {
            refuse(each, each.unit.changes().indexOf(condition), conflict);
        }
    }

    private void refuse(Waiting waiting, int place, CommitOutcome.Conflict conflict) {
        if (!closed) {
            waiting.whenDone.accept(Optional.of(new CommitOutcome.Conflict(place, conflict.reason())));
        }
    }
}
