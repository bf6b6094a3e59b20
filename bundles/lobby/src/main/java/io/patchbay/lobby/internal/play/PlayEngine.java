package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.lobby.internal.play.PlayCounters.Outcome;
import io.patchbay.support.RandomIds;
import io.patchbay.support.SerialExecutor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Starts, from the wish to play to the end of the match. All state is touched in one turn, a {@link SerialExecutor}; what the ledger
 * is asked is answered into that turn again. Thread-safe.
 *
 * <p>Whether seats are anybody's, the ledger alone says: a start that believes in a reservation asks it before it lets anybody in.
 */
final class PlayEngine implements PlayRouting {
    private static final int TOKEN_BYTES = 32;
    private static final long ACCOUNT_MILLIS = 2_000; // less than play servers wait for an answer
    private static final int MAX_HELD =
            1_000; // answers: whoever asks over HTTP holds a request of the node's meanwhile

    private final Placement placement;
    private final Clock clock;
    private final Supplier<PlaySettings> settings;
    private final Function<String, CompletionStage<Boolean>> accounts;
    private final SerialExecutor turn;
    private final Runnable timer;
    private final PlayCounters counters = new PlayCounters();
    private final Starts starts = new Starts();
    private final Line line = new Line();
    private final Handover handover;
    private final Sweep sweep;
    private final Door door;
    private final Hosting hosting;
    private long arrivals;
    private int held;
    private boolean timed;

    /**
     * @param settings asked when they are needed
     * @param accounts whether an account may play
     * @param timer has {@link #tick} called once, after a while
     */
    PlayEngine(
            Placement placement,
            Clock clock,
            Supplier<PlaySettings> settings,
            Function<String, CompletionStage<Boolean>> accounts,
            SerialExecutor turn,
            Runnable timer) {
        this.placement = placement;
        this.clock = clock;
        this.settings = settings;
        this.accounts = accounts;
        this.turn = turn;
        this.timer = timer;
        this.handover = new Handover(this);
        this.sweep = new Sweep(this);
        this.door = new Door(this);
        this.hosting = new Hosting(this);
    }

    Placement placement() {
        return placement;
    }

    CompletionStage<Boolean> mayPlay(String player) {
        return accounts.apply(player)
                .toCompletableFuture()
                .copy() // so that what is given up here goes on for whoever else waits for it
                .orTimeout(ACCOUNT_MILLIS, TimeUnit.MILLISECONDS);
    }

    PlaySettings settings() {
        return settings.get();
    }

    PlayCounters counters() {
        return counters;
    }

    Starts starts() {
        return starts;
    }

    Line line() {
        return line;
    }

    long now() {
        return clock.millis();
    }

    /** Has something done with an answer, in the turn, whatever it is. */
    <T> void then(CompletionStage<T> stage, Consumer<Optional<T>> action) {
        stage.whenComplete((answer, failed) ->
                turn.executeAnyway(() -> action.accept(failed == null ? Optional.of(answer) : Optional.empty())));
    }

    @Override
    public CompletionStage<StartState> start(String player, StartRequest request) {
        return inTurn(Refusals.NOT_READY, promise -> start(player, request, promise));
    }

    @Override
    public CompletionStage<StartState> await(String player, String start, OptionalInt after, long waitMillis) {
        if (waitMillis < 0 || waitMillis > 60_000) {
            throw new IllegalArgumentException("waitMillis must be within 0 and 60000 but was " + waitMillis);
        }
        return inTurn(Refusals.NOT_READY, promise -> starts.of(player, start)
                .ifPresentOrElse(
                        found -> await(found, after, waitMillis, promise), () -> promise.complete(Refusals.UNKNOWN)));
    }

