package io.patchbay.benchmarks.migrator;

import java.util.ArrayList;
import java.util.List;

/**
 * What has to be done: steps in an order in which they could be done one by one, in groups that have nothing to do with each other.
 * Immutable.
 *
 * @param groups steps that depend on each other, directly or not, are in one group
 */
record Shape(List<List<Step>> groups) {
    private static final int INSTANCES = 10;
    private static final int RULES = 3;

    /** How many steps a tenant has. */
    static final int TENANT_STEPS = 7 + RULES + 3 * INSTANCES;

    /**
     * One of them.
     *
     * @param id unique in the shape
     * @param type one of {@link #TYPES}
     * @param dependencies ids of steps before it, to whose output its input refers
     */
    record Step(String id, String type, List<String> dependencies) {}

    static final List<String> TYPES = List.of(
            "tenant", "network", "subnet", "router", "group", "rule", "keypair", "spec", "copy", "import", "instance");

    /** A recovery: tenants with a network, a security group and ten instances with a volume each. */
    static Shape recovery(int steps) {
        List<List<Step>> groups = new ArrayList<>();
        for (int left = steps; left > 0; left -= TENANT_STEPS) {
            List<Step> tenant = tenant("t" + groups.size() + ".");
            groups.add(tenant.subList(0, Math.min(left, tenant.size())));
        }
        return new Shape(groups);
    }

    private static List<Step> tenant(String prefix) {
        List<Step> steps = new ArrayList<>();
        steps.add(step(prefix, "tenant", ""));
        steps.add(step(prefix, "network", "", "tenant"));
        steps.add(step(prefix, "subnet", "", "network"));
        steps.add(step(prefix, "router", "", "subnet"));
        steps.add(step(prefix, "group", "", "tenant"));
        steps.add(step(prefix, "keypair", "", "tenant"));
        steps.add(step(prefix, "spec", "", "tenant"));
        for (int rule = 0; rule < RULES; rule++) {
            steps.add(step(prefix, "rule", "-" + rule, "group"));
        }
        for (int instance = 0; instance < INSTANCES; instance++) {
            steps.add(step(prefix, "copy", "-" + instance, "tenant"));
            steps.add(step(prefix, "import", "-" + instance, "copy-" + instance));
            steps.add(step(
                    prefix, "instance", "-" + instance, "import-" + instance, "subnet", "group", "keypair", "spec"));
        }
        return steps;
    }

    /** Each depends on the one before. */
    static Shape chain(int steps) {
        List<Step> chain = new ArrayList<>();
        for (int number = 0; number < steps; number++) {
            chain.add(new Step("s" + number, "copy", number == 0 ? List.of() : List.of("s" + (number - 1))));
        }
        return new Shape(List.of(chain));
    }

    /** None depends on any. */
    static Shape flat(int steps) {
        List<List<Step>> groups = new ArrayList<>();
        for (int number = 0; number < steps; number++) {
            groups.add(List.of(new Step("s" + number, "copy", List.of())));
        }
        return new Shape(groups);
    }

    private static Step step(String prefix, String type, String suffix, String... dependencies) {
        List<String> before = new ArrayList<>();
        for (String dependency : dependencies) {
            before.add(prefix + dependency);
        }
        return new Step(prefix + type + suffix, type, before);
    }

    List<Step> steps() {
        return groups.stream().flatMap(List::stream).toList();
    }

    int size() {
        return groups.stream().mapToInt(List::size).sum();
    }
}
