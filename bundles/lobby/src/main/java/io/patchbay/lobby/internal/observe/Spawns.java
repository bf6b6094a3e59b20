package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverAnswer.Reason;
import io.patchbay.api.lobby.ObserverLauncher;
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
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has observers started, one at a time for each match, and looks after those that run. Confined to the engine's turn. */
final class Spawns {
    private static final Logger LOG = LoggerFactory.getLogger(Spawns.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long MOST_LOOK_MILLIS = 8_000; // between tries to learn what runs in the first place
    private static final long FAILURE_MILLIS = 2_000; // for which a failure is told instead of trying again
    private static final long SUPPLIER_MILLIS = 7_000; // less than the bound of a request
    private static final long OVERTIME_MILLIS = 5_000; // in which an observer whose time is over may end by itself

    private final ObserverEngine engine;
    private final AskedLauncher launches;
    private final AskedLauncher looks;
    private final Map<String, Spawn> byMatch = new TreeMap<>();
    private final Herd herd = new Herd();
    private final Leftovers leftovers = new Leftovers();
    private boolean known;
    private boolean looking;
    private long pauseMillis = LOOK_MILLIS;
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
        return known && !looking && !mayAnythingRun();
    }

    private boolean mayAnythingRun() {
        return !(byMatch.isEmpty() && herd.isEmpty() && leftovers.isEmpty());
    }

    /** Whether the launcher has said what runs: before, nothing is started, or there could be more than there may be. */
    boolean isKnown() {
        return known;
    }

    /** Whether the launcher was asked what runs and could not tell. */
    boolean cannotTell() {
        return !complaint.isEmpty();
    }

    /**
     * The one that is being started for a match, or is now; empty if there may be no more.
     *
     * @param members observers of the match that the ledger knows
     */
    Optional<Spawn> of(PlayStatus.Match match, Set<String> members) {
        Optional<Spawn> under = Optional.ofNullable(byMatch.get(match.id()));
        if (under.isPresent() || !mayHaveOneMore(match.id(), members)) {
            return under;
        }
        Spawn spawn =
                new Spawn(RandomIds.hex24(), match.id(), match.server(), "observer-" + RandomIds.hex24(), engine.now());
        byMatch.put(match.id(), spawn);
        engine.orders().add(match.server(), new ObserverOrder(spawn.order(), match.id()), engine.now());
        return Optional.of(spawn);
    }

    private boolean mayHaveOneMore(String match, Set<String> members) {
        Set<String> ofMatch = union(members, herd.of(match), leftovers.of(match));
        Set<String> starting = byMatch.values().stream()
                .filter(spawn -> !spawn.is(Spawn.Phase.FAILED))
                .map(Spawn::observer)
                .collect(Collectors.toSet());
        Set<String> ofNode = union(starting, herd.ids(), leftovers.ids());
        return ofMatch.size() < engine.settings().maxPerMatch()
                && ofNode.size() < engine.settings().maxPerNode();
    }

