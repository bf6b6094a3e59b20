package io.patchbay.itests.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a plan says of its resources, whatever their ids: each site gives its own, so that names stand in for them here. Left out is
 * what no cloud knows, and where volumes lie.
 */
final class PlanShape {
    private static final Set<String> NOT_OF_RESOURCES = Set.of("name", "cluster", "group", "objective_minutes");
    private static final Set<String> NOT_OF_CLOUDS =
            Set.of("source_storage", "target_storage", "diagnosis", "starts_after");
    private static final Set<String> WORDS = Set.of("name", "description");
    private static final Set<String> IN_ANY_ORDER = Set.of("rules", "security_groups", "subnets", "interfaces");

    private final Map<String, String> names = new HashMap<>();

    private PlanShape() {}

    static Map<String, Object> of(Path plan) throws IOException {
        Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(plan));
        PlanShape shape = new PlanShape();
        root.forEach((kind, resources) -> shape.name(kind, "", resources));
        Map<String, Object> told = new TreeMap<>();
        root.forEach((kind, resources) -> {
            if (!NOT_OF_RESOURCES.contains(kind)) {
                told.put(kind, shape.told(kind, resources, true));
            }
        });
        return told;
    }

    /** Of what has no name, the place among its like has to do. */
    private void name(String kind, String owner, Object resources) {
        if (!(resources instanceof List<?> list)) {
            return;
        }
        for (int place = 0; place < list.size(); place++) {
            if (list.get(place) instanceof Map<?, ?> resource && resource.containsKey("id")) {
                Object called = resource.containsKey("name") ? resource.get("name") : kind.equals("rules") ? "" : place;
                String name = kind + " " + owner + called;
                names.put(String.valueOf(resource.get("id")), name);
                resource.forEach((member, parts) -> name(String.valueOf(member), name + "/", parts));
            }
        }
    }

    private Object told(String member, Object value, boolean whole) {
        if (value instanceof Map<?, ?> object) {
            Map<String, Object> members = new TreeMap<>();
            object.forEach((key, part) -> {
                if (!NOT_OF_CLOUDS.contains(String.valueOf(key))) {
                    members.put(String.valueOf(key), told(String.valueOf(key), part, false));
                }
            });
            return members;
        }
        if (value instanceof List<?> list) {
            List<Object> parts = new ArrayList<>();
            list.forEach(part -> parts.add(told(member, part, false)));
            if (whole || IN_ANY_ORDER.contains(member)) {
                parts.sort(Comparator.comparing(String::valueOf));
            }
            return parts;
        }
        return WORDS.contains(member) ? value : names.getOrDefault(String.valueOf(value), String.valueOf(value));
    }
}
