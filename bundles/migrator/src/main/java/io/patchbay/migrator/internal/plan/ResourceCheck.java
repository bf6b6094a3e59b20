package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Whether the values of each resource go together, as the record says that the resource becomes. Confined to one thread. */
final class ResourceCheck {
    private final List<Fault> faults = new ArrayList<>();

    private ResourceCheck() {}

    /** Every fault of that kind. */
    static List<Fault> faultsOf(RecoveryPlan plan) {
        ResourceCheck check = new ResourceCheck();
        check.each(plan.securityGroups(), "/security_groups", Resources::of);
        for (int place = 0; place < plan.securityGroups().size(); place++) {
            List<RecoveryPlan.Rule> rules = plan.securityGroups().get(place).rules();
            check.each(rules, "/security_groups/" + place + "/rules", ResourceCheck::rule);
        }
        check.each(plan.networks(), "/networks", Resources::of);
        check.each(plan.routers(), "/routers", Resources::of);
        check.each(plan.floatingIps(), "/floating_ips", Resources::of);
        check.each(plan.specs(), "/specs", Resources::of);
        check.each(plan.volumes(), "/volumes", Resources::of);
        check.each(plan.instances(), "/instances", Resources::of);
        return check.faults;
    }

    private static void rule(RecoveryPlan.Rule rule) {
        if (rule.networkCidr().isPresent() && rule.remoteSecurityGroup().isPresent()) {
            throw new IllegalArgumentException("only one of network_cidr and remote_security_group can be there");
        }
        Resources.of(rule);
    }

    private <T> void each(List<T> resources, String pointer, Consumer<T> made) {
        for (int place = 0; place < resources.size(); place++) {
            try {
                made.accept(resources.get(place));
            } catch (IllegalArgumentException bad) {
                faults.add(Fault.of("invalid-value", pointer + "/" + place, String.valueOf(bad.getMessage())));
            }
        }
    }
}
