package io.patchbay.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.support.operator.Options;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a running node is, and what lets its admin in. Immutable.
 *
 * @param url {@code http://HOST:PORT}
 * @param token the admin's; kept out of {@link #toString}
 */
public record NodeAccess(URI url, String token) {
    /** The options that say it. */
    public static final List<String> OPTIONS = List.of("--url", "--data", "--token-file");

    /** The environment variable that may hold the token. */
    public static final String TOKEN_VARIABLE = "PATCHBAY_ADMIN_TOKEN";

    private static final String URL = "https?://(\\[[0-9a-fA-F:.]+\\]|[A-Za-z0-9._-]+)(:\\d{1,5})?/?";
    private static final long MAX_TOKEN_FILE_BYTES = 4096;

    /**
     * Reads {@code --url}, and the token from {@code --token-file}, the environment or the folder {@code --data}, in this order.
     *
     * @param fromEnvironment the value of {@link #TOKEN_VARIABLE}
     * @throws UsageException if the address is none, or no token can be read
     */
    public static NodeAccess of(Options options, Optional<String> fromEnvironment) throws UsageException {
        URI url = URI.create(options.value("--url", URL, "http://HOST:PORT").orElse("http://127.0.0.1:8080"));
        Optional<String> file = options.value("--token-file");
        String source;
        String token;
        if (file.isPresent()) {
            source = "--token-file " + file.get();
            token = fromFile(Path.of(file.get()));
        } else if (fromEnvironment.isPresent()) {
            source = TOKEN_VARIABLE;
            token = fromEnvironment.get();
        } else {
            Path data = Path.of(options.value("--data").orElse("data"));
            source = "admin.token in " + data.resolve("credentials.json");
            token = fromCredentials(data);
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            throw new UsageException(source + " must hold the admin's token, a word without spaces");
        }
        return new NodeAccess(url, token);
    }

    private static String fromFile(Path file) throws UsageException {
        try {
            if (Files.size(file) > MAX_TOKEN_FILE_BYTES) {
                throw new UsageException("--token-file " + file + " is too long to be a token");
            }
            return Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new UsageException("--token-file " + file + " cannot be read", unreadable);
        }
    }

    private static String fromCredentials(Path data) throws UsageException {
        Path file = data.resolve("credentials.json");
        if (!Files.isReadable(file)) {
            throw new UsageException(
                    "--data " + data + " has no readable credentials.json: name the folder of the node,"
                            + " a file with the admin's token by --token-file, or put the token into the environment variable "
                            + TOKEN_VARIABLE);
        }
        try {
            JsonNode token =
                    new ObjectMapper().readTree(file.toFile()).path("admin").path("token");
            if (!token.isTextual()) {
                throw new UsageException("--data " + data + " has a credentials.json without admin.token");
            }
            return token.textValue();
        } catch (IOException unreadable) {
            throw new UsageException("--data " + data + " has a credentials.json that is no JSON", unreadable);
        }
    }

    /** Without the token. */
    @Override
    public String toString() {
        return url.toString();
    }
}
