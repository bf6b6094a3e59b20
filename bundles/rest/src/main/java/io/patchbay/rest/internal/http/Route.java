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
 * @param handler answers
 */
public record Route(
        String method,
        String template,
        Function<Call, Optional<Answer>> gate,
        ToLongFunction<Limits> maxBodyBytes,
        ToLongFunction<Limits> timeoutMillis,
        boolean spooled,
        Handler handler) {
    /** A route without a gate, with the usual bounds. */
    public static Route open(String method, String template, Handler handler) {
        return new Route(
                method,
                template,
                call -> Optional.empty(),
                Limits::maxBodyBytes,
                Limits::requestTimeoutMillis,
                false,
                handler);
    }

    /** The same behind a gate. */
    public Route behind(Function<Call, Optional<Answer>> guard) {
        return new Route(method, template, guard, maxBodyBytes, timeoutMillis, spooled, handler);
    }

    /** The same for bodies that list the tasks of a worker. */
    public Route forReports() {
        return new Route(method, template, gate, Limits::maxReportBytes, timeoutMillis, spooled, handler);
    }

    /** The same for a body that is a recovery job. */
    public Route forJobs() {
        return new Route(method, template, gate, Limits::maxJobBytes, timeoutMillis, spooled, handler);
    }

    /** The same with as much time as a whole store takes. */
    public Route forBackups() {
        return new Route(method, template, gate, maxBodyBytes, Limits::backupTimeoutMillis, spooled, handler);
    }

    /** The same for a body that is a jar of plug-ins. */
    public Route forJars() {
        return new Route(method, template, gate, Limits::maxJarBytes, Limits::backupTimeoutMillis, true, handler);
    }

    /** The same for a body that is a whole store. */
    public Route forRestores() {
        return new Route(method, template, gate, Limits::maxRestoreBytes, Limits::backupTimeoutMillis, true, handler);
    }
}
