package io.patchbay.recovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.support.operator.NodeApi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a running node adds to the preview of a plan. Immutable.
 *
 * @param handlers versions of handlers, by task type
 * @param shared what is there now of what is shared, by key; nothing while the node's ZooKeeper does not answer
 */
record NodeView(Map<String, String> handlers, Map<String, Now> shared) {
    /**
     * A shared resource at this moment.
     *
     * @param made whether it is there
     * @param confirmed whether it stays for good
     * @param holders ids of the jobs that hold it
     */
    record Now(boolean made, boolean confirmed, List<String> holders) {
        static Now of(SharedStatus status) {
            return new Now(
                    status.made(),
                    status.confirmed(),
                    status.holders().stream().sorted().toList());
        }

        /** For people: {@code there, held by job a, b}. */
        @Override
        public String toString() {
            String by = holders.isEmpty() ? "" : " by job " + String.join(", ", holders);
            if (confirmed) {
                return "there for good" + (by.isEmpty() ? "" : ", held" + by);
            }
            if (made) {
                return "there" + (by.isEmpty() ? "" : ", held" + by);
            }
            return by.isEmpty() ? "not there" : "being made" + by;
        }
    }

    /** Copies the maps. */
    NodeView {
        handlers = Map.copyOf(handlers);
        shared = Map.copyOf(shared);
    }

    /**
     * Asks a node.
     *
     * @param recovery its paths of recovery jobs
     * @param plan the file
     */
    static NodeView of(NodeApi recovery, Path plan) throws IOException, InterruptedException {
        JsonNode preview = recovery.sendFile("POST", "/plans/preview", plan);
        Map<String, String> handlers = new HashMap<>();
        for (JsonNode type : preview.path("types")) {
            if (type.has("handler")) {
                handlers.put(type.path("type").asText(), type.path("handler").asText());
            }
        }
        Map<String, Now> shared = new HashMap<>();
        for (JsonNode resource : preview.path("shared")) {
            if (resource.has("holders")) {
                List<String> holders = new ArrayList<>();
                resource.path("holders").forEach(holder -> holders.add(holder.asText()));
                Now now = new Now(
                        resource.path("made").asBoolean(),
                        resource.path("confirmed").asBoolean(),
                        List.copyOf(holders));
                shared.put(resource.path("key").asText(), now);
            }
        }
        return new NodeView(handlers, shared);
    }
}
