package io.patchbay.api.operator;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What an operator asks or tells a node.
 *
 * @param method GET, PUT, POST or DELETE
 * @param target path and query, encoded as in a URL: {@code /cluster/v1/workers?purpose=play}
 * @param body JSON, or empty
 * @param file the body of a path that takes a file; it is read, and neither changed nor deleted
 * @param by who asks, for the audit log: the peer's address and how it came, for example {@code 127.0.0.1 (web console)}
 */
public record OperatorRequest(String method, String target, String body, Optional<Path> file, String by) {
    /** @throws IllegalArgumentException if the target is no path, or nobody asks */
    public OperatorRequest {
        Objects.requireNonNull(method, "method");
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(file, "file");
        if (!target.startsWith("/")) {
            throw new IllegalArgumentException("target must begin with / but was " + target);
        }
        if (by.isBlank()) {
            throw new IllegalArgumentException("by must say who asks");
        }
    }

    /** Reads something. */
    public static OperatorRequest get(String target, String by) {
        return new OperatorRequest("GET", target, "", Optional.empty(), by);
    }

    /** Tells something. */
    public static OperatorRequest of(String method, String target, String body, String by) {
        return new OperatorRequest(method, target, body, Optional.empty(), by);
    }
}
