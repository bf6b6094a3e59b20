package io.patchbay.support.openstack;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How one cloud is reached, as {@code clouds.yaml} says it.
 *
 * @param name under which plans name it
 * @param identity address of its identity service, ending with {@code /v3}
 * @param user who makes everything there: an administrator
 * @param password the user's; never shown
 * @param project to which the user belongs
 * @param region which part of the catalogue counts; absent: any
 * @param face which addresses of the catalogue count: {@code public}, {@code internal} or {@code admin}
 * @param authority file of certificates that are trusted; absent: those of the Java runtime
 * @param verified whether the certificates of its services are checked
 */
public record CloudSettings(
        String name,
        URI identity,
        Named user,
        String password,
        Named project,
        Optional<String> region,
        String face,
        Optional<Path> authority,
        boolean verified) {

    /**
     * A user or a project, by id or by name.
     *
     * @param value the id or the name
     * @param byId whether it is the id
     * @param domain of a name
     */
    public record Named(String value, boolean byId, Domain domain) {}

    /**
     * A domain of the identity service.
     *
     * @param value the id or the name
     * @param byId whether it is the id
     */
    public record Domain(String value, boolean byId) {}

    /** Without the password. */
    @Override
    public String toString() {
        return "cloud " + name + " at " + identity;
    }
}
