package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the network service keeps. All of it has a description, which is given with the request that makes it and can be looked for:
 * the mark is in there. Tags could be looked for as well, but are set by another request.
 */
enum NetworkResource {
    NETWORK("networks", "network"),
    SUBNET("subnets", "subnet"),
    ROUTER("routers", "router"),
    PORT("ports", "port"),
    SECURITY_GROUP("security_groups", "security_group"),
    SECURITY_GROUP_RULE("security_group_rules", "security_group_rule"),
    FLOATING_IP("floatingips", "floatingip");

    private static final Comparator<JsonNode> AGE = Comparator.comparing(
                    (JsonNode one) -> one.path("created_at").asText())
            .thenComparing(NetworkResource::idOf);

    private final String members;
    private final String member;

    NetworkResource(String members, String member) {
        this.members = members;
        this.member = member;
    }

    static String idOf(JsonNode resource) {
        return resource.path("id").asText();
    }

    /** As people call it. */
    String word() {
        return member.replace('_', ' ');
    }

    String path() {
        return "/" + members.replace('_', '-');
    }

    String path(String id) {
        return Service.path(path() + "/{}", id);
    }

    /** Those that suit a query of names and values in turn. */
    List<JsonNode> list(Service network, String... query) throws OpenStackException, InterruptedException {
        return network.list(Service.path(path(), query), members);
    }

    Optional<JsonNode> get(Service network, String id) throws OpenStackException, InterruptedException {
        return network.find(path(id)).map(answer -> answer.path(member));
    }

    JsonNode update(Service network, String id, Map<String, ?> fields) throws OpenStackException, InterruptedException {
        return network.put(path(id), Map.of(member, fields)).path(member);
    }

    /** The first that was made with a description. */
    Optional<JsonNode> oldest(Service network, String description) throws OpenStackException, InterruptedException {
        return described(network, description).stream().min(AGE);
    }

    /** Looked at again: a service that cannot filter answers with all. */
    private List<JsonNode> described(Service network, String description)
            throws OpenStackException, InterruptedException {
        return list(network, "description", description).stream()
                .filter(one -> one.path("description").asText().equals(description))
                .toList();
    }

    /**
     * Makes one, with a description that is marked. Of two attempts that do so at the same time, as where one was paused and taken for
     * dead, both get the older, and each deletes none but its own: what was committed stays.
     */
    JsonNode make(Service network, String description, Map<String, ?> fields)
            throws OpenStackException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>(fields);
        body.put("description", description);
        JsonNode made;
        try {
            made = network.post(path(), Map.of(member, body)).path(member);
        } catch (OpenStackException refused) {
            if (!refused.isRefusal()) {
                throw refused;
            }
            return oldest(network, description).orElseThrow(() -> refused); // the other has taken name or address
        }
        JsonNode first = oldest(network, description).orElse(made);
        if (!idOf(first).equals(idOf(made))) {
            network.delete(path(idOf(made)));
        }
        return first;
    }

    /**
     * What else was made by the same task, and then it, if it is there: after a crash in between it leads to the others again.
     *
     * @throws OpenStackException if it bears no mark: whoever made it, no recovery has
     */
    List<JsonNode> withTwins(Service network, String id) throws OpenStackException, InterruptedException {
        Optional<JsonNode> there = get(network, id);
        if (there.isEmpty()) {
            return List.of();
        }
        List<JsonNode> all = new ArrayList<>();
        String description = there.get().path("description").asText();
        if (Mark.in(description).isEmpty()) {
            throw Marks.missing(word() + " " + id, "description");
        }
        described(network, description).stream()
                .filter(twin -> !idOf(twin).equals(id))
                .forEach(all::add);
        all.add(there.get());
        return all;
    }

    /** Deletes it, and what else was made by the same task. */
    void delete(Service network, String id) throws OpenStackException, InterruptedException {
        for (JsonNode one : withTwins(network, id)) {
            network.delete(path(idOf(one)));
        }
    }
}
