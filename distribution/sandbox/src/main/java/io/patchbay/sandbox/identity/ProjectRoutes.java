package io.patchbay.sandbox.identity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Projects and their tags. Thread-safe under the lock. */
final class ProjectRoutes {
    private static final int LONGEST_NAME = 64;
    private static final int LONGEST_TAG = 255;
    private static final int MOST_TAGS = 80;

    private final Cloud cloud;

    ProjectRoutes(Cloud cloud) {
        this.cloud = cloud;
    }

    void add(Routes routes) {
        routes.add("GET", "v3/projects", this::list)
                .add("POST", "v3/projects", this::create)
                .add("GET", "v3/projects/{id}", (request, caller) -> shown(200, request, project(request)))
                .add("PATCH", "v3/projects/{id}", this::update)
                .add("DELETE", "v3/projects/{id}", this::delete)
                .add("GET", "v3/projects/{id}/tags", (request, caller) -> tags(request))
                .add("PUT", "v3/projects/{id}/tags", this::replaceTags)
                .add("DELETE", "v3/projects/{id}/tags", this::clearTags)
                .add("GET", "v3/projects/{id}/tags/{tag}", this::tagged)
                .add("HEAD", "v3/projects/{id}/tags/{tag}", this::tagged)
                .add("PUT", "v3/projects/{id}/tags/{tag}", this::addTag)
                .add("DELETE", "v3/projects/{id}/tags/{tag}", this::removeTag);
    }

    static ObjectNode project(String id, String name, String description, String domain) {
        return Json.object(
                "id", id,
                "name", name,
                "domain_id", domain,
                "description", description,
                "enabled", true,
                "parent_id", domain,
                "is_domain", false,
                "tags", List.of(),
                "options", Json.object());
    }

    private Answer list(Request request, Caller caller) {
        Set<String> all = words(request, "tags");
        Set<String> any = words(request, "tags-any");
        Set<String> notAll = words(request, "not-tags");
        Set<String> notAny = words(request, "not-tags-any");
        List<ObjectNode> found = cloud.table("projects").where(project -> {
            Set<String> tags = new TreeSet<>();
            project.path("tags").forEach(tag -> tags.add(tag.asText()));
            return same(request, project, "name")
                    && same(request, project, "domain_id")
                    && same(request, project, "parent_id")
                    && same(request, project, "id")
                    && request.asked("enabled")
                                    .map(Boolean::parseBoolean)
                                    .orElse(project.path("enabled").asBoolean())
                            == project.path("enabled").asBoolean()
                    && tags.containsAll(all)
                    && (any.isEmpty() || any.stream().anyMatch(tags::contains))
                    && (notAll.isEmpty() || !tags.containsAll(notAll))
                    && notAny.stream().noneMatch(tags::contains);
        });
        return Identity.listed(
                "projects",
                found.stream().map(project -> linked(request, project)).toList(),
                request);
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("project");
        String name = checkedName(asked);
        String domain = Json.text(asked, "domain_id").orElse(Identity.DOMAIN);
        if (cloud.table("domains").find(domain).isEmpty()) {
            throw new RefusalException(400, "Could not find domain: " + domain + ".");
        }
        refuseTwin(name, "");
        ObjectNode project =
                project(cloud.shortId(), name, Json.text(asked, "description").orElse(""), domain);
        project.put("enabled", asked.path("enabled").asBoolean(true));
        project.set("tags", checkedTags(asked.path("tags")));
        cloud.table("projects").put(project.path("id").asText(), project);
        return shown(201, request, project);
    }

    private Answer update(Request request, Caller caller) {
        ObjectNode project = project(request);
        JsonNode asked = request.body("project");
        if (asked.has("name")) {
            String name = checkedName(asked);
            refuseTwin(name, project.path("id").asText());
            project.put("name", name);
        }
        if (asked.has("description")) {
            project.set("description", asked.get("description"));
        }
        if (asked.has("enabled")) {
            project.set("enabled", asked.get("enabled"));
        }
        if (asked.has("tags")) {
            project.set("tags", checkedTags(asked.get("tags")));
        }
        return shown(200, request, project);
    }

