package io.patchbay.http.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;

/** A PKCS #12 or JKS file with a key and its certificates. Confined to one thread at a time. */
final class KeystoreFile {
    private static final int MOST_BYTES = 1 << 20;

    private final Path file;
    private final Path passwordFile;
    private byte[] lastRead = {};

    /** What a keystore is, and what opens it. */
    record Opened(KeyStore keystore, String password) {
        /** Without the password, so that it can be logged. */
        @Override
        public String toString() {
            return "Opened[" + keystore.getType() + "]";
        }
    }

    KeystoreFile(Path file, Path passwordFile) {
        this.file = file;
        this.passwordFile = passwordFile;
    }

    /**
     * The keystore, if the files are not those of the last call.
     *
     * @throws IOException if it cannot be read or opened, or has no key; the message says which
     */
    Optional<Opened> readIfChanged() throws IOException {
        byte[] keystore = read(file);
        byte[] password = read(passwordFile);
        byte[] both = Arrays.copyOf(keystore, keystore.length + password.length);
        System.arraycopy(password, 0, both, keystore.length, password.length);
        if (Arrays.equals(both, lastRead)) {
            return Optional.empty();
        }
        lastRead = both; // a broken one is told once
        return Optional.of(open(keystore, new String(password, StandardCharsets.UTF_8).strip()));
    }

    private Opened open(byte[] content, String password) throws IOException {
        try {
            KeyStore keystore = KeyStore.getInstance("PKCS12"); // reads JKS as well
            keystore.load(new ByteArrayInputStream(content), password.toCharArray());
            for (String alias : Collections.list(keystore.aliases())) {
                if (keystore.isKeyEntry(alias)) {
                    keystore.getKey(alias, password.toCharArray());
                    return new Opened(keystore, password);
                }
            }
        } catch (GeneralSecurityException | IOException broken) {
            throw new IOException(
                    file + " cannot be opened with the password in " + passwordFile + ": " + broken.getMessage());
        }
        throw new IOException(file + " has no key, only certificates");
    }

    private static byte[] read(Path path) throws IOException {
        try {
            if (Files.size(path) > MOST_BYTES) {
                throw new IOException(path + " is larger than " + MOST_BYTES + " bytes");
            }
            return Files.readAllBytes(path);
        } catch (NoSuchFileException missing) {
            throw new IOException("there is no file " + path);
        }
    }
}
