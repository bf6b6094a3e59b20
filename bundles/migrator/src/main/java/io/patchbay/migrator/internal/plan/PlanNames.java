package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.Fault;
import io.patchbay.migrator.internal.model.Circles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the ids in a plan are there once each, and those that are named are there at all. It looks at the document itself, so that
 * it finds what it can in one that has other faults. Confined to one thread.
 */
final class PlanNames {
    private static final String EACH = Places.EACH;
    private static final int MAX_NAMED = 20;
    /** Where ids stand, by the kind of resource. */
    static final Map<String, List<String>> IDS = ids();

    private static final Map<List<String>, String> NAMED = named();
    private static final Map<List<String>, String> ONCE = Map.of(
            List.of("instances", EACH, "networks", EACH, "floating_ip"), "floating IP",
            List.of("instances", EACH, "volumes", EACH, "volume"), "volume");

    private final Object root;
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Map<String, String>> places = new HashMap<>(); // by kind and id

    private PlanNames(Object root) {
        this.root = root;
    }

    private static Map<String, List<String>> ids() {
        Map<String, List<String>> ids = new LinkedHashMap<>();
        ids.put("tenant", List.of("tenants", EACH, "id"));
        ids.put("security group", List.of("security_groups", EACH, "id"));
        ids.put("rule", List.of("security_groups", EACH, "rules", EACH, "id"));
        ids.put("network", List.of("networks", EACH, "id"));
        ids.put("subnet", List.of("networks", EACH, "subnets", EACH, "id"));
        ids.put("router", List.of("routers", EACH, "id"));
        ids.put("floating IP", List.of("floating_ips", EACH, "id"));
        ids.put("keypair", List.of("keypairs", EACH, "id"));
        ids.put("spec", List.of("specs", EACH, "id"));
        ids.put("volume", List.of("volumes", EACH, "id"));
        ids.put("instance", List.of("instances", EACH, "id"));
        return ids;
    }

    private static Map<List<String>, String> named() {
        Map<List<String>, String> named = new LinkedHashMap<>();
        for (String kind : List.of("security_groups", "networks", "routers", "floating_ips", "volumes", "instances")) {
            named.put(List.of(kind, EACH, "tenant"), "tenant");
        }
        named.put(List.of("security_groups", EACH, "rules", EACH, "remote_security_group"), "security group");
        named.put(List.of("routers", EACH, "interfaces", EACH, "subnet"), "subnet");
        named.put(List.of("instances", EACH, "spec"), "spec");
        named.put(List.of("instances", EACH, "keypair"), "keypair");
        named.put(List.of("instances", EACH, "networks", EACH, "subnet"), "subnet");
        named.put(List.of("instances", EACH, "networks", EACH, "floating_ip"), "floating IP");
        named.put(List.of("instances", EACH, "security_groups", EACH), "security group");
        named.put(List.of("instances", EACH, "volumes", EACH, "volume"), "volume");
        named.put(List.of("instances", EACH, "starts_after", EACH), "instance");
        return named;
    }

    /** Every fault of that kind. */
    static List<Fault> faultsOf(Object root) {
        PlanNames names = new PlanNames(root);
        IDS.forEach((kind, path) -> names.visit(path, (id, pointer) -> names.collect(kind, id, pointer)));
        NAMED.forEach((path, kind) -> names.visit(path, (id, pointer) -> names.lookUp(kind, id, pointer)));
        ONCE.forEach(names::once);
        names.findCycles();
        return names.faults;
    }

    private void collect(String kind, Object id, String pointer) {
        if (id instanceof String text) {
            String before =
                    places.computeIfAbsent(kind, missing -> new HashMap<>()).putIfAbsent(text, pointer);
            if (before != null) {
                faults.add(Fault.of("duplicate-id", pointer, "another " + kind + " has this id: " + before));
            }
        }
    }

    private void lookUp(String kind, Object id, String pointer) {
        Set<String> known = places.getOrDefault(kind, Map.of()).keySet();
        if (id instanceof String text && !known.contains(text)) {
            faults.add(Fault.of(
                    "dangling-reference", pointer, "there is no " + kind + " '" + shown(text) + "' in this plan"));
        }
    }

    private void once(List<String> path, String kind) {
        Map<String, String> users = new HashMap<>();
        visit(path, (id, pointer) -> {
            String before = id instanceof String text ? users.putIfAbsent(text, pointer) : null;
            if (before != null) {
                faults.add(Fault.of("used-twice", pointer, "a " + kind + " can be used once; it is in " + before));
            }
        });
    }

    /** Instances that start after each other; nothing else in a plan can wait for its own kind. */
    private void findCycles() {
        List<?> instances =
                root instanceof Map<?, ?> plan && plan.get("instances") instanceof List<?> all ? all : List.of();
        Map<String, Integer> numbers = new HashMap<>();
        for (int number = 0; number < instances.size(); number++) {
            if (instances.get(number) instanceof Map<?, ?> instance && instance.get("id") instanceof String id) {
                numbers.putIfAbsent(id, number);
            }
        }
        List<List<Integer>> needs = new ArrayList<>();
        for (Object instance : instances) {
            List<Integer> before = new ArrayList<>();
            Places.visit(instance, List.of("starts_after", EACH), (id, pointer) -> {
                if (id instanceof String text && numbers.containsKey(text)) {
                    before.add(numbers.get(text));
                }
            });
            needs.add(before);
        }
        for (List<Integer> circle : Circles.of(needs)) {
            List<String> names = new ArrayList<>();
            circle.stream()
                    .limit(MAX_NAMED)
                    .forEach(number -> names.add(shown(String.valueOf(((Map<?, ?>) instances.get(number)).get("id")))));
            names.add(circle.size() > MAX_NAMED ? "…" : names.get(0));
            faults.add(Fault.of(
                    "cycle",
                    "/instances/" + circle.get(0) + "/starts_after",
                    "instances wait for each other in a circle: " + String.join(" waits for ", names)));
        }
    }

    private void visit(List<String> path, Places.Visitor visitor) {
        Places.visit(root, path, visitor);
    }

    private static String shown(String id) {
        return id.length() <= 80 ? id : id.substring(0, 79) + "…";
    }
}
