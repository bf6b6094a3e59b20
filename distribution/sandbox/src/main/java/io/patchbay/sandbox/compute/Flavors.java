package io.patchbay.sandbox.compute;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Answer;
import io.patchbay.sandbox.http.Caller;
import io.patchbay.sandbox.http.Json;
import io.patchbay.sandbox.http.RefusalException;
import io.patchbay.sandbox.http.Request;
import io.patchbay.sandbox.http.Routes;
import io.patchbay.sandbox.state.Cloud;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Flavors and their extra specs. Used by who holds the cloud's lock. */
final class Flavors {
    private static final String EPHEMERAL = "OS-FLV-EXT-DATA:ephemeral";
    private static final String PUBLIC = "os-flavor-access:is_public";

    private static final Set<String> KNOWN =
            Set.of("id", "name", "ram", "disk", "vcpus", "swap", "rxtx_factor", EPHEMERAL, PUBLIC);

    private final Cloud cloud;

    Flavors(Cloud cloud) {
        this.cloud = cloud;
    }

    void add(Routes routes) {
        String all = "v2.1/flavors";
        routes.add("GET", all, (request, caller) -> list(request, false))
                .add("GET", all + "/detail", (request, caller) -> list(request, true))
                .add("POST", all, this::create)
                .add("GET", all + "/{id}", (request, caller) -> shown(find(request), request))
                .add("PUT", all + "/{id}", this::update)
                .add("DELETE", all + "/{id}", (request, caller) -> {
                    cloud.table("flavors").remove(find(request).path("id").asText());
                    return Answer.of(202);
                })
                .add("GET", all + "/{id}/os-extra_specs", (request, caller) -> specs(find(request)))
                .add("POST", all + "/{id}/os-extra_specs", this::addSpecs)
                .add("GET", all + "/{id}/os-extra_specs/{key}", (request, caller) -> {
                    String key = request.parameter("key");
                    return Answer.of(200, Json.object(key, spec(find(request), key)));
                })
                .add("PUT", all + "/{id}/os-extra_specs/{key}", this::putSpec)
                .add("DELETE", all + "/{id}/os-extra_specs/{key}", (request, caller) -> {
                    ObjectNode flavor = find(request);
                    spec(flavor, request.parameter("key"));
                    ((ObjectNode) flavor.path("_specs")).remove(request.parameter("key"));
                    return Answer.of(200);
                });
    }

    void seed() {
        if (cloud.table("flavors").size() == 0) {
            put("1", "m1.tiny", 512, 1, 1);
            put("2", "m1.small", 2048, 20, 1);
            put("3", "m1.medium", 4096, 40, 2);
        }
    }

    Optional<ObjectNode> find(String id) {
        return cloud.table("flavors").find(id);
    }

    private ObjectNode put(String id, String name, int ram, int disk, int cores) {
        ObjectNode flavor = Json.object(
                "id",
                id,
                "name",
                name,
                "ram",
                ram,
                "disk",
                disk,
                "swap",
                0,
                EPHEMERAL,
                0,
                "OS-FLV-DISABLED:disabled",
                false,
                "vcpus",
                cores,
                PUBLIC,
                true,
                "rxtx_factor",
                1.0,
                "_description",
                null,
                "_specs",
                Json.object());
        return cloud.table("flavors").put(id, flavor);
    }

    private ObjectNode find(Request request) {
        String id = request.parameter("id");
        return find(id).orElseThrow(() -> new RefusalException(404, "Flavor " + id + " could not be found."));
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("flavor");
        refuseUnknown(asked, Compute.VERSIONS.of(request));
        String name = Json.text(asked, "name").orElseThrow(() -> missing(asked, "name"));
        int ram = number(asked, "ram", 1);
        int cores = number(asked, "vcpus", 1);
        int disk = number(asked, "disk", 0);
        String id = Json.text(asked, "id").filter(text -> !text.equals("auto")).orElseGet(cloud::id);
        if (cloud.table("flavors").any(flavor -> flavor.path("name").asText().equals(name))) {
            throw Compute.conflict("Flavor with name " + name + " already exists.");
        }
        if (find(id).isPresent()) {
            throw Compute.conflict("Flavor with ID " + id + " already exists.");
        }
        ObjectNode flavor = put(id, name, ram, disk, cores);
        flavor.put("swap", asked.path("swap").asInt(0));
        flavor.put(EPHEMERAL, asked.path(EPHEMERAL).asInt(0));
        flavor.put(PUBLIC, asked.path(PUBLIC).asBoolean(true));
        flavor.put("rxtx_factor", asked.path("rxtx_factor").asDouble(1.0));
        if (Json.has(asked, "description")) {
            flavor.set("_description", asked.get("description"));
        }
        return shown(flavor, request);
    }

    private static void refuseUnknown(JsonNode asked, int minor) {
        asked.fieldNames().forEachRemaining(member -> {
            if (!KNOWN.contains(member) && !(minor >= 55 && member.equals("description"))) {
                throw Compute.bad("Invalid input for field/attribute flavor. Value: " + asked
                        + ". Additional properties are not allowed ('" + member + "' was unexpected)");
            }
        });
    }

