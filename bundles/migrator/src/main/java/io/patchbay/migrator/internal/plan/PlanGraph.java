package io.patchbay.migrator.internal.plan;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskPolicy;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.InstanceState;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Makes the graph of a plan, resource after resource. Confined to one thread. */
final class PlanGraph {
    private static final TaskPolicy COPYING = new TaskPolicy(OptionalInt.empty(), Optional.of(Duration.ofHours(24)));

    private final RecoveryPlan plan;
    private final List<TaskSpec> tasks = new ArrayList<>();
    private final Map<String, String> pointers = new HashMap<>();
    private final Map<String, String> networkOfSubnet = new HashMap<>();
    private final Map<String, List<String>> rulesOfGroup = new HashMap<>();
    private final Map<String, List<String>> routersOfSubnet = new HashMap<>();

    private PlanGraph(RecoveryPlan plan) {
        this.plan = plan;
    }

    /**
     * The graph.
     *
     * @param tasks in an order in which each comes after most of what it needs
     * @param pointers where in the plan the resource of a task stands, by the task's id
     */
    record Made(List<TaskSpec> tasks, Map<String, String> pointers) {}

    /** @throws IllegalArgumentException if values of a resource do not go together */
    static Made of(RecoveryPlan plan) {
        PlanGraph graph = new PlanGraph(plan);
        each(plan.tenants(), "/tenants", graph::tenant);
        each(plan.keypairs(), "/keypairs", graph::keypair);
        each(plan.specs(), "/specs", graph::spec);
        each(plan.securityGroups(), "/security_groups", graph::group);
        each(plan.networks(), "/networks", graph::network);
        each(plan.routers(), "/routers", graph::router);
        each(plan.floatingIps(), "/floating_ips", graph::address);
        each(plan.volumes(), "/volumes", graph::volume);
        each(plan.instances(), "/instances", graph::instance);
        return new Made(List.copyOf(graph.tasks), Map.copyOf(graph.pointers));
    }

    private interface Adding<T> {
        void add(T resource, String pointer);
    }

    private static <T> void each(List<T> resources, String pointer, Adding<T> adding) {
        for (int place = 0; place < resources.size(); place++) {
            adding.add(resources.get(place), pointer + "/" + place);
        }
    }

    private void tenant(Tenant tenant, String pointer) {
        Draft draft = new Draft(TaskType.CREATE_TENANT, "tenant." + tenant.id(), tenant.name());
        draft.literal("tenant", Records.write(tenant));
        add(draft.shared(SharedKind.TENANT, tenant.id(), TaskType.DELETE_TENANT, "tenant"), pointer);
    }

    private void keypair(Keypair keypair, String pointer) {
        Draft draft = new Draft(TaskType.CREATE_KEYPAIR, "keypair." + keypair.id(), keypair.name());
        draft.literal("keypair", Records.write(keypair));
        add(draft.shared(SharedKind.KEYPAIR, keypair.id(), TaskType.DELETE_KEYPAIR, "keypair"), pointer);
    }

    private void spec(RecoveryPlan.Size size, String pointer) {
        Draft draft = new Draft(TaskType.CREATE_SPEC, "spec." + size.id(), size.name());
        draft.literal("spec", Records.write(Resources.of(size)));
        if (!size.extraSpecs().isEmpty()) {
            draft.value(
                    "extra_specs",
                    size.extraSpecs().stream()
                            .map(more -> Records.write(more).values())
                            .toList());
        }
        add(draft.shared(SharedKind.SPEC, size.id(), TaskType.DELETE_SPEC, "spec"), pointer);
    }

    private void group(RecoveryPlan.SecurityGroup group, String pointer) {
        Draft draft = new Draft(TaskType.CREATE_SECURITY_GROUP, "security_group." + group.id(), group.name())
                .of(group.tenant());
        draft.literal("security_group", Records.write(Resources.of(group)));
        add(
                draft.shared(SharedKind.SECURITY_GROUP, group.id(), TaskType.DELETE_SECURITY_GROUP, "security_group"),
                pointer);
        each(group.rules(), pointer + "/rules", (rule, place) -> rule(group, rule, place));
    }

