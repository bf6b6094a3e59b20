package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.lobby.internal.Endpoints;
import io.patchbay.support.SerialExecutor;
import io.patchbay.support.observer.SpectatorTickets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Observers, and the turn in which all is done that concerns them: {@link Seating} brings spectators to them, {@link Spawns} has them started,
 * {@link Orders} asks play servers for what that takes. What the ledger, play routing and the launcher are asked is answered into that
 * turn again, a {@link SerialExecutor}. Thread-safe.
 *
 * <p>Which seat is whose, the ledger alone says; which observers run, the launcher. So nothing is lost when this is made anew.
 */
final class ObserverEngine implements Observers, AutoCloseable {
    /** How many answers may be awaited of each kind: whoever asks over HTTP holds a request of the node's meanwhile. */
    static final int MAX_HELD = 1_000;

    private final Placement placement;
    private final PlayRouting play;
    private final Clock clock;
    private final Supplier<ObserverSettings> settings;
    private final String secret;
    private final SerialExecutor turn;
    private final Runnable timer;
    private final ObserverCounters counters = new ObserverCounters();
    private final Orders orders = new Orders();
    private final Promises promises = new Promises();
    private final Spawns spawns;
    private final Seating seating;
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
        this.seating = new Seating(this);
    }

    Placement placement() {
        return placement;
    }

    PlayRouting play() {
        return play;
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

    Spawns spawns() {
        return spawns;
    }

    Seating seating() {
        return seating;
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
                promise -> seating.enter(Wish.of(player, match, key, now() + waitMillis, promise)));
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
                promise -> then(placement.workers(Optional.of(PURPOSE), 0), workers -> {
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

    /** @param name of any task: only a node that leads answers whether it is one */
    void ifLeading(String name, Consumer<Boolean> action) {
        then(
                placement.task(PlayRouting.PURPOSE, name),
                status -> action.accept(status.filter(answer -> !(answer instanceof TaskStatus.NotReady))
                        .isPresent()));
    }

    void keepTime() {
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
