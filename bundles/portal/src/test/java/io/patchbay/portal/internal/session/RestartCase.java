package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.legacy.internal.ProtocolLegacy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A portal whose sessions outlive its process. */
abstract class RestartCase {
    @TempDir
    Path data;

    final ManualAlarms alarms = new ManualAlarms();
    Optional<World> running = Optional.empty();

    @AfterEach
    void close() {
        running.ifPresent(World::close);
    }

    World start() {
        World world =
                new World(Map.of("reconnectionTimeoutMillis", 60_000L, "maxTimelines", 3), alarms, Runnable::run, data);
        world.install("legacy", new ProtocolLegacy());
        running = Optional.of(world);
        return world;
    }

    /** Ends it, starts it again, and has it take back whom it can. */
    World restart() {
        running.ifPresent(World::close);
        World world = start();
        world.restore();
        return world;
    }

    /** Lets ann in; @return the ticket to come back with */
    static String login(World world, FakeClient client) {
        return (String)
                client.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");
    }

    /** Comes back; @return what the client is told */
    static List<String> resume(World world, String ticket) {
        FakeClient client = new FakeClient(world.context());
        client.say(1, "relogin", ticket);
        return client.take();
    }
}
