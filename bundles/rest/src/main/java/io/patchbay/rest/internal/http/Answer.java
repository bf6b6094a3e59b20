package io.patchbay.rest.internal.http;

import io.patchbay.rest.internal.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is sent back. Immutable. */
public final class Answer {
    /** JSON as the stock clients of OWT get it. */
    public static final String JSON = "application/json; charset=utf-8";

    private static final byte[] NOTHING = {};

    private final int status;
    private final Optional<String> contentType;
    private final byte[] body;
    private final Optional<Path> file;
    private final Optional<Stored> stored;
    private final Optional<Feed> feed;
    private final Map<String, String> headers;

    private Answer(
            int status,
            Optional<String> contentType,
            byte[] body,
            Optional<Path> file,
            Optional<Stored> stored,
            Optional<Feed> feed,
            Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.file = file;
        this.stored = stored;
        this.feed = feed;
        this.headers = headers;
    }

    /** A status, and neither body nor content type. */
    public static Answer empty(int status) {
        return new Answer(
                status, Optional.empty(), NOTHING, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** Text that claims to be HTML, as OWT sends its plain answers. */
    public static Answer html(String text) {
        return of(200, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON object with status 200. */
    public static Answer json(JsonText.Writing members) {
        return of(200, JSON, JsonText.object(members));
    }

    /** Bytes of a type. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(
                status, Optional.of(contentType), body, Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
    }

    /** A file, which is deleted afterwards whatever happens. */
    public static Answer passingFile(String contentType, Path file) {
        return new Answer(
                200,
                Optional.of(contentType),
                NOTHING,
                Optional.of(file),
                Optional.empty(),
                Optional.empty(),
                Map.of());
    }

    /** A file that stays, from one of its bytes on. */
    public static Answer storedFile(int status, String contentType, Stored stored) {
        return new Answer(
                status,
                Optional.of(contentType),
                NOTHING,
                Optional.empty(),
                Optional.of(stored),
                Optional.empty(),
                Map.of());
    }

    /**
     * A part of a file.
     *
     * @param from the first byte, the rest follows
     */
    public record Stored(Path file, long from) {}

    /** Whatever a feed tells. */
    public static Answer feed(String contentType, Feed feed) {
        return new Answer(
                200,
                Optional.of(contentType),
                NOTHING,
                Optional.empty(),
                Optional.empty(),
                Optional.of(feed),
                Map.of());
    }

    /** The same with one more header. */
    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, file, stored, feed, more);
    }

    /** The same with the hint to try again in a second. */
    public Answer retryable() {
        return with("Retry-After", "1");
    }

    public int status() {
        return status;
    }

    Optional<String> contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    Optional<Path> file() {
        return file;
    }

    Optional<Stored> stored() {
        return stored;
    }

    Optional<Feed> feed() {
        return feed;
    }

    Map<String, String> headers() {
        return headers;
    }
}
