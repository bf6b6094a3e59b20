package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.coordination.EntryWatcher;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.store.Lane;
import io.patchbay.migrator.internal.store.Paths;
import io.patchbay.migrator.internal.store.Unit;
import io.patchbay.support.RandomIds;
import io.patchbay.support.SerialExecutor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this node does for one job. It follows the job's log by one watch, so that a transaction of any node costs one read here,
 * however many tasks it is about; its own transactions cost none. Everything happens in turn on the job's executor; the public
 * methods may be called from any thread.
 */
final class JobEngine implements JobLoop, EntryWatcher, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JobEngine.class);

    private final Context context;
    private final Replica replica;
    private final SerialExecutor serial;
    private final Lane lane;
    private final News news;
    private final Inputs inputs;
    private final Dispatcher dispatcher;
    private final Finisher finisher;
    private final Steward steward;
    private final Bulletin bulletin;
    private final Predicate<TaskKey> endedElsewhere;
    private final Set<String> settling = new HashSet<>();
    private final List<Consumer<List<LogEntry>>> followers = new CopyOnWriteArrayList<>();
    private final Runnable whenFree = this::pumpSoon; // one and the same, so that it waits once
    private final AtomicBoolean pumpPending = new AtomicBoolean();
    private Optional<EntryTree.Watch> watch = Optional.empty();
    private boolean settlesOwn; // what waited for something that this node has ended
    private boolean readingReverse;
    private volatile int readyTasks;
    private volatile int attemptsUnderWay;
    private volatile boolean closed;

    /** @param endedElsewhere whether a task of another job will never make or delete its shared resource */
    JobEngine(
            Context context,
            Replica replica,
            Bulletin bulletin,
            Steward.Turns turns,
            Predicate<TaskKey> endedElsewhere) {
        this.context = context;
        this.replica = replica;
        this.bulletin = bulletin;
        this.endedElsewhere = endedElsewhere;
        this.serial = new SerialExecutor(context.pool(), Integer.MAX_VALUE);
        this.inputs = new Inputs(context);
        this.lane = new Lane(
                context.tree(),
                replica.id(),
                context.node() + "-" + RandomIds.hex(6),
                context.node(),
                serial,
                new LaneRetries(this),
                this::onOwnPage);
        this.news = new News(context, replica, lane, this, this::onForeignPage);
        this.finisher = new Finisher(context, replica, this, inputs);
        this.dispatcher = new Dispatcher(context, replica, this, finisher);
        this.finisher.releasesTo(dispatcher);
        this.steward = new Steward(context, replica, this, turns);
    }

    /** Follows the job from now on. */
    void open() {
        execute(() -> {
            bulletin.ofAccepted().ifPresent(JobEngine::say);
            watch = Optional.of(context.tree().watch(Paths.log(replica.id()), this));
        });
    }

    Replica replica() {
        return replica;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    List<Consumer<List<LogEntry>>> followers() {
        return followers;
    }

    @Override
    public void changed(String path) {
        String page = Paths.nameOf(path);
        if (path.startsWith(Paths.log(replica.id()) + "/") && !lane.wrote(page)) {
            execute(() -> news.read(page));
        }
    }

    @Override
    public void connected(long session) {
        execute(this::catchUp);
    }

    @Override
    public void suspended() {
        // what is begun is decided by the workers, which are told as well
    }

    /** Reads what was missed, then goes on: after a connection, and in every sweep. */
    void catchUp() {
        news.catchUp();
    }

    /** All that there is of the job was made by this node just now. */
    void isRead() {
        news.isRead();
    }

    /** Whether all is known that was written before; from any thread. */
    boolean hasRead() {
        return news.hasRead();
    }

    /** Looks at the job's entry and its tasks, then goes on, whether or not that could be read. */
    void lookAtAll(Runnable then) {
        news.lookAtAll(then);
    }

    private void onOwnPage(String name, LogPage page) {
        context.meters().count(page, replica);
        replica.update(page);
        bulletin.of(page).forEach(JobEngine::say);
        if (!followers.isEmpty()) { // they are told where it stands, which only the tree knows
            context.store()
                    .page(replica.id(), name)
                    .whenComplete((stored, failed) -> execute(() -> {
                        if (failed == null) {
                            stored.ifPresent(this::tell);
                        }
                    }));
        }
    }

    private void onForeignPage(JobStore.StoredPage page) {
        bulletin.of(page.page()).forEach(JobEngine::say);
        tell(page);
    }

    private void tell(JobStore.StoredPage page) {
        List<LogEntry> entries = page.page().entries(page.created());
        followers.forEach(follower -> follower.accept(entries));
    }

    /** In the node's log, which operators read. */
    private static void say(Bulletin.News news) {
        if (news.bad()) {
            LOG.warn("{}", news.text());
        } else {
            LOG.info("{}", news.text());
        }
    }

    @Override
    public void execute(Runnable action) {
        try {
            serial.execute(() -> {
                if (!closed) {
                    action.run();
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("job={} nothing more is done: this node stops", replica.id(), closing);
        }
    }

    @Override
    public void later(Duration pause, Runnable action) {
        try {
            var unused = context.timer().schedule(() -> execute(action), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("job={} nothing more is done: this node stops", replica.id(), closing);
        }
    }

    @Override
    public void pump() {
        pumpPending.set(false);
        if (!news.hasRead()) {
            return;
        }
        readReverseGraph();
        steward.step();
        if (context.leading().getAsBoolean() || settlesOwn) {
            settlesOwn = false;
            steward.settleHopeless();
        }
        dispatcher.dispatch();
        readyTasks = replica.readyTasks();
        attemptsUnderWay = dispatcher.held().size();
    }

    /** Tasks that could begin and have not, when it was last looked at; from any thread. */
    int readyTasks() {
        return readyTasks;
    }

    /** Tasks that this node was busy with when it was last looked at; from any thread. */
    int attemptsUnderWay() {
        return attemptsUnderWay;
    }

    @Override
    public void pumpSoon() {
        if (pumpPending.compareAndSet(false, true)) {
            execute(this::pump);
        }
    }

    @Override
    public void ended() {
        settlesOwn = true;
        pumpSoon();
    }

    /** Looks after attempts; now and then. */
    void tick() {
        execute(() -> {
            dispatcher.tick();
            finisher.tick(List.copyOf(dispatcher.held().values()));
            pumpSoon();
        });
    }

    private void readReverseGraph() {
        int number = replica.job().clears();
        if (replica.reverseIsKnown() || readingReverse) {
            return;
        }
        readingReverse = true;
        context.store()
                .clear(replica.id(), number)
                .whenComplete((tasks, failed) -> execute(() -> {
                    readingReverse = false;
                    if (failed == null) {
                        replica.reverse(number, tasks);
                        pumpSoon();
                    }
                }));
    }

    @Override
    public Runnable whenFree() {
        return whenFree;
    }

    @Override
    public EntryChange write(String task, int version, TaskRecord record) {
        String path = Paths.task(replica.id(), task);
        byte[] content = Dispatcher.contentOf(record);
        return version < 0
                ? new EntryChange.Create(path, content, false)
                : new EntryChange.Write(path, content, version);
    }

    @Override
    public void commit(Unit unit, Consumer<Optional<CommitOutcome.Conflict>> whenDone) {
        lane.commit(unit, whenDone);
    }

    @Override
    public void settle(TaskSpec task, Unit unit, List<EntryChange> shared) {
        if (!settling.add(task.id())) {
            return;
        }
        lane.commit(unit, conflict -> {
            settling.remove(task.id());
            if (conflict.isPresent()) {
                lookAgain(task);
            } else {
                sharedMade(task, shared);
                settlesOwn = true;
                pumpSoon();
            }
        });
    }

    @Override
    public void lookAgain(TaskSpec task) {
        jobIsOld();
        task.shared().ifPresent(use -> {
            CompletionStage<Void> refreshed = context.shared().refreshWithContents(use.key());
            refreshed.whenComplete((done, failed) -> pumpSoon());
        });
        context.store()
                .task(replica.id(), task.id())
                .whenComplete((stored, failed) -> execute(() -> {
                    if (failed == null && stored.isPresent()) {
                        replica.update(
                                task.id(),
                                stored.get().record().withoutOutput(),
                                stored.get().version());
                    }
                    pumpSoon();
                }));
        context.permits().refresh().whenComplete((done, failed) -> pumpSoon());
    }

    @Override
    public void jobChanged() {
        pumpSoon();
    }

    @Override
    public void jobIsOld() {
        news.jobIsOld();
    }

    @Override
    public void sharedMade(TaskSpec task, List<EntryChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        SharedKey key = task.shared().orElseThrow().key();
        List<SharedKey> inner = context.shared().within(key).stream()
                .map(view -> view.record().key())
                .toList();
        context.shared().made(key, changes);
        inner.forEach(within -> context.shared().made(within, changes));
    }

    @Override
    public boolean hasEnded(TaskKey task) {
        if (!task.job().equals(replica.id())) {
            return endedElsewhere.test(task);
        }
        return replica.place(task.task()).map(place -> place.record().done()).orElse(true);
    }

    @Override
    public void close() {
        serial.executeAnyway(() -> {
            closed = true;
            lane.close();
            watch.ifPresent(EntryTree.Watch::close);
            dispatcher.close();
        });
    }
}
