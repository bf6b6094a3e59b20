package io.patchbay.placement.internal;

import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.placement.Ruling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The canaries of one ledger; of those that take a request the first rules. Confined to the ledger's turn. */
final class Canaries {
    private List<Canary> canaries = List.of();

    boolean isEmpty() {
        return canaries.isEmpty();
    }

    void add(Canary canary) {
        List<Canary> more = new ArrayList<>(canaries);
        more.add(canary);
        canaries = List.copyOf(more);
    }

    /** Takes the canary of an experiment out, if it is here, and gives its leases back. */
    void remove(ExperimentRun run) {
        canaries.stream()
                .filter(canary -> canary.isOf(run))
                .forEach(canary -> canary.policy().seats().letGo());
        canaries = canaries.stream().filter(canary -> !canary.isOf(run)).toList();
    }

    /** The ruling of the canary that takes the request, or of those that serve. */
    Ruling decide(ScheduleOperation operation, Policy serving) {
        for (Canary canary : canaries) {
            if (canary.takes(operation.request())) {
                return canary.rule(operation);
            }
        }
        return serving.decide(operation);
    }

    /** The policy that made a call, if it is a canary's. */
    Optional<PluginPolicy> policyOf(PluginCall call) {
        return canaries.stream()
                .map(Canary::policy)
                .filter(policy -> policy.seats().equals(call.seats()))
                .findFirst();
    }

    void letGoOfLeases() {
        canaries.forEach(canary -> canary.policy().seats().letGo());
    }

    void forgetIndexes() {
        canaries.forEach(canary -> canary.policy().forgetIndexes());
    }

    void replaceIndexes() {
        canaries.forEach(canary -> canary.policy().replaceIndexes());
    }
}
