package io.patchbay.matchers.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.WorkerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Codecs: {@code {"video":{"encode":[…],"decode":[…]}}} against the same member of the capacity, which must hold every one;
 * then operator and place as {@link IspRegion} has it. Without {@code video} in the preference everyone fits, wherever they
 * are. Immutable.
 */
@Component(service = Matcher.class, property = Matcher.NAME + "=video")
public final class Video implements Matcher {
    private final Matcher place = new IspRegion();

    @Override
    public Fit fit(Preference preference, WorkerInfo worker) {
        Optional<Attributes> wanted = preference.attributes().object("video");
        if (wanted.isEmpty()) {
            return Fit.FITS;
        }
        return lack(wanted.get(), worker).isPresent() ? Fit.UNFIT : place.fit(preference, worker);
    }

    @Override
    public String why(Preference preference, WorkerInfo worker) {
        Optional<Attributes> wanted = preference.attributes().object("video");
        if (wanted.isEmpty()) {
            return "the preference asks for no video";
        }
        return lack(wanted.get(), worker)
                .orElseGet(() -> "it has every codec asked for, " + place.why(preference, worker));
    }

    private static Optional<String> lack(Attributes wanted, WorkerInfo worker) {
        Optional<Attributes> offered = worker.capacity().object("video");
        if (offered.isEmpty()) {
            return Optional.of("it has no video capacity");
        }
        return lack("encode", wanted, offered.get()).or(() -> lack("decode", wanted, offered.get()));
    }

    private static Optional<String> lack(String direction, Attributes wanted, Attributes offered) {
        List<String> missing = new ArrayList<>(wanted.texts(direction));
        missing.removeAll(offered.texts(direction));
        return missing.isEmpty() ? Optional.empty() : Optional.of("it cannot " + direction + " " + missing);
    }
}
