package io.patchbay.sandbox.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How much of what a project may have. Used by who holds the cloud's lock. */
public final class Quotas {
    /** What Nova limits, with its own defaults. */
    public static final Map<String, Integer> COMPUTE = ordered(
            "cores",
            20,
            "instances",
            10,
            "key_pairs",
            100,
            "metadata_items",
            128,
            "ram",
            51_200,
            "server_group_members",
            10,
            "server_groups",
            10);
    /** What Neutron limits, with its own defaults. */
    public static final Map<String, Integer> NETWORK = ordered(
            "network",
            100,
            "subnet",
            100,
            "subnetpool",
            -1,
            "port",
            500,
            "router",
            10,
            "floatingip",
            50,
            "rbac_policy",
            10,
            "security_group",
            10,
            "security_group_rule",
            100);
    /** What Cinder limits, with its own defaults. */
    public static final Map<String, Integer> VOLUME = ordered(
            "volumes",
            10,
            "per_volume_gigabytes",
            -1,
            "snapshots",
            10,
            "gigabytes",
            1000,
            "backups",
            10,
            "backup_gigabytes",
            1000,
            "groups",
            10);

    private static final List<Map<String, Integer>> ALL = List.of(COMPUTE, NETWORK, VOLUME);

    private final Cloud cloud;
    private final Map<String, Integer> given;

    /**
     * Those of a cloud.
     *
     * @param given what is other than usual for every project
     * @throws IllegalArgumentException if a name is unknown, or a number less than -1
     */
    public Quotas(Cloud cloud, Map<String, Integer> given) {
        this.cloud = cloud;
        this.given = Map.copyOf(given);
        given.forEach((name, number) -> {
            if (ALL.stream().noneMatch(known -> known.containsKey(name))) {
                throw new IllegalArgumentException("there is no quota " + name + "; there are "
                        + ALL.stream().flatMap(known -> known.keySet().stream()).toList());
            }
            if (number < -1) {
                throw new IllegalArgumentException("the quota " + name + " must be -1 or more but was " + number);
            }
        });
    }

    /** What a project may have of something; -1 for any number. */
    public int limit(String project, Map<String, Integer> kind, String name) {
        Optional<ObjectNode> own = cloud.table("quotas").find(project);
        if (own.isPresent() && own.get().has(name)) {
            return own.get().path(name).asInt();
        }
        return given.getOrDefault(name, kind.get(name));
    }

    /** Whether so much more would be too much. */
    public boolean exceeded(String project, Map<String, Integer> kind, String name, long used, long more) {
        int limit = limit(project, kind, name);
        return limit >= 0 && used + more > limit;
    }

    /** Sets one for a project. */
    public void set(String project, String name, int limit) {
        Table table = cloud.table("quotas");
        ObjectNode own = table.find(project).orElseGet(() -> table.put(project, Json.object()));
        own.put(name, limit);
    }

    /** Has a project have the usual ones of a kind again. */
    public void reset(String project, Map<String, Integer> kind) {
        cloud.table("quotas").find(project).ifPresent(own -> own.remove(kind.keySet()));
    }

    private static Map<String, Integer> ordered(Object... pairs) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put((String) pairs[i], (Integer) pairs[i + 1]);
        }
        return map;
    }
}
