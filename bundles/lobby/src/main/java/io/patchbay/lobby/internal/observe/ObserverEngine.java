package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.lobby.internal.Endpoints;
import io.patchbay.lobby.internal.observe.ObserverCounters.Request;
import io.patchbay.support.SerialExecutor;
import io.patchbay.support.observer.SpectatorTickets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Spectators, from the wish to see a match to a seat on an observer. All state is touched in one turn, a {@link SerialExecutor}; what the
 * ledger, play routing and the launcher are asked is answered into that turn again. Thread-safe.
 *
 * <p>Which seat is whose, the ledger alone says; which observers run, the launcher. So nothing is lost when this is made anew.
 */
final class ObserverEngine implements Observers, AutoCloseable {
    private static final int MAX_HELD =
            1_000; // answers: whoever asks over HTTP holds a request of the node's meanwhile

    private final Placement placement;
    private final PlayRouting play;
    private final Clock clock;
    private final Supplier<ObserverSettings> settings;
    private final String secret;
    private final SerialExecutor turn;
    private final Runnable timer;
    private final ObserverCounters counters = new ObserverCounters();
    private final Orders orders = new Orders();
    private final Keys keys = new Keys();
    private final Promises promises = new Promises();
    private final Spawns spawns;
    private int held;
    private boolean timed;

    /**
     * @param settings asked when they are needed
     * @param secret of this installation, which observers' keys are made of
     * @param launches calls of the launcher that start something
     * @param looks its other calls
     * @param timer has {@link #tick} called once, after a while
     */
    ObserverEngine(
            Placement placement,
            PlayRouting play,
            Clock clock,
            Supplier<ObserverSettings> settings,
            String secret,
            SerialExecutor turn,
            AskedLauncher launches,
            AskedLauncher looks,
            Runnable timer) {
        this.placement = placement;
        this.play = play;
        this.clock = clock;
        this.settings = settings;
        this.secret = secret;
        this.turn = turn;
        this.timer = timer;
        this.spawns = new Spawns(this, launches, looks);
    }

    Placement placement() {
        return placement;
    }

    ObserverSettings settings() {
        return settings.get();
    }

    ObserverCounters counters() {
        return counters;
    }

    Orders orders() {
        return orders;
    }

    long now() {
        return clock.millis();
    }

    String keyOf(String observer) {
        return SpectatorTickets.keyOf(secret, observer);
    }

    /** Has something done with an answer, in the turn, whatever it is. */
    <T> void then(CompletionStage<T> stage, Consumer<Optional<T>> action) {
        stage.whenComplete((answer, failed) ->
                turn.executeAnyway(() -> action.accept(failed == null ? Optional.of(answer) : Optional.empty())));
    }

    /** The same for a call that may fail for a reason. */
    <T> void then(CompletionStage<T> stage, Consumer<T> action, Consumer<String> failure) {
        stage.whenComplete((answer, failed) -> turn.executeAnyway(() -> {
            if (failed == null) {
                action.accept(answer);
            } else {
                failure.accept(String.valueOf(failed.getMessage()));
            }
        }));
    }

    /** Looks at what runs, once: an earlier life of this component, or of the node, may have left something. */
    void begin() {
        turn.executeAnyway(() -> {
            spawns.look();
            keepTime();
        });
    }

    /** Looks after all that has a deadline. */
    void tick() {
        turn.executeAnyway(() -> {
            timed = false;
            orders.tick(now());
            spawns.tick();
            keepTime();
        });
    }

    /** Whoever waits is answered, and nobody waits any more; to be called while the turn goes on. */
    @Override
    public void close() {
        promises.close();
    }

    @Override
    public CompletionStage<ObserverAnswer> observe(String player, String match, String key, long waitMillis) {
        requireWait(waitMillis);
        return inTurn(
                new ObserverAnswer.Refused(Reason.NOT_READY, "Too many requests wait, or this part of the node ends."),
                promise -> enter(Wish.of(player, match, key, now() + waitMillis, promise)));
    }

    @Override
    public CompletionStage<Optional<List<ObserverOrder>>> orders(String server, long waitMillis) {
        requireWait(waitMillis);
        return inTurn(
                Optional.empty(),
                promise -> ifLeading(server, leads -> {
                    if (leads) {
                        boolean may = orders.waiting() < MAX_HELD;
                        orders.poll(server, may ? now() + waitMillis : now(), promise, now());
                        keepTime();
                    } else {
                        promise.complete(Optional.empty());
                    }
                }));
    }

