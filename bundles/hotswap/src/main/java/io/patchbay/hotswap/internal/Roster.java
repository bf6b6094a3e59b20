package io.patchbay.hotswap.internal;

import io.patchbay.api.Identifier;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.hotswap.internal.Judgements.Judgement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who could serve what: the extension points, the plug-in services, and which of them are on probation because their jar is
 * still on trial. Confined to the switchboard's thread.
 */
final class Roster {
    private static final Logger LOG = LoggerFactory.getLogger(Roster.class);

    private final Surroundings surroundings;
    private final Checks checks;
    private final Clock clock;
    private final Map<ServiceReference<?>, Extension<?>> extensions = new LinkedHashMap<>();
    private final Map<ServiceReference<?>, List<Enlisted<?>>> services = new LinkedHashMap<>();
    private final Switches switches;
    private final Map<Long, JarFacts> jars = new HashMap<>();
    private final Set<Long> onProbation = new HashSet<>();
    private final Judgements judgements;

    Roster(Surroundings surroundings, Checks checks, Clock clock) {
        this.surroundings = surroundings;
        this.checks = checks;
        this.clock = clock;
        this.switches = new Switches(surroundings, this::kindOf);
        this.judgements = new Judgements(
                bundleId -> enlisted(Set.of(bundleId)).map(Enlisted::candidate),
                this::offers,
                this::missing,
                surroundings.thread(),
                () -> surroundings.settings().get().check());
    }

    private record Enlisted<T>(PluginSwitch<T> place, Candidate<T> candidate) {
        CompletableFuture<Void> leave() {
            return place.leave(candidate);
        }

        boolean isOf(long bundleId) {
            return bundleIdOf(candidate.reference()) == bundleId;
        }
    }

    /** The bundle's plug-ins are on probation: they are checked, but do not serve yet. */
    void announce(long bundleId, JarFacts jar) {
        jars.put(bundleId, jar);
        onProbation.add(bundleId);
        List.copyOf(services.keySet()).stream()
                .filter(service -> bundleIdOf(service) == bundleId)
                .forEach(service -> extensions.values().forEach(extension -> enlist(extension, service)));
    }

    /** The bundle's content is in force for this file: it may have had another name, or been a mere copy. */
    void describe(long bundleId, String file, long modifiedMillis) {
        Optional.ofNullable(jars.get(bundleId)).ifPresent(before -> {
            JarFacts jar = before.inForceFor(file, modifiedMillis);
            if (!jar.equals(before)) {
                jars.put(bundleId, jar);
                enlisted(Set.of(bundleId)).forEach(enlisted -> {
                    enlisted.candidate.describe(jar);
                    enlisted.place.settle();
                });
                surroundings.changed().run();
            }
        });
    }

    /** Completes when every plug-in that the bundle offers now was checked; see {@link Judgements#judge}. */
    CompletableFuture<Judgement> judge(long bundleId, OptionalLong replaced) {
        return judgements.judge(bundleId, replaced);
    }

    /**
     * Ends the probation of bundles.
     *
     * @param superseded bundles whose plug-ins serve from now on only where nothing else can
     * @return completes when the slots have followed, with the bundles that failed even now, and why
     */
    CompletableFuture<Map<Long, String>> admit(Set<Long> bundleIds, Set<Long> superseded) {
        onProbation.removeAll(bundleIds);
        enlisted(bundleIds).forEach(enlisted -> {
            enlisted.candidate.admit();
            enlisted.candidate.setSuperseded(false); // its content may have been in force for another file
        });
        enlisted(superseded).forEach(enlisted -> enlisted.candidate.setSuperseded(true));
        return settled(bundleIds, superseded).thenApply(settled -> enlisted(bundleIds)
                .filter(enlisted -> enlisted.candidate.isFailed())
                .collect(Collectors.toMap(
                        enlisted -> bundleIdOf(enlisted.candidate.reference()),
                        enlisted -> enlisted.candidate.problem(),
                        (one, other) -> one)));
    }

    /** Takes {@link #admit}'s second part back. */
    CompletableFuture<Void> reinstate(Set<Long> superseded) {
        enlisted(superseded).forEach(enlisted -> enlisted.candidate.setSuperseded(false));
        return settled(superseded, Set.of());
    }

    private CompletableFuture<Void> settled(Set<Long> bundleIds, Set<Long> others) {
        return all(Stream.concat(enlisted(bundleIds), enlisted(others))
                .map(Enlisted::place)
                .distinct()
                .map(PluginSwitch::settled));
    }

    /** Takes a bundle's plug-ins out. Completes when none of them is used any more. */
    CompletableFuture<Void> withdraw(long bundleId) {
        return all(enlisted(Set.of(bundleId)).map(Enlisted::leave));
    }

    /** The bundle is uninstalled. */
    void forget(long bundleId) {
        jars.remove(bundleId);
        onProbation.remove(bundleId);
        judgements.forget(bundleId);
        surroundings.changed().run(); // until now it might have come back
    }