    private void await(Start start, OptionalInt after, long waitMillis, CompletableFuture<StartState> promise) {
        if (waitMillis == 0 || held >= MAX_HELD) {
            repeat(start, OptionalInt.empty(), 0, promise);
            return;
        }
        held++;
        CompletableFuture<StartState> answer = new CompletableFuture<>();
        repeat(start, after, now() + waitMillis, answer);
        then(answer, state -> {
            held--;
            promise.complete(state.orElse(Refusals.UNKNOWN));
        });
    }

    @Override
    public CompletionStage<CancelOutcome> cancel(String player, String start) {
        return inTurn(
                CancelOutcome.UNKNOWN,
                promise -> promise.complete(
                        starts.of(player, start).map(this::cancel).orElse(CancelOutcome.UNKNOWN)));
    }

    @Override
    public CompletionStage<Redemption> redeem(String server, String token, Optional<String> match) {
        return inTurn(
                new Redemption.Refused(Redemption.Reason.NOT_READY),
                promise -> door.redeem(server, token, match, promise));
    }

    @Override
    public CompletionStage<Boolean> hosts(String server, List<HostedStart> hosted) {
        return inTurn(false, promise -> {
            promise.complete(hosting.claim(server, hosted));
            keepTime();
        });
    }

    @Override
    public CompletionStage<Optional<PlayStatus.Match>> match(String match) {
        return inTurn(Optional.empty(), promise -> promise.complete(Matches.of(this, match)));
    }

    @Override
    public CompletionStage<PlayStatus> status() {
        return inTurn(new PlayStatus(List.of(), List.of(), 0), promise -> promise.complete(Matches.of(this)));
    }

    /** Looks after the line and all that has a deadline. */
    void tick() {
        turn.executeAnyway(() -> {
            timed = false;
            sweep.tick();
            hosting.tick();
            if (!line.isEmpty()) {
                handover.run();
            }
            keepTime();
        });
    }

    private void start(String player, StartRequest request, CompletableFuture<StartState> promise) {
        Optional<Start> latest = starts.of(player);
        Optional<Start> known = starts.withKey(player, request.key());
        if (known.isPresent()) {
            again(known.get(), request, promise);
        } else if (latest.filter(start -> start.supersedes(request.key())).isPresent()) {
            promise.complete(Refusals.SUPERSEDED);
        } else {
            latest.ifPresent(start -> supersede(start, request));
            begin(player, request, latest, promise);
        }
    }

    private void again(Start known, StartRequest request, CompletableFuture<StartState> promise) {
        if (!known.request().asksTheSameAs(request)) {
            promise.complete(Refusals.KEY_REUSED);
            return;
        }
        CompletableFuture<StartState> same = new CompletableFuture<>();
        repeat(known, OptionalInt.empty(), 0, same);
        then(same, state -> {
            if (state.orElse(Refusals.UNKNOWN).equals(Refusals.UNKNOWN)) {
                start(known.player(), request, promise); // what there was is over
            } else {
                promise.complete(state.get());
            }
        });
    }

    /** A player wants another start; what a server has that was not reached is asked for again only once it has reported. */
    private void supersede(Start start, StartRequest request) {
        boolean notReached = start.is(Start.Phase.RESERVED)
                && !start.isUsed()
                && request.unreachable().filter(start.id()::equals).isPresent();
        if (notReached) {
            then(placement.passOver(PURPOSE, start.server()), done -> {}); // the ledger does one thing after the other
        }
        start.tellAll(Refusals.SUPERSEDED);
        cancel(start);
    }

    private void begin(
            String player, StartRequest request, Optional<Start> earlier, CompletableFuture<StartState> promise) {
        Kind kind = Kind.of(request);
        if (line.size() >= settings().maxWaiting() + Handover.IN_FLIGHT || !line.hasRoomFor(kind)) {
            counters.add(Outcome.TURNED_AWAY);
            promise.complete(Refusals.LINE_FULL);
            return;
        }
        Start start = newStart(RandomIds.hex24(), player, request, kind);
        earlier.ifPresent(start::follow);
        starts.add(start);
        line.add(start);
        pass(start.listen(OptionalInt.empty(), 0), promise);
        handover.runWith(start);
        keepTime();
    }

