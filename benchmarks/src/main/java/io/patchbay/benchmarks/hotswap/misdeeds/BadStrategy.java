package io.patchbay.benchmarks.hotswap.misdeeds;

import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import io.patchbay.strategies.internal.LeastUsed;
import java.util.Map;
import java.util.Optional;

/** A strategy that is bad as soon as it is asked for a task of the load. One instance a purpose, one thread at a time. */
public final class BadStrategy implements Strategy {
    private final Strategy good = new LeastUsed();
    private final Mischief mischief;
    private Optional<Decision> kept = Optional.empty();

    public BadStrategy(Map<String, Object> properties) {
        mischief = new Mischief(properties);
    }

    @Override
    @SuppressWarnings("NullOptional") // on purpose
    public Optional<Worker> choose(Decision decision) {
        if (!Stranger.asksInEarnest(decision.task())) {
            return good.choose(decision);
        }
        mischief.commit();
        if (mischief.is(Misdeed.ANSWERS_NULL)) {
            return null;
        }
        if (mischief.is(Misdeed.ANSWERS_WITH_A_STRANGER)) {
            return Optional.of(new Stranger());
        }
        if (mischief.is(Misdeed.KEEPS_ITS_VIEW)) {
            kept = kept.or(() -> Optional.of(decision));
            return good.choose(kept.get());
        }
        return good.choose(decision);
    }
}
