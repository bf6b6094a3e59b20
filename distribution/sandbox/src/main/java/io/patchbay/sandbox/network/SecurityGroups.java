package io.patchbay.sandbox.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.state.Table;
import java.util.List;
import java.util.Set;

/** Security groups, among them the one that each project has from its first touch of the network. */
final class SecurityGroups extends Resources {
    private static final String USUAL = "default";
    private static final Set<String> PUTTABLE = Set.of("name", "description", "stateful");

    SecurityGroups(NetworkState state) {
        super(state, "security_group", "security-groups", PUTTABLE, PUTTABLE);
    }

    @Override
    Table table() {
        return state.groups();
    }

    @Override
    ObjectNode find(String id) {
        return state.group(id);
    }

    @Override
    void touch(String project) {
        if (!project.isEmpty() && !hasUsual(project)) {
            ObjectNode group = born(Json.object("name", USUAL, "description", "Default security group"), project);
            for (String version : List.of("IPv4", "IPv6")) {
                SecurityGroupRules.add(
                        state,
                        group,
                        Json.object("direction", "ingress", "ethertype", version, "remote_group_id", group.path("id")));
            }
        }
    }

    /** The id of the project's own. */
    String usual(String project) {
        touch(project);
        return table().where("project_id", project).stream()
                .filter(group -> group.path("name").asText().equals(USUAL))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    @Override
    ObjectNode create(JsonNode asked, String project) {
        if (asked.path("name").asText().equals(USUAL)) {
            throw new RefusalException(
                    409, "SecurityGroupDefaultAlreadyExists", "Default security group already exists.");
        }
        state.charge(project, "security_group", table());
        return born(asked, project);
    }

    @Override
    void update(ObjectNode group, JsonNode asked) {
        if (group.path("name").asText().equals(USUAL) && asked.has("name")) {
            throw new RefusalException(
                    409, "SecurityGroupCannotUpdateDefault", "Updating default security group not allowed.");
        }
        copy(group, asked, "name", "description", "stateful");
    }

    @Override
    void delete(ObjectNode group) {
        String id = group.path("id").asText();
        if (state.ports().any(port -> Json.contains(port.path("security_groups"), id))) {
            throw new RefusalException(409, "SecurityGroupInUse", "Security Group " + id + " in use.");
        }
        state.rules()
                .where(rule -> rule.path("security_group_id").asText().equals(id)
                        || rule.path("remote_group_id").asText().equals(id))
                .forEach(rule -> state.rules().remove(rule.path("id").asText()));
        table().remove(id);
    }

    @Override
    ObjectNode displayed(ObjectNode group) {
        ObjectNode shown = group.deepCopy();
        shown.set(
                "security_group_rules",
                Json.array(state.rules()
                        .where("security_group_id", group.path("id").asText())));
        return shown;
    }

    private ObjectNode born(JsonNode asked, String project) {
        ObjectNode group = state.born(asked, project);
        group.put("stateful", asked.path("stateful").asBoolean(true));
        group.put("shared", false);
        table().put(group.path("id").asText(), group);
        for (String version : List.of("IPv4", "IPv6")) {
            SecurityGroupRules.add(state, group, Json.object("direction", "egress", "ethertype", version));
        }
        return group;
    }

    private boolean hasUsual(String project) {
        return table().any(group -> group.path("project_id").asText().equals(project)
                && group.path("name").asText().equals(USUAL));
    }
}
