package io.patchbay.rest.internal.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A request as handlers see it: copied, because the container reuses its own once the request is answered, which may be before a
 * handler ends. Immutable.
 *
 * @param method the HTTP method; GET where HEAD was asked
 * @param target path and query as they were sent
 * @param parameters what stood in the path for the variables of the route's template
 * @param query the query's parameters, the first of each name
 * @param headers those of {@link #KEPT} that there are, by their names there
 * @param peer the address of the other end
 * @param body the body, empty if there is none or it was put into a file
 * @param file where the body was put, if the route asks for a file
 * @param abandoned whether the request has its answer already, so that working on would be in vain
 */
public record Call(
        String method,
        String target,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        String peer,
        Body body,
        Optional<Path> file,
        BooleanSupplier abandoned) {
    /** Whom proxies have got a request from. */
    public static final String FORWARDED_FOR = "X-Forwarded-For";

    /** By what a client marks a request that it may send twice. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** The headers that handlers ask for. */
    public static final List<String> KEPT =
            List.of("Authorization", "Content-Type", "Last-Event-ID", "Range", IDEMPOTENCY_KEY, FORWARDED_FOR);

    /** A header of {@link #KEPT}. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The header of that name. */
    public Optional<String> authorization() {
        return header("Authorization");
    }

    /** The header of that name, in lower case. */
    public Optional<String> contentType() {
        return header("Content-Type").map(type -> type.toLowerCase(Locale.ROOT));
    }

    /** The header of that name: what a client that follows events has got last. */
    public Optional<String> lastEventId() {
        return header("Last-Event-ID");
    }

    /** The part of the path that stands for a variable of the route's template. */
    public String parameter(String name) {
        return Optional.ofNullable(parameters.get(name))
                .orElseThrow(() -> new IllegalArgumentException("the route has no variable " + name));
    }

    Call with(Body read, Optional<Path> spooled) {
        return new Call(method, target, parameters, query, headers, peer, read, spooled, abandoned);
    }

    /** A body in memory; nobody changes it. */
    public static final class Body {
        /** No body. */
        public static final Body NONE = new Body(new byte[0]);

        private final byte[] bytes;

        /**
         * A body.
         *
         * @param bytes not copied
         */
        public Body(byte[] bytes) {
            this.bytes = bytes;
        }

        /** The bytes, not copied. */
        public byte[] bytes() {
            return bytes;
        }

        public boolean isEmpty() {
            return bytes.length == 0;
        }

        /** Only its length, so that it can be logged. */
        @Override
        public String toString() {
            return bytes.length + " bytes";
        }
    }
}
