package io.patchbay.placement.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.placement.Fit;
import io.patchbay.api.placement.Matcher;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.Worker;
import io.patchbay.api.placement.WorkerInfo;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** Matchers as plug-ins; checked on made-up preferences and workers, twice, since they must be pure. Stateless. */
@Component(service = ExtensionPoint.class)
public final class MatcherPoint implements ExtensionPoint<Matcher> {
    private static final List<Preference> PREFERENCES = List.of(
            Preference.NONE,
            Preference.of("isp", "region"),
            Preference.of(Attributes.of("isp", 7, "video", "not an object")),
            Preference.of(Attributes.of("algorithm", "faces")));

    @Override
    public String kind() {
        return "matcher";
    }

    @Override
    public Class<Matcher> type() {
        return Matcher.class;
    }

    @Override
    public Set<Experiment.Mode> experiments() {
        return Set.of(Experiment.Mode.SHADOW, Experiment.Mode.CANARY);
    }

    @Override
    public void check(Matcher candidate) throws ContractViolation {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.FLEETS[1]);
        for (Preference preference : PREFERENCES) {
            for (Worker worker : rehearsal.decision().candidates()) {
                check(candidate, preference, worker.info(), rehearsal);
            }
        }
        rehearsal.requireSpeed();
    }

    private static void check(Matcher candidate, Preference preference, WorkerInfo worker, Rehearsal rehearsal)
            throws ContractViolation {
        Fit fit = rehearsal.timed(() -> candidate.fit(preference, worker));
        if (rehearsal.timed(() -> candidate.fit(preference, worker)) != fit) {
            throw new ContractViolation("it gave the same worker another verdict the second time");
        }
        rehearsal.timed(() -> candidate.why(preference, worker));
    }
}
