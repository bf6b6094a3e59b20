package io.patchbay.benchmarks.hotswap.misdeeds;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.matchers.internal.IspRegion;
import java.util.Map;

/** A matcher that is bad as soon as it judges a worker of the load. Immutable. */
public final class BadMatcher implements Matcher {
    private static final int PORT = 7000; // of the load's workers; those of a check have none

    private final Matcher good = new IspRegion();
    private final Mischief mischief;

    public BadMatcher(Map<String, Object> properties) {
        mischief = new Mischief(properties);
    }

    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        if (worker.port() == PORT) {
            mischief.commit();
            if (mischief.is(Misdeed.ANSWERS_NULL)) {
                return null;
            }
        }
        return good.fit(preference, worker);
    }
}
