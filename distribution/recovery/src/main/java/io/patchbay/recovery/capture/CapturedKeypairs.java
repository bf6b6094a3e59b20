package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.Service;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The public keys of instances, as Nova has them; it has no private ones. There they belong to users, at the recovery site all to one:
 * of two that are called alike the second gets another name. Confined to one thread.
 */
final class CapturedKeypairs {
    private static final Microversion OF_ANY_USER = Microversion.of("2.10");
    private static final Microversion KNOWN = Microversion.of("2.46");

    private final Service compute;
    private final Consumer<String> warnings;
    private final PlanIds ids = new PlanIds();
    private final Map<String, Optional<Keypair>> byOwner = new LinkedHashMap<>();
    private final Map<String, Keypair> byName = new LinkedHashMap<>();

    CapturedKeypairs(Service compute, Consumer<String> warnings) {
        this.compute = compute;
        this.warnings = warnings;
    }

    List<Keypair> keypairs() {
        return List.copyOf(byName.values());
    }

    /** The id of an instance's; empty if it has none, or its is gone. */
    Optional<String> of(JsonNode server) throws OpenStackException, InterruptedException {
        Optional<String> name = Found.text(server, "key_name");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        String user = server.path("user_id").asText();
        String owner = user + "/" + name.get();
        if (!byOwner.containsKey(owner)) {
            byOwner.put(owner, read(name.get(), user));
        }
        Optional<Keypair> found = byOwner.get(owner);
        if (found.isEmpty()) {
            warnings.accept(Found.words("instance", server) + " was made with keypair '" + name.get() + "' of user "
                    + user + ", which is gone: left out");
        }
        return found.map(Keypair::id);
    }

    private Optional<Keypair> read(String name, String user) throws OpenStackException, InterruptedException {
        return compute.at(OF_ANY_USER, KNOWN)
                .find(Service.path("/os-keypairs/{}", name, "user_id", user))
                .map(answer ->
                        Mark.without(answer.path("keypair").path("public_key").asText()))
                .map(key -> keypair(name, user, key));
    }

    private Keypair keypair(String name, String user, String key) {
        Keypair known = byName.get(name);
        if (known != null && known.publicKey().equals(key)) {
            return known;
        }
        String id = ids.of(user + "/" + name, name);
        String free = known == null ? name : id;
        if (known != null) {
            warnings.accept(
                    "keypair '" + name + "' of user " + user + " is called as another user's: it will be '" + id + "'");
        }
        Keypair made = new Keypair(id, free, key);
        byName.put(free, made);
        return made;
    }
}
