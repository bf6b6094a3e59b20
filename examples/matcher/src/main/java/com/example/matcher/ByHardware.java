package com.example.matcher;

import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import org.osgi.service.component.annotations.Component;

/** A client that asks for a kind of hardware gets a worker of that kind; one that does not gets any. */
@Component(service = Matcher.class, property = Matcher.NAME + "=by-hardware")
public final class ByHardware implements Matcher {
    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        return preference.text("hardware").isEmpty()
                        || preference.text("hardware").equals(worker.capacity().text("hardware"))
                ? Fit.FITS
                : Fit.UNFIT;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        return preference.text("hardware").map(kind -> "asked for " + kind).orElse("asked for no kind of hardware")
                + ", is " + worker.capacity().text("hardware").orElse("of no kind");
    }
}
