package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.lobby.internal.Endpoints;
import io.patchbay.lobby.internal.observe.ObserverCounters.Request;
import io.patchbay.support.observer.SpectatorTickets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings spectators to seats on observers, or has them wait for one that is started. Confined to the engine's turn. */
final class Seating {
    private final ObserverEngine engine;
    private final Keys keys = new Keys();
    private int held;

    Seating(ObserverEngine engine) {
        this.engine = engine;
    }

    /** A player has some seats at a match, and gets another key's when the ledger says that one of them is free. */
    void enter(Wish wish) {
        if (keys.enter(wish)) {
            begin(wish);
            return;
        }
        engine.then(free(keys.settled(wish)), free -> {
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
                        seat -> engine.placement().task(Observers.PURPOSE, seat).toCompletableFuture()));
        return CompletableFuture.allOf(asked.values().toArray(new CompletableFuture<?>[0]))
                .thenApply(all -> seats.stream()
                        .filter(seat -> isFree(asked.get(seat).join()))
                        .toList());
    }

    private static boolean isFree(TaskStatus status) {
        return status instanceof TaskStatus.NoSuchTask || status instanceof TaskStatus.InvalidPurpose;
    }

    private void begin(Wish wish) {
        engine.then(wish.promise(), answer -> keys.answered(wish));
        observe(wish);
    }

    private void observe(Wish wish) {
        engine.then(engine.play().match(wish.match()), found -> {
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
        engine.ifLeading(
                wish.match(),
                leads -> refuse(
                        wish,
                        leads ? Reason.UNKNOWN_MATCH : Reason.NOT_READY,
                        leads ? "Nobody plays such a match." : "This node does not lead, or cannot decide now."));
    }

    /** Has the ledger keep a seat; where there is none, another observer is wanted. */
    private void place(Wish wish, PlayStatus.Match match) {
        engine.then(engine.placement().schedule(wish.ask(engine.settings().reserveMillis())), answer -> {
            if (answer.isPresent() && answer.get() instanceof Scheduled.Placed placed) {
                engine.counters().add(Request.READY);
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
        String ticket =
                new SpectatorTickets(engine.keyOf(placed.worker())).issue(wish.seat(), placed.reservedUntilMillis());
        Optional<RunningObserver> known = engine.spawns().herd().find(placed.worker());
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
        engine.then(engine.placement().workers(Optional.of(Observers.PURPOSE), 0), members -> {
            if (members.isEmpty()) {
                refuse(wish, Reason.NOT_READY, "This node cannot decide now.");
            } else if (engine.spawns().isKnown()) {
                await(wish, engine.spawns().of(match, relaying(match.id(), members.get())));
            } else if (engine.spawns().cannotTell()) {
                refuse(wish, Reason.NO_OBSERVER, "What runs cannot be told now, so none is started.");
            } else {
                starting(wish);
            }
            engine.keepTime();
        });
    }

    private static Set<String> relaying(String match, List<WorkerStatus> members) {
        return members.stream()
                .filter(member ->
                        member.info().capacity().texts(Observers.MATCHES).contains(match))
                .map(WorkerStatus::id)
                .collect(Collectors.toSet());
    }

    private void await(Wish wish, Optional<Spawn> spawn) {
        if (spawn.isEmpty()) {
            refuse(wish, Reason.QUOTA, "The observers that there may be are full.");
        } else if (spawn.get().is(Spawn.Phase.FAILED)) {
            refuse(wish, Reason.NO_OBSERVER, spawn.get().failure());
        } else if (engine.now() >= wish.untilMillis() || held >= ObserverEngine.MAX_HELD) {
            starting(wish);
        } else {
            held++;
            engine.then(wish.promise(), answer -> held--);
            spawn.get().add(wish);
        }
    }

    /** Those who waited try again: now there is one more. */
    void retry(List<Wish> wishes) {
        wishes.forEach(this::observe);
    }

    void starting(Wish wish) {
        engine.counters().add(Request.STARTING);
        wish.promise().complete(new ObserverAnswer.Starting(wish.match()));
    }

    void refuse(Wish wish, Reason reason, String detail) {
        engine.counters().add(Request.valueOf(reason.name()));
        wish.promise().complete(new ObserverAnswer.Refused(reason, detail));
    }
}