    private void rule(RecoveryPlan.SecurityGroup group, RecoveryPlan.Rule rule, String pointer) {
        String id = "security_group_rule." + rule.id();
        Draft draft =
                new Draft(TaskType.CREATE_SECURITY_GROUP_RULE, id, group.name() + " " + rule.id()).of(group.tenant());
        draft.value("security_group", draft.needed("security_group." + group.id(), "security_group"));
        Map<String, Object> literal =
                new LinkedHashMap<>(Records.write(Resources.of(rule)).values());
        rule.remoteSecurityGroup()
                .ifPresent(remote -> literal.put(
                        "remote_security_group", draft.needed("security_group." + remote, "security_group")));
        draft.value("security_group_rule", literal);
        rulesOfGroup.computeIfAbsent(group.id(), missing -> new ArrayList<>()).add(id);
        add(draft.within(SharedKind.SECURITY_GROUP_RULE, rule.id(), SharedKind.SECURITY_GROUP, group.id()), pointer);
    }

    private void network(RecoveryPlan.Network network, String pointer) {
        Draft draft =
                new Draft(TaskType.CREATE_NETWORK, "network." + network.id(), network.name()).of(network.tenant());
        draft.literal("network", Records.write(Resources.of(network)));
        add(draft.shared(SharedKind.NETWORK, network.id(), TaskType.DELETE_NETWORK, "network"), pointer);
        each(network.subnets(), pointer + "/subnets", (subnet, place) -> subnet(network, subnet, place));
    }

    private void subnet(RecoveryPlan.Network network, Subnet subnet, String pointer) {
        Draft draft = new Draft(TaskType.CREATE_SUBNET, "subnet." + subnet.id(), subnet.name()).of(network.tenant());
        draft.value("network", draft.needed("network." + network.id(), "network"));
        draft.literal("subnet", Records.write(subnet));
        networkOfSubnet.put(subnet.id(), network.id());
        add(draft.within(SharedKind.SUBNET, subnet.id(), SharedKind.NETWORK, network.id()), pointer);
    }

    private void router(RecoveryPlan.Router router, String pointer) {
        String id = "router." + router.id();
        Draft draft = new Draft(TaskType.CREATE_ROUTER, id, router.name()).of(router.tenant());
        Map<String, Object> literal =
                new LinkedHashMap<>(Records.write(Resources.of(router)).values());
        List<Object> interfaces = new ArrayList<>();
        for (RecoveryPlan.Interface joined : router.interfaces()) {
            Map<String, Object> one = onSubnet(draft, joined.subnet());
            joined.ip().ifPresent(ip -> one.put("ip", ip));
            interfaces.add(one);
            routersOfSubnet
                    .computeIfAbsent(joined.subnet(), missing -> new ArrayList<>())
                    .add(id);
        }
        if (!interfaces.isEmpty()) {
            literal.put("internal_routing_interfaces", interfaces);
        }
        draft.value("router", literal);
        add(draft.shared(SharedKind.ROUTER, router.id(), TaskType.DELETE_ROUTER, "router"), pointer);
    }

    private void address(RecoveryPlan.Address address, String pointer) {
        Draft draft = new Draft(
                        TaskType.CREATE_FLOATING_IP,
                        "floatingip." + address.id(),
                        address.ip().orElse(address.id()))
                .of(address.tenant());
        draft.value("network", Map.of("name", address.network()));
        draft.literal("floating_ip", Records.write(Resources.of(address)));
        add(draft.undoneBy(TaskType.DELETE_FLOATING_IP, draft.undoing("floating_ip")), pointer);
    }

