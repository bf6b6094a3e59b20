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
import io.patchbay.sandbox.state.Quotas;
import java.util.List;
import java.util.Optional;

/** Keys of users. Thread-safe; a key is made without the cloud's lock, because that takes its time. */
final class Keypairs {
    private final Cloud cloud;
    private final Quotas quotas;

    Keypairs(Cloud cloud, Quotas quotas) {
        this.cloud = cloud;
        this.quotas = quotas;
    }

    void add(Routes routes) {
        routes.add("GET", "v2.1/os-keypairs", this::list)
                .addUnlocked("POST", "v2.1/os-keypairs", this::create)
                .add("GET", "v2.1/os-keypairs/{name}", this::show)
                .add("DELETE", "v2.1/os-keypairs/{name}", this::delete);
    }

    private Answer list(Request request, Caller caller) {
        boolean typed = Compute.VERSIONS.of(request) >= 2;
        return Answer.of(
                200,
                Json.object(
                        "keypairs",
                        cloud.table("keypairs").where("user_id", caller.user()).stream()
                                .map(pair -> {
                                    ObjectNode brief = Json.object(
                                            "name", pair.path("name"),
                                            "public_key", pair.path("public_key"),
                                            "fingerprint", pair.path("fingerprint"));
                                    if (typed) {
                                        brief.set("type", pair.path("type"));
                                    }
                                    return Json.object("keypair", brief);
                                })
                                .toList()));
    }

    private Answer create(Request request, Caller caller) {
        JsonNode asked = request.body("keypair");
        int minor = Compute.VERSIONS.of(request);
        String name = Json.text(asked, "name").orElseThrow(() -> missing(asked, "name"));
        if (!name.matches("[A-Za-z0-9 _@.-]{1,255}") || !name.equals(name.strip())) {
            throw Compute.bad("Keypair data is invalid: Keypair name contains unsafe characters");
        }
        Optional<String> given = Json.text(asked, "public_key");
        if (given.isEmpty() && minor >= 92) {
            throw missing(asked, "public_key");
        }
        Optional<SshKey> made = given.isEmpty() ? Optional.of(SshKey.generate()) : Optional.empty();
        String key = given.orElseGet(() -> made.orElseThrow().publicKey());
        String fingerprint = SshKey.fingerprint(key)
                .orElseThrow(() -> Compute.bad("Keypair data is invalid: failed to generate fingerprint"));
        return cloud.locked(() -> {
            String id = id(caller, name);
            if (cloud.table("keypairs").find(id).isPresent()) {
                throw Compute.conflict("Key pair '" + name + "' already exists.");
            }
            int used = cloud.table("keypairs")
                    .count(pair -> pair.path("user_id").asText().equals(caller.user()));
            if (quotas.exceeded(caller.projectId(), Quotas.COMPUTE, "key_pairs", used, 1)) {
                throw new RefusalException(403, "Quota exceeded, too many key pairs.");
            }
            ObjectNode pair = Json.object(
                    "name",
                    name,
                    "public_key",
                    key,
                    "fingerprint",
                    fingerprint,
                    "user_id",
                    caller.user(),
                    "type",
                    asked.path("type").asText("ssh"),
                    "created_at",
                    cloud.microsecond(),
                    "updated_at",
                    null,
                    "deleted_at",
                    null,
                    "deleted",
                    false,
                    "id",
                    cloud.table("keypairs").size() + 1);
            cloud.table("keypairs").put(id, pair);
            ObjectNode shown =
                    Json.object("name", name, "public_key", key, "fingerprint", fingerprint, "user_id", caller.user());
            made.ifPresent(generated -> shown.put("private_key", generated.privateKey()));
            if (minor >= 2) {
                shown.set("type", pair.path("type"));
            }
            return Answer.of(minor >= 2 ? 201 : 200, Json.object("keypair", shown));
        });
    }

    private Answer show(Request request, Caller caller) {
        ObjectNode pair = Json.visible(find(request, caller));
        if (Compute.VERSIONS.of(request) < 2) {
            pair.remove("type");
        }
        return Answer.of(200, Json.object("keypair", pair));
    }

    private Answer delete(Request request, Caller caller) {
        find(request, caller);
        cloud.table("keypairs").remove(id(caller, request.parameter("name")));
        return Answer.of(Compute.VERSIONS.of(request) >= 2 ? 204 : 202);
    }

    private ObjectNode find(Request request, Caller caller) {
        String name = request.parameter("name");
        return cloud.table("keypairs")
                .find(id(caller, name))
                .orElseThrow(
                        () -> new RefusalException(404, "Keypair " + name + " not found for user " + caller.user()));
    }

    private static String id(Caller caller, String name) {
        return caller.user() + "/" + name;
    }

    private static RefusalException missing(JsonNode asked, String member) {
        return Compute.bad("Invalid input for field/attribute keypair. Value: "
                + Json.array(List.of(asked)).get(0) + ". '" + member + "' is a required property");
    }
}
