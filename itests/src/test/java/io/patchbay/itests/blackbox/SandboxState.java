package io.patchbay.itests.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a sandbox has kept that was stopped. Immutable.
 *
 * @param made what somebody has made, as kind and name: nothing that was there from the start, or comes and goes with something else
 * @param password the admin's
 */
record SandboxState(List<String> made, String password) {
    private static final List<String> KINDS = List.of(
            "projects",
            "security-groups",
            "networks",
            "subnets",
            "routers",
            "floatingips",
            "keypairs",
            "flavors",
            "volumes",
            "snapshots",
            "servers");
    private static final Set<String> BORN = Set.of("admin", "service", "default", "public", "public-subnet");

    /** Reads what lies in its folder. */
    static SandboxState in(Path folder) throws IOException {
        JsonNode tables = new ObjectMapper()
                .readTree(folder.resolve("state.json").toFile())
                .path("tables");
        List<String> made = new ArrayList<>();
        for (String kind : KINDS) {
            for (JsonNode row : tables.path(kind)) {
                String name = kind.equals("floatingips")
                        ? row.path("floating_ip_address").asText()
                        : row.path("name").asText();
                if (!BORN.contains(name)) {
                    made.add(kind + " " + name);
                }
            }
        }
        return new SandboxState(
                List.copyOf(made), Files.readString(folder.resolve("password")).strip());
    }
}