    Start newStart(String id, String player, StartRequest request, Kind kind) {
        return new Start(id, player, request, kind, arrivals++, now());
    }

    /** Knows a start whose players have come already. */
    void learn(Start start) {
        starts.learn(start);
        keepTime();
    }

    /** Tells what a start has come to, if its server still has it. */
    private void repeat(Start start, OptionalInt after, long untilMillis, CompletableFuture<StartState> promise) {
        start.heard(now());
        if (start.is(Start.Phase.WAITING)) {
            pass(start.listen(after, untilMillis), promise);
            tell(start);
            return;
        }
        check(
                start,
                there -> promise.complete(
                        there ? start.state(line.pace(start.kind().mode())) : Refusals.UNKNOWN));
    }

    /** Asks the ledger whether a start still has its seats; one that has not is over. */
    void check(Start start, Consumer<Boolean> then) {
        then(placement.task(PURPOSE, start.id()), status -> {
            boolean unknown = status.isEmpty() || status.get() instanceof TaskStatus.NotReady;
            boolean there = unknown
                    || (status.get() instanceof TaskStatus.Found found
                            && found.present()
                            && found.worker().equals(start.server()));
            if (!there && !start.is(Start.Phase.OVER)) {
                lose(start, status.get() instanceof TaskStatus.Found);
            }
            then.accept(there && !start.is(Start.Phase.OVER));
        });
    }

    /** @param bound whether the ledger still keeps seats for it, on a server that is gone or never was its own */
    private void lose(Start start, boolean bound) {
        if (start.is(Start.Phase.RESERVED)) {
            counters.add(now() >= start.deadlineMillis() ? Outcome.EXPIRED : Outcome.LOST);
        }
        end(start);
        if (bound) {
            release(start);
        }
    }

    void tell(Start start) {
        start.tell(line.pace(start.kind().mode()), now());
    }

    /** Nothing more comes of a start. */
    void end(Start start) {
        line.remove(start);
        start.over();
        starts.remove(start);
        start.tellAll(Refusals.UNKNOWN);
    }

    private CancelOutcome cancel(Start start) {
        if (start.isUsed()) {
            return CancelOutcome.PLAYING;
        }
        giveUp(start);
        return CancelOutcome.DONE;
    }

    private void giveUp(Start start) {
        boolean reserved = start.is(Start.Phase.RESERVED);
        end(start);
        counters.add(Outcome.CANCELLED);
        if (reserved) {
            release(start);
        }
    }

    /** A player's account has ended: places and seats are others', and no token of it is good any more. A match goes on at its server. */
    void leave(String player) {
        turn.executeAnyway(() -> {
            for (Start start : starts.allOf(player)) {
                if (start.is(Start.Phase.PLAYING)) {
                    starts.disown(start);
                } else {
                    giveUp(start);
                }
            }
        });
    }

    /** Gives seats back that nobody has come for, to whoever waits. */
    void release(Start start) {
        then(placement.unschedule(PURPOSE, start.id()), done -> {
            if (!line.isEmpty()) {
                handover.run();
            }
        });
    }

    List<String> newTokens(int seats) {
        List<String> tokens = new ArrayList<>(seats);
        for (int seat = 0; seat < seats; seat++) {
            tokens.add(RandomIds.hex(TOKEN_BYTES));
        }
        return tokens;
    }

    private void keepTime() {
        if (!timed && !(starts.isEmpty() && hosting.isIdle())) {
            timed = true;
            timer.run();
        }
    }

    private <T> CompletionStage<T> inTurn(T busy, Consumer<CompletableFuture<T>> work) {
        CompletableFuture<T> promise = new CompletableFuture<>();
        try {
            turn.execute(() -> {
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

    private static <T> void pass(CompletionStage<T> from, CompletableFuture<T> to) {
        from.whenComplete((value, failed) -> to.complete(value));
    }
}
