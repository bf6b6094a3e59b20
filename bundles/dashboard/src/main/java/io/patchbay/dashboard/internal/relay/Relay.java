package io.patchbay.dashboard.internal.relay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands what the page asks and tells on to the node, as the admin who is logged in. Whoever calls it has looked at session, proof and
 * origin. Thread-safe; reading a body waits for the client, the node's answer holds no thread.
 */
public final class Relay {
    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PREFIXES = List.of("/cluster/v1/", "/recovery/v1/", "/lobby/v1/");
    private static final Set<String> METHODS = Set.of("GET", "PUT", "POST", "DELETE");
    private static final String JARS = "/cluster/v1/jars/";
    private static final String TAR = "application/x-tar";
    private static final String RELEASES = "/lobby/v1/releases";
    private static final int MOST_BODY_BYTES = 16 * 1024 * 1024; // more than any route takes
    private static final int MOST_AT_ONCE = 64;

    private final OperatorApi api;
    private final Path folder;
    private final Bounds bounds;
    private final AtomicInteger underWay = new AtomicInteger();

    /** How long the files may be that are handed on. */
    public record Bounds(long maxJarBytes, long maxReleaseBytes) {}

    /** What is to be handed on as a file, and how long it may be. */
    private record Upload(String what, long maxBytes) {}

    /**
     * Hands on to a node.
     *
     * @param folder for files on their way; made when it is needed. What is left there of a node that was killed is deleted
     */
    public Relay(OperatorApi api, Path folder, Bounds bounds) {
        this.api = api;
        this.folder = folder;
        this.bounds = bounds;
        clear(folder);
    }

