package io.patchbay.hotswap.internal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.function.LongPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bundles that are on trial, until all their plug-ins were checked. Confined to the switchboard's thread. */
final class Judgements {
    private static final Judgement OFFERS_NOTHING =
            new Judgement(List.of("it offers no plug-in, and the jar that it replaces does"), Set.of());

    private final LongFunction<Stream<? extends Candidate<?>>> candidates;
    private final LongPredicate offers;
    private final OneThread thread;
    private final Supplier<Duration> bound;
    private final Map<Long, Trial> trials = new HashMap<>();

    /**
     * @param candidates the plug-ins of a bundle that an extension point asks for
     * @param offers whether a bundle has plug-in services, asked for or not
     * @param bound how long a bundle may take to offer its first plug-in
     */
    Judgements(
            LongFunction<Stream<? extends Candidate<?>>> candidates,
            LongPredicate offers,
            OneThread thread,
            Supplier<Duration> bound) {
        this.candidates = candidates;
        this.offers = offers;
        this.thread = thread;
        this.bound = bound;
    }

    /**
     * What the checks of one bundle's plug-ins found.
     *
     * @param problems one line for each plug-in that must not serve
     * @param passed the others, each as {@link PluginKey#toString()} has it
     */
    record Judgement(List<String> problems, Set<String> passed) {}

    private record Trial(boolean mustOffer, CompletableFuture<Judgement> judgement) {}

    /**
     * Completes when every plug-in that the bundle offers now was checked.
     *
     * @param mustOffer whether to wait for the first one, for as long as a check may take
     */
    CompletableFuture<Judgement> judge(long bundleId, boolean mustOffer) {
        Trial trial = new Trial(mustOffer, new CompletableFuture<>());
        trials.put(bundleId, trial);
        conclude(bundleId);
        if (mustOffer && !trial.judgement.isDone()) {
            thread.later(bound.get(), () -> endIfNothingOffered(bundleId, trial));
        }
        return trial.judgement;
    }

    /** Something changed for the bundle: its trial may be over. */
    void conclude(long bundleId) {
        Trial trial = trials.get(bundleId);
        if (trial == null || (trial.mustOffer && !offers.test(bundleId))) {
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

    private void endIfNothingOffered(long bundleId, Trial trial) {
        if (!offers.test(bundleId) && trials.remove(bundleId, trial)) {
            trial.judgement.complete(OFFERS_NOTHING);
        }
    }
}
