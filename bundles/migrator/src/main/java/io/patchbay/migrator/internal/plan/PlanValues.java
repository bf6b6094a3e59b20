package io.patchbay.migrator.internal.plan;

import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.InvalidResourceException;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.type.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whether the values in a plan make sense, and those of each resource go together, as the record says that the resource becomes. It
 * looks at the document itself, at each part whose shape is right, so that faults elsewhere hide nothing. Confined to one thread.
 */
final class PlanValues {
    private static final String EACH = Places.EACH;
    private static final String INVALID = "invalid-value";
    private static final String VOLUMES = "volumes";
    private static final String INSTANCES = "instances";
    private static final Records.Findings UNHEARD = (code, pointer, message) -> {}; // whoever reads the whole is told

    private final Object root;
    private final List<Fault> faults = new ArrayList<>();

    private PlanValues(Object root) {
        this.root = root;
    }

    /** Every fault of that kind. */
    static List<Fault> faultsOf(Object root) {
        PlanValues values = new PlanValues(root);
        values.head();
        PlanNames.IDS.values().forEach(path -> Places.visit(root, path, values::id));
        values.resources();
        return values.faults;
    }

    private void head() {
        Places.visit(root, List.of("name"), (value, pointer) -> {
            if (value instanceof String name && (name.isBlank() || name.length() > JobSubmission.MAX_NAME)) {
                add(pointer, "it must be 1 to " + JobSubmission.MAX_NAME + " characters long");
            }
        });
        Places.visit(root, List.of("cluster"), (value, pointer) -> identifier(value, pointer, Identifier.MAX_LENGTH));
        Places.visit(root, List.of("group"), (value, pointer) -> identifier(value, pointer, Identifier.MAX_LENGTH));
        Places.visit(root, List.of("objective_minutes"), (value, pointer) -> {
            if (value instanceof Number minutes && minutes.longValue() < 1) {
                add(pointer, "it must be at least 1");
            }
        });
    }

    private void id(Object value, String pointer) {
        identifier(value, pointer, RecoveryPlan.MAX_ID);
    }

    private void identifier(Object value, String pointer, int most) {
        if (value instanceof String text && (!Identifier.isValid(text) || text.length() > most)) {
            add(pointer, "it must be 1 to " + most + " letters, digits or - _ . : @");
        }
    }

    private void resources() {
        List<String> rules = List.of("security_groups", EACH, "rules", EACH);
        each(rules, RecoveryPlan.Rule.class, PlanValues::requireOneSource);
        each(rules, RecoveryPlan.Rule.class, Resources::of);
        each(List.of("networks", EACH), RecoveryPlan.Network.class, Resources::of);
        each(List.of("floating_ips", EACH), RecoveryPlan.Address.class, Resources::of);
        each(List.of("specs", EACH), RecoveryPlan.Size.class, Resources::of);
        each(List.of(VOLUMES, EACH), RecoveryPlan.Disk.class, Resources::of);
        each(List.of(INSTANCES, EACH), RecoveryPlan.Machine.class, Resources::of);
        itself(Subnet.class, "networks", EACH, "subnets", EACH);
        itself(Keypair.class, "keypairs", EACH);
        itself(Storage.class, VOLUMES, EACH, "source_storage");
        itself(Storage.class, VOLUMES, EACH, "target_storage");
        itself(Diagnosis.class, INSTANCES, EACH, "diagnosis");
    }

    private static void requireOneSource(RecoveryPlan.Rule rule) {
        if (rule.networkCidr().isPresent() && rule.remoteSecurityGroup().isPresent()) {
            throw new IllegalArgumentException("network_cidr and remote_security_group cannot both be there");
        }
    }

    private <R extends Record> void each(List<String> path, Class<R> type, Consumer<R> made) {
        Places.visit(root, path, (value, pointer) -> {
            if (value instanceof Map<?, ?> object) {
                FittedObject fitted = FittedObject.of(type, object);
                Records.read(type, fitted.value(), pointer, UNHEARD)
                        .ifPresent(resource -> check(resource, made, fitted, pointer));
            }
        });
    }

    /** Records that are resources themselves check themselves when they are read. */
    private <R extends Record> void itself(Class<R> type, String... path) {
        Places.visit(root, List.of(path), (value, pointer) -> {
            if (value instanceof Map<?, ?> object) {
                FittedObject fitted = FittedObject.of(type, object);
                Records.read(type, fitted.value(), pointer, (code, at, message) -> {
                    String member = at.startsWith(pointer + "/") ? at.substring(pointer.length() + 1) : "";
                    if (code.equals(INVALID) && !fitted.isAboutReplaced(member, message)) {
                        faults.add(Fault.of(code, at, message));
                    }
                });
            }
        });
    }

    private <R extends Record> void check(R resource, Consumer<R> made, FittedObject fitted, String pointer) {
        try {
            made.accept(resource);
        } catch (IllegalArgumentException bad) {
            InvalidResourceException.problemsOf(bad).stream()
                    .filter(problem -> !fitted.isAboutReplaced(problem.member(), problem.text()))
                    .forEach(problem -> add(
                            fitted.value().containsKey(problem.member()) ? pointer + "/" + problem.member() : pointer,
                            problem.text()));
        }
    }

    private void add(String pointer, String message) {
        faults.add(Fault.of(INVALID, pointer, message));
    }
}