    /** A service with a plug-in's name was registered. */
    void arrived(ServiceReference<?> service) {
        if (service.getBundle() == null || services.putIfAbsent(service, new ArrayList<>()) != null) {
            return; // gone again, or known since the first look
        }
        extensions.values().forEach(extension -> enlist(extension, service));
        judgements.conclude(bundleIdOf(service));
    }

    /** A service's properties changed: its ranking may count now. */
    void changed(ServiceReference<?> service) {
        if (services.containsKey(service)) {
            services.get(service).forEach(enlisted -> enlisted.place.settle());
        } else {
            arrived(service);
        }
    }

    /** A service is being unregistered. Completes when it is not used any more. */
    CompletableFuture<Void> gone(ServiceReference<?> service) {
        List<Enlisted<?>> left = Optional.ofNullable(services.remove(service)).orElse(List.of());
        CompletableFuture<Void> released = all(left.stream().map(Enlisted::leave));
        judgements.conclude(bundleIdOf(service));
        return released;
    }

    /** An engine offers an extension point: the plug-ins that wait for it are checked. */
    <T> void extend(ServiceReference<?> reference, Extension<T> extension) {
        if (extensions.values().stream().anyMatch(other -> other.type().equals(extension.type()))) {
            LOG.error(
                    "A second extension point for {} is ignored",
                    extension.type().getName());
            return;
        }
        extensions.put(reference, extension);
        switches.follow(extension);
        List.copyOf(services.keySet()).forEach(service -> enlist(extension, service));
        surroundings.changed().run();
    }

    /** An engine takes its extension point back. What serves goes on; what has not passed yet waits for the next one. */
    void retract(ServiceReference<?> reference) {
        Optional.ofNullable(extensions.remove(reference)).ifPresent(extension -> services.values()
                .forEach(list -> list.removeIf(enlisted -> {
                    boolean waits = enlisted.place.type().equals(extension.type()) && !enlisted.candidate.isPassed();
                    if (waits) {
                        CompletableFuture<Void> unused = enlisted.leave(); // nothing stops: nobody has to wait
                    }
                    return waits;
                })));
    }

    <T> CompletableFuture<Void> open(LiveSlot<T> slot) {
        return switches.of(slot.type(), slot.name()).open(slot);
    }

    <T> void close(LiveSlot<T> slot) {
        switches.of(slot.type(), slot.name()).close(slot);
    }

    /** The operator pinned or unpinned something; a version that is wanted is not called faulty any more. */
    CompletableFuture<Void> repin(PluginKey plugin) {
        List<PluginSwitch<?>> places = switches.of(plugin);
        places.stream().flatMap(PluginSwitch::candidates).forEach(this::forgiveIfPinned);
        return all(places.stream().map(PluginSwitch::settled));
    }

    /** The operator has forgiven one version. */
    CompletableFuture<Void> forgive(PluginKey plugin, String version) {
        List<PluginSwitch<?>> places = switches.of(plugin);
        places.stream()
                .flatMap(PluginSwitch::candidates)
                .filter(candidate -> candidate.version().equals(version))
                .forEach(candidate -> {
                    candidate.faults().clear();
                    if (candidate.isFaulty()) {
                        rehabilitate(candidate);
                    }
                });
        return all(places.stream().map(PluginSwitch::settled));
    }

    List<Listing> listings() {
        return switches.listings();
    }

    /** See {@link Switches#claims}. */
    Map<String, String> claims() {
        return switches.claims();
    }

    /** In which ways plug-ins can be tried, by kind. */
    Map<String, Set<Experiment.Mode>> modes() {
        return extensions.values().stream()
                .collect(Collectors.toUnmodifiableMap(Extension::kind, Extension::modes, (one, other) -> one));
    }

    /** Whether every known plug-in was checked. */
    boolean isQuiet() {
        return services.values().stream()
                .flatMap(List::stream)
                .noneMatch(enlisted -> enlisted.candidate.isUnchecked() && !enlisted.candidate.isLeaving());
    }

    void shut() {
        switches.shut();
    }

    private void forgiveIfPinned(Candidate<?> candidate) {
        boolean pinned = surroundings
                .pins()
                .version(candidate.key())
                .filter(candidate.version()::equals)
                .isPresent();
        if (pinned && candidate.isFaulty()) {
            candidate.faults().forgive();
            rehabilitate(candidate);
        }
    }

    private void rehabilitate(Candidate<?> candidate) {
        candidate.setFaulty(false);
        surroundings.jars().get().faulty(candidate.jar().sha256(), candidate.key(), false);
    }

