package io.patchbay.matchers.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Network operator and place: {@code {"isp","region"}} against {@code {"isps":[…],"regions":[…]}}. A worker that names no
 * operators serves them all; one that names no regions is nobody's first choice. Immutable.
 */
@Component(service = Matcher.class, property = Matcher.NAME + "=isp-region")
public final class IspRegion implements Matcher {
    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        if (!servesIsp(preference, worker.capacity())) {
            return Fit.UNFIT;
        }
        return servesRegion(preference, worker.capacity()) ? Fit.PREFERRED : Fit.FITS;
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        List<String> isps = worker.capacity().texts("isps");
        if (!servesIsp(preference, worker.capacity())) {
            return preference
                    .text("isp")
                    .map(isp -> "isp " + isp + " is not among its isps " + isps)
                    .orElse("it serves only the isps " + isps + " and the preference names none");
        }
        String isp = isps.isEmpty()
                ? "it serves every isp"
                : "isp " + preference.text("isp").orElse("") + " is among its isps";
        return isp + ", "
                + whyRegion(preference.text("region"), worker.capacity().texts("regions"));
    }

    private static String whyRegion(Optional<String> region, List<String> regions) {
        if (region.isEmpty()) {
            return "and the preference names no region";
        }
        return regions.contains(region.get())
                ? "and region " + region.get() + " is among its regions"
                : "but region " + region.get() + " is not among its regions " + regions;
    }

    private static boolean servesIsp(Preference preference, Attributes capacity) {
        List<String> isps = capacity.texts("isps");
        return isps.isEmpty() || preference.text("isp").filter(isps::contains).isPresent();
    }

    private static boolean servesRegion(Preference preference, Attributes capacity) {
        return preference
                .text("region")
                .filter(capacity.texts("regions")::contains)
                .isPresent();
    }
}
