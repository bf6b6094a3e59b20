package io.patchbay.matchers.internal;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import org.osgi.service.component.annotations.Component;

/** Everyone fits. Immutable. */
@Component(service = Matcher.class, property = Matcher.NAME + "=general")
public final class General implements Matcher {
    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return Fit.FITS;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        return "every available worker fits";
    }
}
