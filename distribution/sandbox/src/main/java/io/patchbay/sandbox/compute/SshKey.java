package io.patchbay.sandbox.compute;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A key for SSH. Immutable. */
record SshKey(String publicKey, String privateKey) {
    private static final int BITS = 2048;

    static SshKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(BITS);
            KeyPair pair = generator.generateKeyPair();
            RSAPublicKey open = (RSAPublicKey) pair.getPublic();
            ByteArrayOutputStream blob = new ByteArrayOutputStream();
            append(blob, "ssh-rsa".getBytes(StandardCharsets.US_ASCII));
            append(blob, number(open.getPublicExponent()));
            append(blob, number(open.getModulus()));
            String secret = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(pair.getPrivate().getEncoded());
            return new SshKey(
                    "ssh-rsa " + Base64.getEncoder().encodeToString(blob.toByteArray()) + " Generated-by-Nova",
                    "-----BEGIN PRIVATE KEY-----\n" + secret + "\n-----END PRIVATE KEY-----\n");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The digest by which people know a public key; empty if it is none. */
    static Optional<String> fingerprint(String publicKey) {
        String[] words = publicKey.strip().split("\\s+", -1);
        if (words.length < 2 || !words[0].matches("(ssh|ecdsa|sk)-[a-zA-Z0-9@.-]+")) {
            return Optional.empty();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(words[1]);
            if (!isKey(blob, words[0])) {
                return Optional.empty();
            }
            byte[] digest = MessageDigest.getInstance("MD5").digest(blob);
            return Optional.of(HexFormat.ofDelimiter(":").formatHex(digest));
        } catch (IllegalArgumentException | NoSuchAlgorithmException noKey) {
            return Optional.empty();
        }
    }

    /** Its kind, and then at least one more part, each behind its length. */
    private static boolean isKey(byte[] blob, String kind) {
        ByteBuffer left = ByteBuffer.wrap(blob);
        int parts = 0;
        while (left.remaining() >= Integer.BYTES) {
            int length = left.getInt();
            if (length < 0 || length > left.remaining()) {
                return false;
            }
            byte[] part = new byte[length];
            left.get(part);
            if (parts == 0 && !kind.equals(new String(part, StandardCharsets.US_ASCII))) {
                return false;
            }
            parts++;
        }
        return parts > 1 && !left.hasRemaining();
    }

    private static byte[] number(BigInteger number) {
        return number.toByteArray();
    }

    private static void append(ByteArrayOutputStream blob, byte[] part) {
        blob.writeBytes(ByteBuffer.allocate(4).putInt(part.length).array());
        blob.writeBytes(part);
    }
}
