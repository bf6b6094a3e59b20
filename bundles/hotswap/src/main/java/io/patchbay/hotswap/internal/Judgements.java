package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles that are on trial, until all their plug-ins were checked. Confined to the switchboard's thread. */
final class Judgements {
    private static final List<String> OFFERS_NOTHING =
            List.of("it offers no plug-in, and the jar that it replaces does");

    private final LongFunction<Stream<? extends Candidate<?>>> candidates;
    private final LongPredicate offers;
    private final Successions successions;
    private final OneThread thread;
    private final Supplier<Duration> bound;
    private final Map<Long, Trial> trials = new HashMap<>();

    /**
     * @param candidates the plug-ins of a bundle that an extension point asks for
     * @param offers whether a bundle has plug-in services, asked for or not
     * @param successions what becomes of the plug-ins of a bundle that is replaced
     * @param bound how long a bundle may take to offer what it must
     */
    Judgements(
            LongFunction<Stream<? extends Candidate<?>>> candidates,
            LongPredicate offers,
            Successions successions,
            OneThread thread,
            Supplier<Duration> bound) {
        this.candidates = candidates;
        this.offers = offers;
        this.successions = successions;
        this.thread = thread;
        this.bound = bound;
    }

    /** What a bundle leaves to the one that takes its place. */
    @FunctionalInterface
    interface Successions {
        /** The plug-ins of the replaced bundle that engines use, and that neither its successor nor anybody else offers. */
        List<PluginKey> missing(long successor, long replaced);
    }

    /**
     * What the checks of one bundle's plug-ins found.
     *
     * @param problems one line for each plug-in that must not serve
     * @param passed the others, each as {@link PluginKey#toString()} has it
     */
    record Judgement(List<String> problems, Set<String> passed) {}

    /** @param replaced the bundle whose place it is to take */
    private record Trial(OptionalLong replaced, CompletableFuture<Judgement> judgement) {}

    /**
     * Completes when every plug-in that the bundle offers now was checked.
     *
     * @param replaced the bundle whose place it is to take: what only that one offers, and an engine uses, is waited for as
     *     long as a check may take
     */
    CompletableFuture<Judgement> judge(long bundleId, OptionalLong replaced) {
        Trial trial = new Trial(replaced, new CompletableFuture<>());
        trials.put(bundleId, trial);
        conclude(bundleId);
        if (replaced.isPresent() && !trial.judgement.isDone()) {
            thread.later(bound.get(), () -> endIfSomethingIsMissing(bundleId, trial));
        }
        return trial.judgement;
    }

    /** Something changed for the bundle: its trial may be over. */
    void conclude(long bundleId) {
        Trial trial = trials.get(bundleId);
        if (trial == null || !missing(bundleId, trial).isEmpty()) {
            return;
        }
        List<? extends Candidate<?>> offered = candidates.apply(bundleId).toList();
        if (offered.stream().anyMatch(Candidate::isUnchecked)) {
            return;
        }
        trials.remove(bundleId);
        trial.judgement.complete(new Judgement(
                offered.stream()
                        .filter(Candidate::isFailed)
                        .map(Candidate::problem)
                        .toList(),
                offered.stream()
                        .filter(Candidate::isPassed)
                        .map(candidate -> candidate.key().toString())
                        .collect(Collectors.toSet())));
    }

    void forget(long bundleId) {
        trials.remove(bundleId);
    }

    /** What it has to offer, but does not. */
    private List<String> missing(long bundleId, Trial trial) {
        if (trial.replaced.isEmpty()) {
            return List.of();
        }
        if (!offers.test(bundleId)) {
            return OFFERS_NOTHING;
        }
        return successions.missing(bundleId, trial.replaced.getAsLong()).stream()
                .map(plugin ->
                        "it offers no " + plugin + ", which is in use and which only the jar that it replaces offers")
                .toList();
    }

    private void endIfSomethingIsMissing(long bundleId, Trial trial) {
        List<String> missing = missing(bundleId, trial);
        if (!missing.isEmpty() && trials.remove(bundleId, trial)) {
            trial.judgement.complete(new Judgement(missing, Set.of()));
        }
    }
}
