package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import org.osgi.service.component.annotations.Component;

/** Who relays a match: {@code {"match"}} against {@code {"matches":[…]}}. Stateless. */
@Component(service = Matcher.class, property = Matcher.NAME + "=observer")
public final class Observer implements Matcher {
    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return relays(preference, worker) ? Fit.FITS : Fit.UNFIT;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        String match = preference.text("match").map(name -> "match " + name).orElse("a match that is not named");
        return relays(preference, worker) ? "it relays " + match : "it does not relay " + match;
    }

    private static boolean relays(Preference preference, WorkerInfo worker) {
        return preference
                .text("match")
                .filter(worker.capacity().texts("matches")::contains)
                .isPresent();
    }
}
