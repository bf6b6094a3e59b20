package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.lobby.internal.Endpoints;
import io.patchbay.lobby.internal.observe.ObserverCounters.Launch;
import io.patchbay.support.RandomIds;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has observers started, one at a time for each match, and looks after those that run. Confined to the engine's turn. */
final class Spawns {
    private static final Logger LOG = LoggerFactory.getLogger(Spawns.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long FAILURE_MILLIS = 2_000; // for which a failure is told instead of trying again
    private static final long SUPPLIER_MILLIS = 7_000; // less than the bound of a request
    private static final long OVERTIME_MILLIS = 5_000; // in which an observer whose time is over may end by itself

    private final ObserverEngine engine;
    private final AskedLauncher launches;
    private final AskedLauncher looks;
    private final Map<String, Spawn> byMatch = new TreeMap<>();
    private final Herd herd = new Herd();
    private boolean looking;
    private boolean askingLedger;
    private long lookedMillis;
    private String complaint = ""; // of the latest look; said once

    Spawns(ObserverEngine engine, AskedLauncher launches, AskedLauncher looks) {
        this.engine = engine;
        this.launches = launches;
        this.looks = looks;
    }

    Herd herd() {
        return herd;
    }

    boolean isIdle() {
        return byMatch.isEmpty() && herd.isEmpty() && !looking;
    }

    /** The one that is being started for a match, or is now; empty if there may be no more. */
    Optional<Spawn> of(PlayStatus.Match match) {
        Optional<Spawn> under = Optional.ofNullable(byMatch.get(match.id()));
        if (under.isPresent() || !mayHaveOneMore(match.id())) {
            return under;
        }
        Spawn spawn =
                new Spawn(RandomIds.hex24(), match.id(), match.server(), "observer-" + RandomIds.hex24(), engine.now());
        byMatch.put(match.id(), spawn);
        engine.orders().add(match.server(), new ObserverOrder(spawn.order(), match.id()), engine.now());
        return Optional.of(spawn);
    }

    private boolean mayHaveOneMore(String match) {
        long starting = byMatch.values().stream()
                .filter(spawn -> !spawn.is(Spawn.Phase.FAILED) && !herd.has(spawn.observer()))
                .count();
        return herd.of(match) < engine.settings().maxPerMatch()
                && herd.size() + starting < engine.settings().maxPerNode();
    }

    void supply(ObserverOffer offer, CompletableFuture<SupplyAnswer> promise) {
        Optional<Spawn> ordered = find(offer.server(), offer.order())
                .filter(spawn -> spawn.match().equals(offer.match()) && !spawn.is(Spawn.Phase.FAILED));
        if (ordered.isEmpty()) {
            promise.complete(new SupplyAnswer.Unknown());
            return;
        }
        Spawn spawn = ordered.get();
        spawn.suppliedBy(promise, engine.now() + SUPPLIER_MILLIS);
        if (spawn.is(Spawn.Phase.ORDERED)) {
            engine.orders().remove(spawn.server(), spawn.order());
            launch(spawn, offer);
        }
    }

    boolean decline(String server, String order, String reason) {
        Optional<Spawn> ordered = find(server, order).filter(spawn -> spawn.is(Spawn.Phase.ORDERED));
        ordered.ifPresent(spawn -> fail(spawn, Launch.NO_SOURCE, "The play server declines: " + reason));
        return ordered.isPresent();
    }

    private Optional<Spawn> find(String server, String order) {
        return byMatch.values().stream()
                .filter(spawn -> spawn.order().equals(order) && spawn.server().equals(server))
                .findFirst();
    }

    private void launch(Spawn spawn, ObserverOffer offer) {
        spawn.enter(Spawn.Phase.LAUNCHING, engine.now());
        ObserverSpec spec = new ObserverSpec(
                spawn.observer(),
                spawn.match(),
                offer.source(),
                offer.ticket(),
                engine.keyOf(spawn.observer()),
                engine.settings().spectators(),
                engine.now() + engine.settings().timeToLiveMillis(),
                engine.settings().nodes());
        engine.then(
                launches.ask("the launch of " + spawn.observer(), launcher -> launcher.launch(spec)),
                launched -> launched(spawn, launched),
                why -> fail(spawn, Launch.NOT_LAUNCHED, "An observer could not be started: " + why + "."));
    }

    private void launched(Spawn spawn, RunningObserver launched) {
        LOG.info("Observer {} of match {} has been launched", launched.id(), launched.match());
        herd.add(launched);
        spawn.enter(Spawn.Phase.JOINING, engine.now());
    }

    void tick() {
        long now = engine.now();
        for (Spawn spawn : List.copyOf(byMatch.values())) {
            tick(spawn, now);
        }
        if (byMatch.values().stream().anyMatch(spawn -> spawn.is(Spawn.Phase.JOINING))) {
            askWhoHasJoined();
        }
        if (now - lookedMillis >= LOOK_MILLIS) {
            look();
        }
    }

    private void tick(Spawn spawn, long now) {
        spawn.takeImpatient(now).forEach(engine::starting);
        if (spawn.isSupplierImpatient(now)) {
            spawn.answerSupplier(new SupplyAnswer.Launched(spawn.observer(), Optional.empty()));
        }
        long passed = now - spawn.sinceMillis();
        if (spawn.is(Spawn.Phase.ORDERED) && passed >= engine.settings().orderMillis()) {
            fail(spawn, Launch.NO_SOURCE, "The play server " + spawn.server() + " gives no answer.");
        } else if (spawn.is(Spawn.Phase.JOINING) && passed >= engine.settings().joinMillis()) {
            fail(spawn, Launch.NOT_JOINED, "An observer was started but did not join in time.");
            stop(spawn.observer());
        } else if (spawn.is(Spawn.Phase.FAILED) && passed >= FAILURE_MILLIS) {
            byMatch.remove(spawn.match(), spawn);
        }
    }

    private void askWhoHasJoined() {
        if (askingLedger) {
            return;
        }
        askingLedger = true;
        engine.then(engine.placement().workers(Optional.of(Observers.PURPOSE)), answer -> {
            askingLedger = false;
            Map<String, WorkerStatus> members =
                    answer.orElse(List.of()).stream().collect(Collectors.toMap(WorkerStatus::id, Function.identity()));
            for (Spawn spawn : List.copyOf(byMatch.values())) {
                Optional.ofNullable(members.get(spawn.observer()))
                        .filter(member -> spawn.is(Spawn.Phase.JOINING))
                        .ifPresent(member -> joined(spawn, member));
            }
        });
    }

    private void joined(Spawn spawn, WorkerStatus member) {
        engine.counters().add(Launch.JOINED);
        byMatch.remove(spawn.match(), spawn);
        spawn.answerSupplier(new SupplyAnswer.Launched(spawn.observer(), Optional.of(Endpoints.of(member.info()))));
        engine.retry(spawn.takeWishes());
    }

    private void fail(Spawn spawn, Launch outcome, String why) {
        if (spawn.is(Spawn.Phase.FAILED)) {
            return;
        }
        LOG.warn("Match {} gets no further observer. {}", spawn.match(), why);
        engine.counters().add(outcome);
        engine.orders().remove(spawn.server(), spawn.order());
        spawn.fail(why, engine.now());
        spawn.answerSupplier(new SupplyAnswer.Failed(why));
        spawn.takeWishes().forEach(wish -> engine.refuse(wish, Reason.NO_OBSERVER, why));
    }

    /** Asks the launcher what runs: what has ended leaves the ledger at once, and what has outlived its time is ended. */
    void look() {
        if (looking) {
            return;
        }
        looking = true;
        lookedMillis = engine.now();
        long number = herd.beginLook();
        engine.then(
                looks.ask("the question what runs", launcher -> launcher.running()),
                running -> looked(number, running),
                this::couldNotLook);
    }

    private void looked(long number, List<RunningObserver> running) {
        looking = false;
        complaint = "";
        herd.endLook(number, running).forEach(this::gone);
        long now = engine.now();
        herd.all().stream()
                .filter(observer -> now >= observer.endsAtMillis() + OVERTIME_MILLIS)
                .forEach(observer -> stop(observer.id()));
    }

    private void couldNotLook(String why) {
        looking = false;
        if (!why.equals(complaint)) {
            LOG.warn("It cannot be told which observers run: {}", why);
            complaint = why;
        }
    }

    private void gone(String observer) {
        LOG.info("Observer {} has ended", observer);
        engine.then(engine.placement().quit(observer), was -> LOG.debug("Observer {} was a member: {}", observer, was));
        byMatch.values().stream()
                .filter(spawn -> spawn.observer().equals(observer) && spawn.is(Spawn.Phase.JOINING))
                .findFirst()
                .ifPresent(spawn ->
                        fail(spawn, Launch.NOT_JOINED, "An observer was started but ended before it had joined."));
    }

    private void stop(String observer) {
        engine.then(
                looks.ask("the end of " + observer, launcher -> launcher.stop(observer)),
                was -> LOG.info("Observer {} was ended: {}", observer, was),
                why -> LOG.warn("Observer {} could not be ended: {}", observer, why));
    }
}
