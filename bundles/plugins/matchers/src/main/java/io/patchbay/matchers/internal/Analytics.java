package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Algorithm: {@code {"algorithm"}} against {@code {"algorithms":[…]}}. Without one in the preference everyone fits.
 * Immutable.
 */
@Component(service = Matcher.class, property = Matcher.NAME + "=analytics")
public final class Analytics implements Matcher {
    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return wanted(preference)
                        .map(worker.capacity().texts("algorithms")::contains)
                        .orElse(true)
                ? Fit.FITS
                : Fit.UNFIT;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        List<String> algorithms = worker.capacity().texts("algorithms");
        return wanted(preference)
                .map(algorithm -> algorithms.contains(algorithm)
                        ? "algorithm " + algorithm + " is among its algorithms"
                        : "algorithm " + algorithm + " is not among its algorithms " + algorithms)
                .orElse("the preference names no algorithm");
    }

    private static Optional<String> wanted(Preference preference) {
        return preference.text("algorithm").filter(algorithm -> !algorithm.isEmpty());
    }
}