    private static Set<String> union(Set<String> one, Set<String> another, Set<String> third) {
        return Stream.of(one, another, third).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** A play server says where; @return whether there is such an order */
    boolean supply(ObserverOffer offer, CompletableFuture<SupplyAnswer> promise) {
        Optional<Spawn> ordered = find(offer.server(), offer.order())
                .filter(spawn -> spawn.match().equals(offer.match()) && !spawn.is(Spawn.Phase.FAILED));
        if (ordered.isEmpty()) {
            return false;
        }
        Spawn spawn = ordered.get();
        spawn.suppliedBy(promise, engine.now() + SUPPLIER_MILLIS);
        if (spawn.is(Spawn.Phase.ORDERED)) {
            engine.orders().remove(spawn.server(), spawn.order());
            launch(spawn, offer);
        }
        return true;
    }

    /** A play server has nothing; @return whether there was such an order */
    boolean decline(String server, String order, String reason) {
        Optional<Spawn> ordered = find(server, order).filter(spawn -> spawn.is(Spawn.Phase.ORDERED));
        ordered.ifPresent(spawn -> fail(spawn, Launch.NO_SOURCE, "The play server declines.", reason));
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
        LaunchAttempt attempt = new LaunchAttempt(spec);
        CompletableFuture<RunningObserver> call = launches.ask("the launch of " + spawn.observer(), attempt);
        spawn.launchedBy(attempt, call);
        engine.then(call, launched -> launched(spawn, launched), why -> notLaunched(spawn, attempt, why));
    }

    /** What could not be launched may run all the same, or begin to: the launcher may have been given up too early for it. */
    private void notLaunched(Spawn spawn, LaunchAttempt attempt, String why) {
        if (!attempt.abandon()) {
            leftovers.awaitReturn(spawn.observer(), spawn.match());
            engine.then(attempt.returned(), done -> {
                leftovers.again(spawn.observer());
                endLeftovers();
            });
        }
        fail(spawn, Launch.NOT_LAUNCHED, "An observer could not be started.", why);
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
        if (now - lookedMillis >= pauseMillis && (!known || mayAnythingRun())) {
            look();
            endLeftovers();
        }
    }

    private void tick(Spawn spawn, long now) {
        spawn.takeImpatient(now).forEach(engine.seating()::starting);
        if (spawn.isSupplierImpatient(now)) {
            spawn.answerSupplier(new SupplyAnswer.Launched(spawn.observer(), Optional.empty()));
        }
        long passed = now - spawn.sinceMillis();
        if (spawn.is(Spawn.Phase.ORDERED) && passed >= engine.settings().orderMillis()) {
            fail(spawn, Launch.NO_SOURCE, "The play server gives no answer.", spawn.server());
        } else if (spawn.is(Spawn.Phase.LAUNCHING)
                && passed >= engine.settings().launchMillis()) {
            spawn.giveUpLaunch(
                    "the launcher was not asked within " + engine.settings().launchMillis() + " ms");
        } else if (spawn.is(Spawn.Phase.JOINING) && passed >= engine.settings().joinMillis()) {
            fail(spawn, Launch.NOT_JOINED, "An observer was started but did not join in time.", spawn.observer());
            leftovers.due(spawn.observer(), spawn.match());
            endLeftovers();
        } else if (spawn.is(Spawn.Phase.FAILED) && passed >= FAILURE_MILLIS) {
            byMatch.remove(spawn.match(), spawn);
        }
    }

    private void askWhoHasJoined() {
        if (askingLedger) {
            return;
        }
        askingLedger = true;
        engine.then(engine.placement().workers(Optional.of(Observers.PURPOSE), 0), answer -> {
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
        engine.seating().retry(spawn.takeWishes());
    }

    /**
     * @param told also to players
     * @param why only to operators and the play server
     */
    private void fail(Spawn spawn, Launch outcome, String told, String why) {
        if (spawn.is(Spawn.Phase.FAILED)) {
            return;
        }
        LOG.warn("Match {} gets no further observer. {} ({})", spawn.match(), told, why);
        engine.counters().add(outcome);
        engine.orders().remove(spawn.server(), spawn.order());
        spawn.fail(told, engine.now());
        spawn.answerSupplier(new SupplyAnswer.Failed(told + " (" + why + ")"));
        spawn.takeWishes().forEach(wish -> engine.seating().refuse(wish, Reason.NO_OBSERVER, told));
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
                looks.ask("the question what runs", Spawns::running),
                running -> looked(number, running),
                this::couldNotLook);
    }

    /** Checked here, where it is the launcher's fault and not this engine's. */
    private static List<RunningObserver> running(ObserverLauncher launcher) throws IOException, InterruptedException {
        return Optional.ofNullable(launcher.running())
                .filter(running -> running.stream().noneMatch(Objects::isNull))
                .map(List::copyOf)
                .orElseThrow(() -> new BadAnswerException("what runs was answered with null, or has a null in it"));
    }

    private void looked(long number, List<RunningObserver> running) {
        looking = false;
        known = true;
        pauseMillis = LOOK_MILLIS;
        complaint = "";
        herd.endLook(number, running).forEach(this::gone);
        long now = engine.now();
        herd.all().stream()
                .filter(observer -> now >= observer.endsAtMillis() + OVERTIME_MILLIS)
                .forEach(observer -> leftovers.due(observer.id(), observer.match()));
        endLeftovers();
    }

    private void couldNotLook(String why) {
        looking = false;
        pauseMillis = known ? LOOK_MILLIS : Math.min(2 * pauseMillis, MOST_LOOK_MILLIS);
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
                .ifPresent(spawn -> fail(
                        spawn, Launch.NOT_JOINED, "An observer was started but ended before it had joined.", observer));
    }

    private void endLeftovers() {
        leftovers.take().forEach(this::stop);
    }

    private void stop(String observer) {
        engine.then(
                looks.ask("the end of " + observer, launcher -> launcher.stop(observer)),
                was -> {
                    LOG.info("Observer {} was ended: {}", observer, was);
                    leftovers.ended(observer);
                },
                why -> {
                    LOG.warn("Observer {} could not be ended, which is tried again: {}", observer, why);
                    leftovers.again(observer);
                });
    }
}
