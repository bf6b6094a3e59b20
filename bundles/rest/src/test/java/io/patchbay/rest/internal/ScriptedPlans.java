package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Plans of which only the name is read: the whole document; {@code bad} has a fault. No state. */
final class ScriptedPlans implements Plans {
    @Override
    public PlanOutcome read(byte[] document) {
        String name = new String(document, StandardCharsets.UTF_8);
        if (name.equals("bad")) {
            return new PlanOutcome.Refused(List.of(new Fault(
                    "missing", "/tenants/0", "it lacks 'name', a string", Optional.empty(), OptionalInt.of(7))));
        }
        return new PlanOutcome.Accepted(new RecoveryPlan(
                RecoveryPlan.SCHEMA,
                name,
                "site-b",
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
    }

    @Override
    public byte[] write(RecoveryPlan plan) {
        return plan.name().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public JobSubmission build(RecoveryPlan plan, JobType type) {
        return JobSubmission.of(
                plan.name(), type, plan.cluster(), List.of(TaskSpec.of("net", "create.network", Attributes.NONE)));
    }

    @Override
    public Preview preview(JobSubmission job, Map<String, Duration> measured) {
        return new Preview(
                List.of(List.of("net")),
                List.of(new Preview.TypeCount("create.network", 1, Duration.ofSeconds(5), false)),
                List.of(new Preview.Sharing(new SharedKey(SharedKind.NETWORK, "n", "site-b"), "net", List.of())),
                List.of("net"),
                Duration.ofSeconds(5));
    }
}