    private <T> void enlist(Extension<T> extension, ServiceReference<?> service) {
        Bundle bundle = service.getBundle();
        if (bundle == null || !isOffered(service, extension.type()) || isEnlisted(service, extension.type())) {
            return;
        }
        if (PluginBundles.isFromFolder(bundle) && !jars.containsKey(bundle.getBundleId())) {
            return; // it ran before this component was started again: the deployer will announce it
        }
        if (!(service.getProperty(ExtensionPoint.PLUGIN_NAME) instanceof String name) || !Identifier.isValid(name)) {
            LOG.warn("A {} of bundle {} has no valid {}", extension.kind(), bundle, ExtensionPoint.PLUGIN_NAME);
            return;
        }
        @SuppressWarnings("unchecked") // objectClass has the type, and instances are tested when they are made
        ServiceReference<T> reference = (ServiceReference<T>) service;
        PluginKey key = new PluginKey(extension.kind(), name);
        PluginSwitch<T> place = switches.of(extension.type(), name);
        Candidate<T> candidate = new Candidate<>(
                reference,
                key,
                jars.getOrDefault(bundle.getBundleId(), JarFacts.foreign(bundle)),
                bundle,
                !onProbation.contains(bundle.getBundleId()),
                () -> surroundings.settings().get().faultLimit(),
                clock,
                broken -> surroundings.thread().tell(() -> reachedFaultLimit(place, broken)));
        place.follow(extension);
        place.add(candidate);
        services.get(service).add(new Enlisted<>(place, candidate));
        candidate.use(1);
        surroundings.changed().run();
        Waits.then(checks.check(extension, candidate), (problem, failed) -> checked(place, candidate, problem));
    }

    private <T> void checked(PluginSwitch<T> place, Candidate<T> candidate, Optional<String> problem) {
        problem.ifPresentOrElse(candidate::fail, candidate::pass);
        candidate.use(-1);
        if (!candidate.isLeaving()) {
            problem.ifPresentOrElse(
                    reason -> LOG.warn("{} does not serve: {}", candidate, reason),
                    () -> surroundings.jars().get().passed(candidate.jar().sha256(), candidate.key()));
        }
        judgements.conclude(candidate.bundleId());
        refuseIfItMustBe(candidate.bundleId());
        place.settle();
    }

    /** A jar that serves already, because its extension point came later, is refused for what it would have been refused for before. */
    private void refuseIfItMustBe(long bundleId) {
        List<? extends Candidate<?>> offered =
                enlisted(Set.of(bundleId)).map(Enlisted::candidate).toList();
        if (onProbation.contains(bundleId) || offered.stream().anyMatch(Candidate::isUnchecked)) {
            return;
        }
        List<String> problems = offered.stream()
                .filter(candidate -> candidate.isRefused() && !candidate.isLeaving())
                .map(Candidate::problem)
                .toList();
        if (!problems.isEmpty()) {
            surroundings.jars().get().refused(jars.get(bundleId).sha256(), problems);
        }
    }

    private <T> void reachedFaultLimit(PluginSwitch<T> place, Candidate<T> candidate) {
        if (candidate.isLeaving() || candidate.isFaulty()) {
            return;
        }
        LOG.warn(
                "{} is faulty: it broke its contract {} times",
                candidate,
                candidate.faults().count());
        candidate.setFaulty(true);
        surroundings.jars().get().faulty(candidate.jar().sha256(), candidate.key(), true);
        place.settle();
    }

    private List<PluginKey> missing(long successor, long replaced) {
        return enlisted(Set.of(replaced))
                .filter(enlisted -> enlisted.candidate.isEligible())
                .map(Enlisted::place)
                .distinct()
                .filter(place -> place.isInUse()
                        && place.candidates()
                                .noneMatch(other -> other.bundleId() == successor
                                        || (other.bundleId() != replaced && other.isEligible())))
                .map(PluginSwitch::key)
                .collect(Collectors.toList());
    }

    private boolean offers(long bundleId) {
        return services.keySet().stream().anyMatch(service -> bundleIdOf(service) == bundleId);
    }

    private Stream<Enlisted<?>> enlisted(Set<Long> bundleIds) {
        Predicate<Enlisted<?>> isOne = enlisted -> bundleIds.stream().anyMatch(enlisted::isOf);
        return List.copyOf(services.values()).stream().flatMap(List::stream).filter(isOne);
    }

    private boolean isEnlisted(ServiceReference<?> service, Class<?> type) {
        return services.get(service).stream()
                .anyMatch(enlisted -> enlisted.place.type().equals(type));
    }

    private static boolean isOffered(ServiceReference<?> service, Class<?> type) {
        return Arrays.asList((String[]) service.getProperty(Constants.OBJECTCLASS))
                .contains(type.getName());
    }

    private static long bundleIdOf(ServiceReference<?> service) {
        return (Long) service.getProperty(Constants.SERVICE_BUNDLEID);
    }

    private String kindOf(Class<?> type) {
        return extensions.values().stream()
                .filter(extension -> extension.type().equals(type))
                .map(Extension::kind)
                .findFirst()
                .orElseGet(() -> LiveSlot.kindUntilKnown(type));
    }

    private static CompletableFuture<Void> all(Stream<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }
}