    private void volume(RecoveryPlan.Disk disk, String pointer) {
        Draft copy = new Draft(TaskType.COPY_VOLUME, "copy." + disk.id(), disk.name()).of(disk.tenant());
        copy.literal("source_storage", Records.write(disk.sourceStorage()));
        copy.literal("target_storage", Records.write(disk.targetStorage()));
        copy.literal("target_metadata", disk.targetMetadata());
        copy.literal("volume", Records.write(Resources.of(disk)));
        copy.value("volume_id", disk.id());
        if (!disk.snapshots().isEmpty()) {
            copy.value(
                    "snapshots",
                    disk.snapshots().stream()
                            .map(kept -> Records.write(kept).values())
                            .toList());
        }
        List<String> copied = List.of("source_storage", "target_storage", "volume", "snapshots");
        add(
                copy.undoneBy(TaskType.DELETE_VOLUME_COPY, about(disk, copy.undoing(copied)))
                        .on(disk.targetStorage().name())
                        .under(COPYING),
                pointer);

        Draft imported = new Draft(TaskType.IMPORT_VOLUME, "import." + disk.id(), disk.name()).of(disk.tenant());
        copied.forEach(field -> imported.value(field, imported.needed(copy.id, field)));
        imported.literal("target_metadata", disk.targetMetadata());
        imported.value("volume_id", disk.id());
        List<String> known = List.of("source_storage", "target_storage", "volume_pair", "snapshot_pairs");
        add(
                imported.undoneBy(TaskType.UNMANAGE_VOLUME, about(disk, imported.undoing(known)))
                        .on(disk.targetStorage().name()),
                pointer);
    }

    private static Map<String, Object> about(RecoveryPlan.Disk disk, Map<String, Object> input) {
        Map<String, Object> whole = new LinkedHashMap<>(input);
        if (!disk.targetMetadata().isEmpty()) {
            whole.put("target_metadata", disk.targetMetadata().values());
        }
        whole.put("volume_id", disk.id());
        return whole;
    }

    private void instance(RecoveryPlan.Machine machine, String pointer) {
        String id = "instance." + machine.id();
        Draft draft = new Draft(TaskType.CREATE_INSTANCE, id, machine.name()).of(machine.tenant());
        machine.availabilityZone().ifPresent(zone -> draft.value("availability_zone", Map.of("name", zone)));
        machine.hypervisor().ifPresent(host -> draft.value("hypervisor", Map.of("name", host)));
        draft.value("spec", draft.needed("spec." + machine.spec(), "spec"));
        machine.keypair().ifPresent(key -> draft.value("keypair", draft.needed("keypair." + key, "keypair")));
        draft.literal("instance", Records.write(Resources.of(machine)));
        draft.value("instance_id", machine.id());
        draft.value(
                "networks",
                machine.networks().stream().map(place -> attached(draft, place)).toList());
        draft.value(
                "security_groups",
                machine.securityGroups().stream()
                        .map(group -> guarded(draft, group))
                        .toList());
        draft.value(
                "volumes",
                machine.volumes().stream().map(disk -> attached(draft, disk)).toList());
        machine.startsAfter().forEach(other -> draft.after("instance." + other));
        TaskSpec made = draft.undoneBy(TaskType.DELETE_INSTANCE, draft.undoing("instance"))
                .asGoal();
        add(machine.hypervisor().filter(Identifier::isValid).map(made::on).orElse(made), pointer);
        if (machine.state().equals(Optional.of(InstanceState.STOPPED))) {
            Draft stop = new Draft(TaskType.STOP_INSTANCE, "stop." + machine.id(), machine.name()).of(machine.tenant());
            stop.value("instance", stop.needed(id, "instance"));
            add(stop.done().asGoal(), pointer);
        }
    }

