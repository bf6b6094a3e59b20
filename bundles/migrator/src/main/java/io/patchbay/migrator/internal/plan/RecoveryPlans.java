package io.patchbay.migrator.internal.plan;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.migrator.internal.model.GraphCheck;
import io.patchbay.migrator.internal.reference.JsonReferences;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Plans as operators write them (docs/recovery.md#plans). Stateless, hence thread-safe. */
@Component(service = Plans.class)
public final class RecoveryPlans implements Plans {
    private static final int MAX_FAULTS = 1000;
    private static final String SCHEMA = "schema";

    @Override
    public PlanOutcome read(byte[] document) {
        PlanText text = PlanText.of(document);
        List<Fault> faults = new ArrayList<>(text.faults());
        Optional<RecoveryPlan> plan = Optional.empty();
        Object root = text.root();
        if (isOfAnotherSchema(root)) { // what else is wrong with it, is wrong with one of this version, too
            faults.add(Fault.of(
                    "wrong-schema", "/" + SCHEMA, "it must be " + RecoveryPlan.SCHEMA + ", the version of the format"));
            root = ofThisSchema((Map<?, ?>) root);
        }
        if (root != null || faults.isEmpty()) {
            List<Fault> values = PlanValues.faultsOf(root);
            plan = Records.read(RecoveryPlan.class, root, "", (code, pointer, message) -> {
                if (!isToldBy(values, code, pointer)) {
                    faults.add(Fault.of(code, pointer, message));
                }
            });
            faults.addAll(PlanNames.faultsOf(root));
            faults.addAll(values);
        }
        if (faults.isEmpty()) {
            faults.addAll(faultsOfGraph(plan.orElseThrow()));
        }
        return faults.isEmpty()
                ? new PlanOutcome.Accepted(plan.orElseThrow())
                : new PlanOutcome.Refused(sorted(text, faults));
    }

    @Override
    public byte[] write(RecoveryPlan plan) {
        return YamlPlan.of(plan).getBytes(StandardCharsets.UTF_8);
    }

    /** A record that checks itself does not know of all that is told of the same place. */
    private static boolean isToldBy(List<Fault> values, String code, String pointer) {
        return code.equals("invalid-value")
                && values.stream()
                        .anyMatch(fault -> fault.pointer().equals(pointer)
                                || fault.pointer().startsWith(pointer + "/"));
    }

    private static boolean isOfAnotherSchema(Object root) {
        return root instanceof Map<?, ?> object
                && object.get(SCHEMA) != null
                && !object.get(SCHEMA).equals(RecoveryPlan.SCHEMA);
    }

    private static Map<?, ?> ofThisSchema(Map<?, ?> root) {
        Map<Object, Object> same = new LinkedHashMap<>(root);
        same.put(SCHEMA, RecoveryPlan.SCHEMA);
        return same;
    }

    private static List<Fault> sorted(PlanText text, List<Fault> faults) {
        return faults.stream()
                .map(text::located)
                .sorted(Comparator.comparing(fault -> fault.line().orElse(0)))
                .limit(MAX_FAULTS)
                .toList();
    }

    private static List<Fault> faultsOfGraph(RecoveryPlan plan) {
        PlanGraph.Made made = PlanGraph.of(plan);
        List<Fault> found = new ArrayList<>(GraphCheck.faultsOf(made.tasks()));
        found.addAll(JsonReferences.usual().check(made.tasks()));
        return found.stream()
                .map(fault -> new Fault(
                        fault.code(),
                        fault.task().map(made.pointers()::get).orElse(""),
                        fault.message(),
                        fault.task(),
                        fault.line()))
                .toList();
    }

    @Override
    public JobSubmission build(RecoveryPlan plan, JobType type) {
        List<TaskSpec> tasks = PlanGraph.of(plan).tasks();
        return new JobSubmission(
                Optional.empty(),
                plan.name(),
                type,
                plan.group(),
                plan.cluster(),
                tasks,
                plan.objectiveMinutes().map(Duration::ofMinutes),
                Optional.empty(),
                Attributes.of("plan", plan.name()));
    }

    @Override
    public Preview preview(JobSubmission job, Map<String, Duration> measured) {
        return new PlanPreview(job, measured).preview();
    }
}
