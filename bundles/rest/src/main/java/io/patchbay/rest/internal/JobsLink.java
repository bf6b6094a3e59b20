package io.patchbay.rest.internal;

import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.rest.internal.recovery.NearJobs;
import io.patchbay.support.Current;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The recovery jobs, which come after the API and may come and go while it stays. Thread-safe. */
@Component(service = JobsLink.class)
public final class JobsLink implements NearJobs {
    private final Current<Jobs> jobs = new Current<>();
    private final Current<Plans> plans = new Current<>();

    @Activate
    public JobsLink() {
        // the reference is dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindJobs(Jobs service) {
        jobs.bind(service);
    }

    void unbindJobs(Jobs gone) {
        jobs.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPlans(Plans service) {
        plans.bind(service);
    }

    void unbindPlans(Plans gone) {
        plans.unbind(gone);
    }

    @Override
    public Optional<Jobs> jobs() {
        return jobs.get();
    }

    @Override
    public Optional<Plans> plans() {
        return plans.get();
    }
}
