package io.patchbay.api.store;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Signs manifests with an Ed25519 key that is made at its first use and stored once per installation. Thread-safe; methods block,
 * and throw {@link StoreException} if the key is not known yet and the database cannot be reached.
 */
@ProviderType
public interface ReleaseKey {
    /** Base64 of the public key as X.509 has it (RFC 8410), 44 bytes. */
    String publicKey();

    /** Base64 of the signature of a text in UTF-8, 64 bytes. */
    String sign(String text);
}
