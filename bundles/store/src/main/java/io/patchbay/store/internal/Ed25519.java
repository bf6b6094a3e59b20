package io.patchbay.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A pair of keys that signs texts: 128 hex digits where it is stored, half of them the secret and half the public key. Immutable.
 *
 * @param secret 32 bytes
 * @param encodedPublicKey the public key as X.509 has it
 */
record Ed25519(PrivateKey secret, String encodedPublicKey) {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;
    private static final byte[] X509_HEAD = HexFormat.of().parseHex("302a300506032b6570032100"); // RFC 8410

    /** A new pair as it is stored. */
    static String generate() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            byte[] secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] x509 = pair.getPublic().getEncoded();
            HexFormat hex = HexFormat.of();
            return hex.formatHex(secret) + hex.formatHex(x509, x509.length - KEY_BYTES, x509.length);
        } catch (GeneralSecurityException missing) {
            throw missing(missing);
        }
    }

    /** A pair as it was stored. */
    static Ed25519 of(String stored) {
        byte[] both = HexFormat.of().parseHex(stored);
        if (both.length != 2 * KEY_BYTES) {
            throw new IllegalStateException("the key that signs releases is damaged in the database");
        }
        try {
            PrivateKey secret = KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(
                            new EdECPrivateKeySpec(NamedParameterSpec.ED25519, Arrays.copyOfRange(both, 0, KEY_BYTES)));
            byte[] x509 = Arrays.copyOf(X509_HEAD, X509_HEAD.length + KEY_BYTES);
            System.arraycopy(both, KEY_BYTES, x509, X509_HEAD.length, KEY_BYTES);
            return new Ed25519(secret, Base64.getEncoder().encodeToString(x509));
        } catch (GeneralSecurityException missing) {
            throw missing(missing);
        }
    }

    /** Base64 of a text's signature. */
    String sign(String text) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException missing) {
            throw missing(missing);
        }
    }

    /** Only the public key, so that it can be logged. */
    @Override
    public String toString() {
        return encodedPublicKey;
    }

    private static IllegalStateException missing(GeneralSecurityException missing) {
        return new IllegalStateException("every Java from 15 on has " + ALGORITHM, missing);
    }
}
