package io.patchbay.api.recovery.resource;

/**
 * A public key that lets somebody into instances. The private key is in no plan.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param publicKey as OpenSSH writes it: {@code ssh-ed25519 AAAA… name}
 */
public record Keypair(String id, String name, String publicKey) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Keypair {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.require(!publicKey.contains("PRIVATE KEY"), "public_key", "must not be a private key");
        checks.finish();
    }
}
