package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * The mode of a game first: {@code {"mode"}} against {@code {"modes":[…]}}, where a worker that names no modes serves them all;
 * then network operator and place as {@link IspRegion}. Immutable.
 */
@Component(service = Matcher.class, property = Matcher.NAME + "=play")
public final class Play implements Matcher {
    private final Matcher place = new IspRegion();

    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return servesMode(preference, worker) ? place.fit(preference, worker) : Fit.UNFIT;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        Optional<String> mode = preference.text("mode");
        List<String> modes = worker.capacity().texts("modes");
        if (!servesMode(preference, worker)) {
            return mode.map(name -> "mode " + name + " is not among its modes " + modes)
                    .orElse("it serves only the modes " + modes + " and the preference names none");
        }
        String served = modes.isEmpty() ? "it serves every mode" : "mode " + mode.orElse("") + " is among its modes";
        return served + ", " + place.why(preference, worker);
    }

    private static boolean servesMode(Preference preference, WorkerInfo worker) {
        List<String> modes = worker.capacity().texts("modes");
        return modes.isEmpty()
                || preference.text("mode").filter(modes::contains).isPresent();
    }
}
