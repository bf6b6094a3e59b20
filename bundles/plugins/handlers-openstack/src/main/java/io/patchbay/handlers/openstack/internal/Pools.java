package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Cinder's pools, called {@code host@backend#pool}. No state. */
final class Pools {
    private Pools() {}

    /**
     * The pool that stands for a storage: that which the plan names as {@code pool}, in the volume's {@code target_metadata} or the
     * storage's {@code metadata}; else the one that is called as the storage is. A part of the name will do, if it is one pool's.
     *
     * @param volume Cinder, as an administrator sees it
     * @throws OpenStackException if there is none, or more than one
     */
    static String of(Service volume, Storage storage, Attributes targetMetadata)
            throws OpenStackException, InterruptedException {
        String wanted = targetMetadata
                .text("pool")
                .or(() -> storage.metadata().text("pool"))
                .orElse(storage.name());
        List<String> names = volume.list("/scheduler-stats/get_pools", "pools").stream()
                .map((JsonNode pool) -> pool.path("name").asText())
                .sorted()
                .toList();
        for (Function<String, String> part : List.<Function<String, String>>of(
                Function.identity(), name -> behind(name, '#'), name -> backendOf(name))) {
            List<String> fitting = names.stream()
                    .filter(name -> part.apply(name).equals(wanted))
                    .toList();
            if (fitting.size() > 1) {
                throw OpenStackException.of(
                        Kind.BAD_REQUEST,
                        "several pools are called " + wanted + ": " + String.join(", ", fitting)
                                + "; name one in full as pool in target_metadata");
            } else if (!fitting.isEmpty()) {
                return fitting.get(0);
            }
        }
        throw OpenStackException.of(
                Kind.NOT_FOUND,
                "no pool is called " + wanted + ", which stands for storage " + storage.name() + "; there are "
                        + String.join(", ", names));
    }

    private static String backendOf(String name) {
        String backend = behind(name, '@');
        int end = backend.indexOf('#');
        return end < 0 ? backend : backend.substring(0, end);
    }

    private static String behind(String name, char sign) {
        int at = name.indexOf(sign);
        return at < 0 ? "" : name.substring(at + 1);
    }

    /** The type that an imported volume gets, if the plan names one. */
    static Optional<String> typeFor(Storage storage, Attributes targetMetadata) {
        return targetMetadata.text("volume_type").or(() -> storage.metadata().text("volume_type"));
    }
}
