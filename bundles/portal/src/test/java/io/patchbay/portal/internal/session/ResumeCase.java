package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Notification;
import io.patchbay.portal.internal.ManualAlarms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A client that is in a room, and comes back. */
abstract class ResumeCase {
    final ManualAlarms alarms = new ManualAlarms();
    final World world = new World(
            Map.of("reconnectionTimeoutMillis", 60_000L, "maxReplayBytes", 2_000, "maxReplayMillis", 30_000L),
            alarms,
            Runnable::run);
    final FakeClient first = new FakeClient(world.context());
    final String ticket = (String)
            first.loggedIn(world.tokens().issue("r", "ann", "presenter")).get("reconnectionTicket");

    @AfterEach
    void close() {
        world.close();
    }

    FakeClient client() {
        return new FakeClient(world.context());
    }

    void tellAll(Object message) {
        world.rooms().announce("r", new Notification.TextReceived("bob", true, Optional.of(message)));
    }

    static String ticketIn(String answer) {
        return answer.replaceAll("^\\d+ \\[\"ok\",\"(.*)\"]$", "$1");
    }

    static List<String> messages(List<String> heard) {
        List<String> messages = new ArrayList<>();
        for (String line : heard) {
            if (line.startsWith("text ")) {
                messages.add(line.replaceAll(".*\"message\":(.*)}]$", "$1"));
            }
        }
        return messages;
    }
}
