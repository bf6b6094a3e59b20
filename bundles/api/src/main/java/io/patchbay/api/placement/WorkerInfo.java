package io.patchbay.api.placement;

import io.patchbay.api.Attributes;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a worker says of itself when it joins.
 *
 * @param ip address that clients reach, or empty
 * @param hostname name that clients reach, preferred to {@code ip}; or empty
 * @param port port that clients reach; 0 if it has none
 * @param ssl whether clients speak TLS to it
 * @param viaHost {@code http(s)://…} of a proxy in front of it that clients use instead; or empty
 * @param maxLoad it takes tasks while its load is strictly below; 0.0 (never) to 1.0
 * @param capacity what it can do, for example {@code {"isps":["telco"],"regions":["north"]}}; read by matchers
 * @param callback where it is told what to do, with {@code http} or {@code https}; empty if it finds out by itself. May
 *     hold a secret of the worker, so it is neither listed nor logged
 * @param seats how many seats it has, 0 to {@value #MAX_SEATS}: a task is given to it only while so many are free as the task
 *     takes; empty if its tasks are not counted
 */
public record WorkerInfo(
        String ip,
        String hostname,
        int port,
        boolean ssl,
        String viaHost,
        double maxLoad,
        Attributes capacity,
        Optional<URI> callback,
        OptionalInt seats) {
    /** The most seats of one worker. */
    public static final int MAX_SEATS = 1_000_000;

    /** @throws IllegalArgumentException if the port, the maximum load or the number of seats is out of range */
    public WorkerInfo {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be within 0 and 65535 but was " + port);
        }
        if (!(maxLoad >= 0.0 && maxLoad <= 1.0)) {
            throw new IllegalArgumentException("maxLoad must be within 0 and 1 but was " + maxLoad);
        }
        if (callback.filter(uri -> !isCallable(uri)).isPresent()) {
            throw new IllegalArgumentException("callback must be like http://host:port/path");
        }
        seats.ifPresent(WorkerInfo::requireSeats);
    }

    /** A worker whose tasks are not counted. */
    public WorkerInfo(
            String ip,
            String hostname,
            int port,
            boolean ssl,
            String viaHost,
            double maxLoad,
            Attributes capacity,
            Optional<URI> callback) {
        this(ip, hostname, port, ssl, viaHost, maxLoad, capacity, callback, OptionalInt.empty());
    }

    /** A worker that is not called back. */
    public WorkerInfo(
            String ip, String hostname, int port, boolean ssl, String viaHost, double maxLoad, Attributes capacity) {
        this(ip, hostname, port, ssl, viaHost, maxLoad, capacity, Optional.empty());
    }

    /** A worker with a capacity and a limit, and nothing else to say. */
    public static WorkerInfo of(double maxLoad, Attributes capacity) {
        return new WorkerInfo("", "", 0, false, "", maxLoad, capacity);
    }

    /** The same worker with a number of seats. */
    public WorkerInfo withSeats(int count) {
        return new WorkerInfo(ip, hostname, port, ssl, viaHost, maxLoad, capacity, callback, OptionalInt.of(count));
    }

    private static void requireSeats(int count) {
        if (count < 0 || count > MAX_SEATS) {
            throw new IllegalArgumentException("seats must be within 0 and " + MAX_SEATS + " but was " + count);
        }
    }

    private static boolean isCallable(URI uri) {
        return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
    }

    /** Without the path of the callback, so that it can be logged. */
    @Override
    public String toString() {
        return "WorkerInfo[ip=" + ip + ", hostname=" + hostname + ", port=" + port + ", ssl=" + ssl + ", viaHost="
                + viaHost + ", maxLoad=" + maxLoad + ", capacity=" + capacity + ", callback="
                + callback.map(URI::getHost).orElse("none") + ", seats=" + seats + "]";
    }
}
