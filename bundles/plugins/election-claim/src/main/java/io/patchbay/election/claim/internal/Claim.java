package io.patchbay.election.claim.internal;

import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskKey;
import org.osgi.service.component.annotations.Component;

/** Whoever is free tries: the claim itself, one transaction, lets one of them have the task. Stateless. */
@Component(service = TaskElection.class, property = TaskElection.NAME + "=claim")
public final class Claim implements TaskElection {
    private static final Candidacy NOTHING_TO_WITHDRAW = () -> {};

    @Override
    public Candidacy stand(TaskKey task, Runnable elected) {
        elected.run();
        return NOTHING_TO_WITHDRAW;
    }
}
