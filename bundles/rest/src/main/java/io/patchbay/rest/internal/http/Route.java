package io.patchbay.rest.internal.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * What answers which requests.
 *
 * @param method GET, POST, PUT, PATCH or DELETE
 * @param template the path, with variables in braces: {@code /v1/rooms/{room}}
 * @param gate asked before the body is read, so that a stranger's body costs nothing: empty lets in, and it does not block
 * @param maxBodyBytes how long the body may be
 * @param timeoutMillis within what time there is an answer
 * @param spooled whether the body is put into a file rather than into memory
 * @param word by which clients ask the same on a WebSocket, without the prefix of all of them; empty if they cannot
 * @param ofPlayer whether it is for those who have a lobby token, so that its answer tells whether that is good
 * @param handler answers
 */
public record Route(
        String method,
        String template,
        Function<Call, Optional<Answer>> gate,
        ToLongFunction<Limits> maxBodyBytes,
        ToLongFunction<Limits> timeoutMillis,
        boolean spooled,
        Optional<String> word,
        boolean ofPlayer,
        Handler handler) {
    private static final long SMALL_BODY_BYTES = 8_192;

    /** A route without a gate, with the usual bounds. */
    public static Route open(String method, String template, Handler handler) {
        return new Route(
                method,
                template,
                call -> Optional.empty(),
                Limits::maxBodyBytes,
                Limits::requestTimeoutMillis,
                false,
                Optional.empty(),
                false,
                handler);
    }

    /** The same behind a gate. */
    public Route behind(Function<Call, Optional<Answer>> guard) {
        return new Route(method, template, guard, maxBodyBytes, timeoutMillis, spooled, word, ofPlayer, handler);
    }

    /** The same for bodies that list the tasks of a worker. */
    public Route forReports() {
        return new Route(
                method, template, gate, Limits::maxReportBytes, timeoutMillis, spooled, word, ofPlayer, handler);
    }

    /** The same for a body that is a recovery job. */
    public Route forJobs() {
        return new Route(method, template, gate, Limits::maxJobBytes, timeoutMillis, spooled, word, ofPlayer, handler);
    }

    /** The same with as much time as a whole store takes. */
    public Route forBackups() {
        return new Route(
                method, template, gate, maxBodyBytes, Limits::backupTimeoutMillis, spooled, word, ofPlayer, handler);
    }

    /** The same for a body that is a jar of plug-ins. */
    public Route forJars() {
        return new Route(
                method,
                template,
                gate,
                Limits::maxJarBytes,
                Limits::backupTimeoutMillis,
                true,
                word,
                ofPlayer,
                handler);
    }

    /** The same for a body that is a release of resources. */
    public Route forReleases() {
        return new Route(
                method,
                template,
                gate,
                Limits::maxReleaseBytes,
                Limits::backupTimeoutMillis,
                true,
                word,
                ofPlayer,
                handler);
    }

    /** The same for a body that is a whole store. */
    public Route forRestores() {
        return new Route(
                method,
                template,
                gate,
                Limits::maxRestoreBytes,
                Limits::backupTimeoutMillis,
                true,
                word,
                ofPlayer,
                handler);
    }

    /** The same, which clients also ask on a WebSocket by a word. */
    public Route asked(String by) {
        return new Route(
                method, template, gate, maxBodyBytes, timeoutMillis, spooled, Optional.of(by), ofPlayer, handler);
    }

    /** The same for those who have a lobby token. */
    public Route forPlayers() {
        return new Route(method, template, gate, maxBodyBytes, timeoutMillis, spooled, word, true, handler);
    }

    /** The same for a body of a few short values. */
    public Route forFew() {
        return new Route(
                method,
                template,
                gate,
                limits -> Math.min(SMALL_BODY_BYTES, limits.maxBodyBytes()),
                timeoutMillis,
                spooled,
                word,
                ofPlayer,
                handler);
    }
}