    private Answer delete(Request request, Caller caller) {
        String id = project(request).path("id").asText();
        cloud.table("projects").remove(id);
        cloud.table("grants").where("project", id).forEach(grant -> cloud.table("grants")
                .remove(Identity.grantKey(
                        id, grant.path("user").asText(), grant.path("role").asText())));
        return Answer.of(204);
    }

    private Answer tags(Request request) {
        return Answer.of(
                200,
                Json.object(
                        "links", Json.object("next", null, "self", Identity.self(request), "previous", null),
                        "tags", project(request).path("tags")));
    }

    private Answer replaceTags(Request request, Caller caller) {
        project(request).set("tags", checkedTags(request.body().path("tags")));
        return tags(request);
    }

    private Answer clearTags(Request request, Caller caller) {
        project(request).set("tags", Json.array(List.of()));
        return Answer.of(204);
    }

    private Answer tagged(Request request, Caller caller) {
        String tag = request.parameter("tag");
        if (!Json.contains(project(request).path("tags"), tag)) {
            throw Identity.notFound("project tag", tag);
        }
        return Answer.of(204);
    }

    private Answer addTag(Request request, Caller caller) {
        Set<String> tags = new TreeSet<>();
        project(request).path("tags").forEach(tag -> tags.add(tag.asText()));
        if (!tags.add(request.parameter("tag"))) {
            throw new RefusalException(400, tags + " has non-unique elements");
        }
        project(request).set("tags", checkedTags(Json.array(tags)));
        return Answer.of(201);
    }

    private Answer removeTag(Request request, Caller caller) {
        tagged(request, caller);
        List<String> rest = new ArrayList<>();
        project(request).path("tags").forEach(tag -> rest.add(tag.asText()));
        rest.remove(request.parameter("tag"));
        project(request).set("tags", Json.array(rest));
        return Answer.of(204);
    }

    private ObjectNode project(Request request) {
        String id = request.parameter("id");
        return cloud.table("projects").find(id).orElseThrow(() -> Identity.notFound("project", id));
    }

    private void refuseTwin(String name, String self) {
        if (cloud.table("projects")
                .any(project -> project.path("name").asText().equalsIgnoreCase(name)
                        && !project.path("id").asText().equals(self))) {
            throw new RefusalException(
                    409,
                    "Conflict occurred attempting to store project - it is not permitted to have two projects with the same name in the same domain : "
                            + name + ".");
        }
    }

    private static String checkedName(JsonNode asked) {
        JsonNode name = asked.path("name");
        if (name.isMissingNode()) {
            throw new RefusalException(400, "'name' is a required property");
        }
        if (!name.isTextual() || name.asText().isBlank()) {
            throw new RefusalException(400, "Invalid input for field 'name': " + name + " does not match '[\\\\S]+'");
        }
        if (name.asText().length() > LONGEST_NAME) {
            throw new RefusalException(400, "Invalid input for field 'name': '" + name.asText() + "' is too long");
        }
        return name.asText();
    }

    private static ArrayNode checkedTags(JsonNode tags) {
        Set<String> distinct = new TreeSet<>();
        for (JsonNode tag : tags) {
            if (!tag.isTextual()
                    || tag.asText().isEmpty()
                    || tag.asText().length() > LONGEST_TAG
                    || tag.asText().matches(".*[/,].*")) {
                throw new RefusalException(400, "Invalid input for field 'tags': " + tag + " is no tag");
            }
            distinct.add(tag.asText());
        }
        if (distinct.size() > MOST_TAGS) {
            throw new RefusalException(400, "Invalid input for field 'tags': there are more than " + MOST_TAGS);
        }
        return Json.array(distinct);
    }

    private static boolean same(Request request, JsonNode project, String member) {
        return request.asked(member)
                .orElse(project.path(member).asText())
                .equals(project.path(member).asText());
    }

    private static Set<String> words(Request request, String name) {
        return request.asked(name)
                .<Set<String>>map(list -> new TreeSet<>(List.of(list.split(","))))
                .orElse(Set.of());
    }

    private static Answer shown(int status, Request request, ObjectNode project) {
        return Answer.of(status, "project", linked(request, project));
    }

    private static ObjectNode linked(Request request, ObjectNode project) {
        ObjectNode linked = Json.visible(project);
        linked.set(
                "links",
                Json.object(
                        "self",
                        request.origin() + "/identity/v3/projects/"
                                + project.path("id").asText()));
        return linked;
    }
}
