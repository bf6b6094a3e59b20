package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Who can hand out a release: {@code {"isp","region","release","except":[…]}} against
 * {@code {"isps":[…],"regions":[…],"releases":[…],"worker"}}. A worker must have the release and not be excepted; of the others
 * {@link IspRegion} judges. Immutable.
 */
@Component(service = Matcher.class, property = Matcher.NAME + "=storage")
public final class Storage implements Matcher {
    private final IspRegion place = new IspRegion();

    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return lacksRelease(preference, worker).isPresent() || isExcepted(preference, worker)
                ? Fit.UNFIT
                : place.fit(preference, worker);
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        Optional<String> lacking = lacksRelease(preference, worker);
        if (lacking.isPresent()) {
            return "it does not have release " + lacking.get();
        }
        return isExcepted(preference, worker) ? "it is excepted" : place.why(preference, worker);
    }

    private static Optional<String> lacksRelease(Preference preference, WorkerInfo worker) {
        return preference
                .text("release")
                .filter(release -> !worker.capacity().texts("releases").contains(release));
    }

    private static boolean isExcepted(Preference preference, WorkerInfo worker) {
        return worker.capacity()
                .text("worker")
                .filter(preference.texts("except")::contains)
                .isPresent();
    }
}
