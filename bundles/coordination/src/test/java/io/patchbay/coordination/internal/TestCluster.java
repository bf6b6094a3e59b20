package io.patchbay.coordination.internal;

import io.patchbay.support.Backoff;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A shared ZooKeeper, and nodes that reach it over a line each. Confined to the test's thread. */
final class TestCluster implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Of sessions for whose end no test has to wait. */
    static final Duration LONG = Duration.ofSeconds(30);

    private final Path folder;
    private final List<Runnable> opened = new ArrayList<>();
    private ServerSupervisor server;

    TestCluster(Path folder) {
        this.folder = folder;
        this.server = serve(0);
    }

    /** One node, as seen by the test. */
    record Peer(String name, Participation participation, RecordingMarker marker, Line line, SessionFile sessions) {
        boolean leads() {
            return marker.current().isPresent();
        }

        long epoch() {
            return marker.current().orElseThrow().epoch();
        }

        View view() {
            return participation.view();
        }
    }

    static Backoff backoff() {
        return new Backoff(Duration.ofMillis(50), Duration.ofSeconds(1), new Random(1));
    }

    static ServerSettings settings(Path data, int port, Optional<Digest> guard) {
        return new ServerSettings(data, "127.0.0.1", port, guard, 3, Duration.ofHours(1));
    }

    int port() {
        return server.port();
    }

    void stopServer() {
        server.close();
    }

    /** On the same port and data as before. */
    void startServer() {
        server = serve(server.port());
    }

    Peer join(String name) {
        return join(name, LONG);
    }

    Peer join(String name, Duration session) {
        return join(name, name, session, Optional.empty());
    }

    /** @param folderName nodes with the same one remember the same session */
    Peer join(String name, String folderName, Duration session, Optional<Digest> digest) {
        Line line = new Line(server.port());
        opened.add(line::close);
        RecordingMarker marker = new RecordingMarker();
        SessionFile sessions = new SessionFile(folder.resolve(folderName + "-session"));
        String servers = "127.0.0.1:" + line.port();
        Participation participation = new Participation(
                new Ensemble("test", () -> servers, digest, session, CONNECT),
                "patchbay",
                sessions,
                name + System.nanoTime(),
                marker,
                backoff());
        opened.add(participation::close);
        participation.stand(new Entries.Node(name, URI.create("http://" + name + ":8080"), "0.1.0"));
        participation.reach();
        return new Peer(name, participation, marker, line, sessions);
    }

    /** Ends a node's session as the server would, without the node's doing. */
    void expire(Peer peer) throws Exception {
        StoredSession session = peer.sessions().read().orElseThrow();
        String servers = "127.0.0.1:" + port();
        Predecessor.end(session, new Ensemble("test", () -> servers, Optional.empty(), LONG, CONNECT));
    }

    @Override
    public void close() {
        Collections.reverse(opened);
        opened.forEach(Runnable::run);
        server.close();
    }

    private ServerSupervisor serve(int port) {
        ServerSupervisor started =
                new ServerSupervisor(settings(folder.resolve("zookeeper"), port, Optional.empty()), backoff());
        started.start().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
        return started;
    }
}