    private static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, "upload*.part")) {
            for (Path upload : left) {
                Files.deleteIfExists(upload);
            }
        } catch (IOException | DirectoryIteratorException failed) {
            LOG.warn("Uploads that were not finished are left over in {}", folder, failed);
        }
    }

    /** Whether the page may ask for this. */
    public static boolean mayAsk(String target) {
        return PREFIXES.stream().anyMatch(target::startsWith);
    }

    /**
     * Hands a request on, and answers it.
     *
     * @param target path and query, encoded
     * @param by who asks
     */
    public void handOn(HttpServletRequest request, HttpServletResponse response, String target, String by)
            throws IOException {
        if (!mayAsk(target) || !METHODS.contains(request.getMethod())) {
            problem(response, 404, "not-found", "The dashboard does not hand on " + request.getMethod() + " there.");
            return;
        }
        if (underWay.incrementAndGet() > MOST_AT_ONCE) {
            underWay.decrementAndGet();
            problem(response, 503, "busy", "As many requests of dashboards are under way as may be: " + MOST_AT_ONCE);
            return;
        }
        Optional<Path> file = Optional.empty();
        boolean asked = false;
        try {
            Optional<Upload> upload = uploadOf(request, target);
            if (upload.isPresent()) {
                file = Optional.of(makeFile());
                read(request, upload.get(), file.get());
            }
            ask(request, new OperatorRequest(request.getMethod(), target, bodyOf(request), file, by));
            asked = true;
        } catch (TooLargeException large) {
            problem(response, 413, "too-large", large.getMessage());
        } catch (NotKeptException failed) {
            LOG.error("An upload could not be kept in {}", folder, failed);
            problem(
                    response,
                    500,
                    "not-kept",
                    "The node cannot keep the upload; its disk may be full. Its log says why.");
        } finally {
            if (!asked) {
                done(file);
            }
        }
    }

    private static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(String what, long maxBytes) {
            super(what + " must have at most " + maxBytes + " bytes.");
        }
    }

    /** The node's own disk fails, and not the client's connection. */
    private static final class NotKeptException extends IOException {
        private static final long serialVersionUID = 1;

        NotKeptException(IOException cause) {
            super(cause);
        }
    }

    private Path makeFile() throws NotKeptException {
        try {
            return Files.createTempFile(Files.createDirectories(folder), "upload", ".part");
        } catch (IOException failed) {
            throw new NotKeptException(failed);
        }
    }

    private static void append(OutputStream file, byte[] piece, int length) throws NotKeptException {
        try {
            file.write(piece, 0, length);
        } catch (IOException failed) {
            throw new NotKeptException(failed);
        }
    }

    private Optional<Upload> uploadOf(HttpServletRequest request, String target) {
        if (request.getMethod().equals("PUT") && target.startsWith(JARS)) {
            return Optional.of(new Upload("A jar", bounds.maxJarBytes()));
        }
        boolean isRelease = request.getMethod().equals("POST")
                && (target.equals(RELEASES) || target.startsWith(RELEASES + "?"))
                && TAR.equals(request.getContentType());
        return isRelease ? Optional.of(new Upload("A release", bounds.maxReleaseBytes())) : Optional.empty();
    }

    private static void read(HttpServletRequest request, Upload upload, Path file) throws IOException {
        requireAtMost(upload, request.getContentLengthLong()); // before it is read, if it says how long it is
        try (InputStream body = request.getInputStream();
                OutputStream target = Files.newOutputStream(file)) {
            byte[] piece = new byte[65_536];
            long length = 0;
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                length += read;
                requireAtMost(upload, length);
                append(target, piece, read);
            }
        }
    }

    private static void requireAtMost(Upload upload, long length) throws TooLargeException {
        if (length > upload.maxBytes()) {
            throw new TooLargeException(upload.what(), upload.maxBytes());
        }
    }

    private static String bodyOf(HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MOST_BODY_BYTES + 1);
        if (body.length > MOST_BODY_BYTES) {
            throw new TooLargeException("A body", MOST_BODY_BYTES);
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private void ask(HttpServletRequest request, OperatorRequest wish) {
        AsyncContext waiting = request.startAsync();
        waiting.setTimeout(0); // the node answers within the path's bound
        api.ask(wish)
                .whenComplete((answer, failed) -> waiting.start(() -> {
                    done(wish.file()); // before the page knows
                    try {
                        answer((HttpServletResponse) waiting.getResponse(), Optional.ofNullable(answer), failed);
                    } catch (IOException gone) {
                        LOG.debug("A page did not wait for its answer", gone);
                    } finally {
                        waiting.complete();
                    }
                }));
    }

    private void done(Optional<Path> file) {
        underWay.decrementAndGet();
        file.ifPresent(path -> {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failed) {
                LOG.warn("{} is left over from an upload", path, failed);
            }
        });
    }

    private static void answer(HttpServletResponse response, Optional<OperatorAnswer> answer, Throwable failed)
            throws IOException {
        if (answer.isEmpty()) {
            LOG.error("The node failed to answer the dashboard", new CompletionException(failed));
            problem(response, 500, "internal", "The node failed to answer; its log says why.");
        } else if (answer.get().elsewhere().isPresent()) {
            elsewhere(response, answer.get());
        } else {
            response.setStatus(answer.get().status());
            response.setContentType(answer.get().isGood() ? "application/json" : "application/problem+json");
            response.getOutputStream().write(answer.get().body().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** A redirection would leave the session behind: the page is told where to ask instead. */
    private static void elsewhere(HttpServletResponse response, OperatorAnswer answer) throws IOException {
        String leader = answer.elsewhere()
                .map(uri -> uri.getScheme() + "://" + uri.getAuthority())
                .orElse("");
        problem(response, 409, "elsewhere", "Another node leads: " + leader, Map.of("leader", leader));
    }

    private static void problem(HttpServletResponse response, int status, String code, String detail)
            throws IOException {
        problem(response, status, code, detail, Map.of());
    }

    private static void problem(
            HttpServletResponse response, int status, String code, String detail, Map<String, String> more)
            throws IOException {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", detail);
        problem.put("status", status);
        problem.put("code", code);
        problem.put("detail", detail);
        problem.putAll(more);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