    @Override
    public CompletionStage<SupplyAnswer> supply(ObserverOffer offer) {
        return inTurn(new SupplyAnswer.NotReady(), promise -> {
            if (spawns.supply(offer, promise)) {
                keepTime();
            } else {
                ifLeading(
                        offer.match(),
                        leads -> promise.complete(leads ? new SupplyAnswer.Unknown() : new SupplyAnswer.NotReady()));
            }
        });
    }

    @Override
    public CompletionStage<DeclineOutcome> decline(String server, String order, String reason) {
        return inTurn(DeclineOutcome.NOT_READY, promise -> {
            if (spawns.decline(server, order, reason)) {
                promise.complete(DeclineOutcome.TAKEN);
            } else {
                ifLeading(server, leads -> promise.complete(leads ? DeclineOutcome.UNKNOWN : DeclineOutcome.NOT_READY));
            }
        });
    }

    @Override
    public CompletionStage<List<ObserverStatus>> list() {
        return in(
                turn::executeAnyway, // an operator is not told that nothing runs, only because many wait
                List.of(),
                promise -> then(placement.workers(Optional.of(PURPOSE)), workers -> {
                    Map<String, WorkerStatus> members = workers.orElse(List.of()).stream()
                            .collect(Collectors.toMap(WorkerStatus::id, Function.identity()));
                    promise.complete(spawns.herd().all().stream()
                            .map(observer -> status(observer, Optional.ofNullable(members.get(observer.id()))))
                            .toList());
                }));
    }

    private static ObserverStatus status(RunningObserver observer, Optional<WorkerStatus> member) {
        return new ObserverStatus(
                observer,
                member.map(worker -> Endpoints.of(worker.info())).orElse(""),
                member.map(WorkerStatus::seatsTaken).orElse(0),
                member.map(worker -> worker.info().seats().orElse(0)).orElse(0));
    }

    /** A player has some seats at a match, and gets another key's when the ledger says that one of them is free. */
    private void enter(Wish wish) {
        if (keys.enter(wish)) {
            begin(wish);
            return;
        }
        then(free(keys.settled(wish)), free -> {
            free.orElse(List.of()).forEach(seat -> keys.free(wish, seat));
            if (keys.enter(wish)) {
                begin(wish);
            } else {
                refuse(
                        wish,
                        Reason.QUOTA,
                        "A player has " + Keys.MOST_SEATS + " seats at a match: ask with a key that has one of them.");
            }
        });
    }

