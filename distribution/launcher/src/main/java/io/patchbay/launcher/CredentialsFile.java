package io.patchbay.launcher;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The secrets in the data folder, looked at before the bundles start: without them no part of a node comes up, and why would be
 * one record among many.
 */
final class CredentialsFile {
    private static final List<String> SECRETS =
            List.of("/service/id", "/service/key", "/admin/user", "/admin/password", "/admin/token", "/worker/token");

    private CredentialsFile() {}

    /** @throws UsageException if there is a file that a node could not use; that there is none yet is fine */
    static void check(Path data) throws UsageException {
        Path file = data.resolve("credentials.json");
        if (!Files.exists(file)) {
            return;
        }
        JsonNode stored;
        try {
            stored = new ObjectMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException malformed) {
            // its message quotes what it could not read, which may be a secret
            throw new UsageException(
                    file + " is no JSON: put a copy back, or remove it to have new secrets made", malformed);
        } catch (IOException unreadable) {
            throw new UsageException(file + " cannot be read: " + unreadable, unreadable);
        }
        for (String secret : SECRETS) {
            JsonNode value = stored.at(secret);
            if (!value.isTextual() || value.asText().isEmpty()) {
                throw new UsageException(
                        file + " lacks the text " + secret.substring(1).replace('/', '.')
                                + ": put a copy back, or remove it to have new secrets made");
            }
        }
    }
}