    private Answer update(Request request, Caller caller) {
        if (Compute.VERSIONS.of(request) < 55) {
            throw new RefusalException(404, "The resource could not be found.");
        }
        ObjectNode flavor = find(request);
        flavor.set("_description", request.body("flavor").path("description"));
        return shown(flavor, request);
    }

    private Answer list(Request request, boolean detail) {
        int ram = request.asked("minRam").map(Integer::parseInt).orElse(0);
        int disk = request.asked("minDisk").map(Integer::parseInt).orElse(0);
        String kind = request.asked("is_public").orElse("true").toLowerCase(java.util.Locale.ROOT);
        List<ObjectNode> found = cloud.table("flavors")
                .where(flavor -> flavor.path("ram").asInt() >= ram
                        && flavor.path("disk").asInt() >= disk
                        && (kind.equals("none")
                                || flavor.path(PUBLIC).asBoolean()
                                        == !List.of("false", "0").contains(kind)));
        return Answer.of(
                200,
                Json.object(
                        "flavors",
                        Page.of(found, request).stream()
                                .map(flavor -> detail ? view(flavor, request) : brief(flavor, request))
                                .toList()));
    }

    private Answer shown(ObjectNode flavor, Request request) {
        return Answer.of(200, Json.object("flavor", view(flavor, request)));
    }

    private static ObjectNode view(ObjectNode flavor, Request request) {
        int minor = Compute.VERSIONS.of(request);
        ObjectNode view = Json.visible(flavor);
        if (minor < 75 && flavor.path("swap").asInt() == 0) {
            view.put("swap", "");
        }
        view.set("links", links(flavor, request));
        if (minor >= 55) {
            view.set("description", flavor.path("_description"));
        }
        if (minor >= 61) {
            view.set("extra_specs", flavor.path("_specs"));
        }
        return view;
    }

    private static ObjectNode brief(ObjectNode flavor, Request request) {
        ObjectNode view =
                Json.object("id", flavor.path("id"), "name", flavor.path("name"), "links", links(flavor, request));
        if (Compute.VERSIONS.of(request) >= 55) {
            view.set("description", flavor.path("_description"));
        }
        return view;
    }

    private static JsonNode links(ObjectNode flavor, Request request) {
        String id = flavor.path("id").asText();
        return Json.array(List.of(
                Json.object("rel", "self", "href", request.origin() + "/compute/v2.1/flavors/" + id),
                Json.object("rel", "bookmark", "href", request.origin() + "/compute/flavors/" + id)));
    }

    private static Answer specs(ObjectNode flavor) {
        return Answer.of(200, Json.object("extra_specs", flavor.path("_specs")));
    }

    private Answer addSpecs(Request request, Caller caller) {
        ObjectNode flavor = find(request);
        JsonNode more = request.body("extra_specs");
        more.properties().forEach(spec -> checkSpec(spec.getKey(), spec.getValue()));
        ((ObjectNode) flavor.path("_specs")).setAll((ObjectNode) more);
        return Answer.of(200, Json.object("extra_specs", more));
    }

    private Answer putSpec(Request request, Caller caller) {
        ObjectNode flavor = find(request);
        String key = request.parameter("key");
        JsonNode body = request.body();
        if (body.size() != 1 || !body.has(key)) {
            throw Compute.bad("Request body and URI mismatch");
        }
        checkSpec(key, body.path(key));
        ((ObjectNode) flavor.path("_specs")).set(key, body.path(key));
        return Answer.of(200, body);
    }

    private static JsonNode spec(ObjectNode flavor, String key) {
        JsonNode specs = flavor.path("_specs");
        if (!specs.has(key)) {
            throw new RefusalException(
                    404, "Flavor " + flavor.path("id").asText() + " has no extra specs with key " + key + ".");
        }
        return specs.path(key);
    }

    private static void checkSpec(String key, JsonNode value) {
        if (!key.matches("[a-zA-Z0-9-_:. ]{1,255}")
                || !value.isValueNode()
                || value.asText().length() > 255) {
            throw Compute.bad("Invalid input for field/attribute extra_specs. Value: " + value + ".");
        }
    }

    private static int number(JsonNode asked, String member, int least) {
        if (!asked.has(member)) {
            throw missing(asked, member);
        }
        String text = asked.path(member).asText();
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
            throw Compute.bad("Invalid input for field/attribute " + member + ". Value: " + text + ". " + text
                    + (text.matches("-?\\d+")
                            ? " is less than the minimum of " + least
                            : " does not match '^[0-9]+$'"));
        }
        return Integer.parseInt(text);
    }

    private static RefusalException missing(JsonNode asked, String member) {
        return Compute.bad("Invalid input for field/attribute flavor. Value: " + asked + ". '" + member
                + "' is a required property");
    }
}