    private CompletableFuture<List<String>> free(List<String> seats) {
        Map<String, CompletableFuture<TaskStatus>> asked = seats.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        seat -> placement.task(PURPOSE, seat).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> seats.stream()
                        .filter(seat -> isFree(asked.get(seat).join()))
                        .toList());
    }

    private static boolean isFree(TaskStatus status) {
        return status instanceof TaskStatus.NoSuchTask || status instanceof TaskStatus.InvalidPurpose;
    }

    private void begin(Wish wish) {
        then(wish.promise(), answer -> keys.answered(wish));
        observe(wish);
    }

    private void observe(Wish wish) {
        then(play.match(wish.match()), found -> {
            Optional<PlayStatus.Match> match = found.flatMap(Function.identity());
            if (match.isPresent()) {
                place(wish, match.get());
            } else {
                unknown(wish);
            }
        });
    }

    /** A node that does not lead knows no matches. */
    private void unknown(Wish wish) {
        ifLeading(
                wish.match(),
                leads -> refuse(
                        wish,
                        leads ? Reason.UNKNOWN_MATCH : Reason.NOT_READY,
                        leads ? "Nobody plays such a match." : "This node does not lead, or cannot decide now."));
    }

    /** @param name of any task: only a node that leads answers whether it is one */
    private void ifLeading(String name, Consumer<Boolean> action) {
        then(
                placement.task(PlayRouting.PURPOSE, name),
                status -> action.accept(status.filter(answer -> !(answer instanceof TaskStatus.NotReady))
                        .isPresent()));
    }

    /** Has the ledger keep a seat; where there is none, another observer is wanted. */
    private void place(Wish wish, PlayStatus.Match match) {
        then(placement.schedule(wish.ask(settings().reserveMillis())), answer -> {
            if (answer.isPresent() && answer.get() instanceof Scheduled.Placed placed) {
                counters.add(Request.READY);
                wish.promise().complete(ready(wish, placed));
            } else if (answer.isPresent() && isFull((Scheduled.Refused) answer.get())) {
                await(wish, match);
            } else {
                refuse(wish, Reason.NOT_READY, "This node does not lead, or cannot decide now.");
            }
        });
    }

    private static boolean isFull(Scheduled.Refused refused) {
        return refused.code() == RefusalCode.FULL
                || refused.code() == RefusalCode.NO_MATCH
                || refused.code() == RefusalCode.NO_SCHEDULER;
    }

    private ObserverAnswer ready(Wish wish, Scheduled.Placed placed) {
        String ticket = new SpectatorTickets(keyOf(placed.worker())).issue(wish.seat(), placed.reservedUntilMillis());
        Optional<RunningObserver> known = spawns.herd().find(placed.worker());
        return new ObserverAnswer.Ready(
                wish.match(),
                placed.worker(),
                Endpoints.of(placed.info()),
                ticket,
                placed.reservedUntilMillis(),
                known.isPresent() ? OptionalLong.of(known.get().endsAtMillis()) : OptionalLong.empty());
    }

    /** The ledger knows the match's observers that other nodes have had started, too. */
    private void await(Wish wish, PlayStatus.Match match) {
        then(placement.workers(Optional.of(PURPOSE)), members -> {
            if (members.isEmpty()) {
                refuse(wish, Reason.NOT_READY, "This node cannot decide now.");
            } else if (spawns.isKnown()) {
                await(wish, spawns.of(match, relaying(match.id(), members.get())));
            } else if (spawns.cannotTell()) {
                refuse(wish, Reason.NO_OBSERVER, "What runs cannot be told now, so none is started.");
            } else {
                starting(wish);
            }
            keepTime();
        });
    }

    private static Set<String> relaying(String match, List<WorkerStatus> members) {
        return members.stream()
                .filter(member -> member.info().capacity().texts(MATCHES).contains(match))
                .map(WorkerStatus::id)
                .collect(Collectors.toSet());
    }

    private void await(Wish wish, Optional<Spawn> spawn) {
        if (spawn.isEmpty()) {
            refuse(wish, Reason.QUOTA, "The observers that there may be are full.");
        } else if (spawn.get().is(Spawn.Phase.FAILED)) {
            refuse(wish, Reason.NO_OBSERVER, spawn.get().failure());
        } else if (now() >= wish.untilMillis() || held >= MAX_HELD) {
            starting(wish);
        } else {
            held++;
            then(wish.promise(), answer -> held--);
            spawn.get().add(wish);
        }
    }

    /** Those who waited try again: now there is one more. */
    void retry(List<Wish> wishes) {
        wishes.forEach(this::observe);
    }

    void starting(Wish wish) {
        counters.add(Request.STARTING);
        wish.promise().complete(new ObserverAnswer.Starting(wish.match()));
    }

    void refuse(Wish wish, Reason reason, String detail) {
        counters.add(Request.valueOf(reason.name()));
        wish.promise().complete(new ObserverAnswer.Refused(reason, detail));
    }

    private void keepTime() {
        if (!timed && (!orders.isIdle() || !spawns.isIdle())) {
            timed = true;
            timer.run();
        }
    }

    private <T> CompletionStage<T> inTurn(T busy, Consumer<CompletableFuture<T>> work) {
        return in(turn, busy, work);
    }

    private <T> CompletionStage<T> in(Executor executor, T busy, Consumer<CompletableFuture<T>> work) {
        CompletableFuture<T> promise = promises.make(busy);
        try {
            executor.execute(() -> {
                try {
                    work.accept(promise);
                } catch (RuntimeException broken) {
                    promise.completeExceptionally(broken);
                }
            });
        } catch (RejectedExecutionException full) {
            promise.complete(busy);
        }
        return promise;
    }

    private static void requireWait(long waitMillis) {
        if (waitMillis < 0 || waitMillis > 60_000) {
            throw new IllegalArgumentException("waitMillis must be within 0 and 60000 but was " + waitMillis);
        }
    }
}
