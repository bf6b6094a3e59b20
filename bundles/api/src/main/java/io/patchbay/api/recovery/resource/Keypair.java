package io.patchbay.api.recovery.resource;

import java.util.regex.Pattern;

/**
 * A public key that lets somebody into instances. The private key is in no plan.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param publicKey as OpenSSH writes it: {@code ssh-ed25519 AAAA… name}
 */
public record Keypair(String id, String name, String publicKey) {
    /** How PEM and PuTTY begin one, and, in Base64, OpenSSH. */
    private static final Pattern PRIVATE = Pattern.compile(
            "PRIVATE KEY|PuTTY-User-Key-File|Private-Lines|b3BlbnNzaC1rZXktdjE", Pattern.CASE_INSENSITIVE);

    /** @throws IllegalArgumentException if a value makes no sense */
    public Keypair {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.require(
                !PRIVATE.matcher(publicKey).find(),
                "public_key",
                "must not be a private key: write the public one, ssh-ed25519 AAAA…");
        checks.finish();
    }
}