    /** What a subnet is in, and itself; its routers come first, or an address from outside could not lead there. */
    private Map<String, Object> attached(Draft draft, RecoveryPlan.Attachment place) {
        Map<String, Object> one = onSubnet(draft, place.subnet());
        place.floatingIp().ifPresent(id -> one.put("floating_ip", draft.needed("floatingip." + id, "floating_ip")));
        place.dhcp().ifPresent(asks -> one.put("dhcp_flag", asks));
        place.ip().ifPresent(ip -> one.put("ip", ip));
        routersOfSubnet.getOrDefault(place.subnet(), List.of()).forEach(draft::after);
        return one;
    }

    private Map<String, Object> onSubnet(Draft draft, String subnet) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("network", draft.needed("network." + networkOfSubnet.get(subnet), "network"));
        one.put("subnet", draft.needed("subnet." + subnet, "subnet"));
        return one;
    }

    /** Nothing runs before all rules of its groups are there. */
    private Map<String, Object> guarded(Draft draft, String group) {
        rulesOfGroup.getOrDefault(group, List.of()).forEach(draft::after);
        return draft.needed("security_group." + group, "security_group");
    }

    private Map<String, Object> attached(Draft draft, RecoveryPlan.AttachedDisk disk) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("volume", draft.needed("import." + disk.volume(), "volume_pair/target"));
        disk.devicePath().ifPresent(path -> one.put("device_path", path));
        disk.bootIndex().ifPresent(index -> one.put("boot_index", index));
        return one;
    }

    private void add(TaskSpec task, String pointer) {
        tasks.add(task);
        pointers.put(task.id(), pointer);
    }

    private static Map<String, Object> ref(String task, String field) {
        return Map.of("$ref", task + "#/" + field);
    }

    /** A task that is being put together. Confined to one thread. */
    private final class Draft {
        private final TaskType type;
        private final String id;
        private final String name;
        private final Map<String, Object> input = new LinkedHashMap<>();
        private final Set<String> dependencies = new LinkedHashSet<>();
        private Optional<Object> tenant = Optional.empty();

        Draft(TaskType type, String id, String name) {
            this.type = type;
            this.id = id;
            this.name = name.length() <= TaskSpec.MAX_NAME ? name : name.substring(0, TaskSpec.MAX_NAME);
        }

        Draft of(String owner) {
            tenant = Optional.of(needed("tenant." + owner, "tenant"));
            input.put("tenant", tenant.get());
            return this;
        }

        void value(String member, Object value) {
            input.put(member, value);
        }

        void literal(String member, Attributes value) {
            input.put(member, value.values());
        }

        void after(String task) {
            dependencies.add(task);
        }

        /** What another task has made; it has to run before. */
        Map<String, Object> needed(String task, String field) {
            after(task);
            return ref(task, field);
        }

        /** The input of what undoes it, from what it has made. */
        Map<String, Object> undoing(String... fields) {
            return undoing(List.of(fields));
        }

        Map<String, Object> undoing(List<String> fields) {
            Map<String, Object> reverse = new LinkedHashMap<>();
            tenant.ifPresent(owner -> reverse.put("tenant", owner));
            fields.forEach(field -> reverse.put(field, ref(id, field)));
            return reverse;
        }

        TaskSpec done() {
            return TaskSpec.of(id, type.type(), new Attributes(input))
                    .named(name)
                    .after(List.copyOf(dependencies));
        }

        TaskSpec undoneBy(TaskType undo, Map<String, Object> reverse) {
            return done().undoneBy(new ReverseTask(undo.type(), new Attributes(reverse)));
        }

        /** One whose resource other jobs may need, and what undoes it. */
        TaskSpec shared(SharedKind kind, String resource, TaskType undo, String field) {
            return undoneBy(undo, undoing(field)).sharing(SharedUse.of(new SharedKey(kind, resource, plan.cluster())));
        }

        /** What is deleted with another resource needs nothing that undoes it. */
        TaskSpec within(SharedKind kind, String resource, SharedKind outer, String container) {
            return done().sharing(new SharedUse(
                    new SharedKey(kind, resource, plan.cluster()),
                    Optional.of(new SharedKey(outer, container, plan.cluster()))));
        }
    }
}
