package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.portal.Notification;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A client changes over from polling to a WebSocket, as socket.io's client does, while its room does not stop talking. */
class UpgradeUnderLoadTest {
    private static final Pattern NUMBER = Pattern.compile("\"message\":(\\d+)}");

    @Test
    void losesDoublesAndReordersNothing() throws Exception {
        try (EmbeddedPortal portal = new EmbeddedPortal(Map.of())) {
            for (int round = 0; round < 3; round++) {
                List<Integer> received = changeOver(portal, "room" + round);
                assertThat(received).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(10);
                assertThat(received.get(received.size() - 1) - received.get(0)).isEqualTo(received.size() - 1);
            }
        }
    }

    private static List<Integer> changeOver(EmbeddedPortal portal, String room) throws Exception {
        RawPolling client = RawPolling.open(portal.url());
        client.post("40");
        client.poll();
        String token = portal.world().tokens().issue(room, "ann", "presenter");
        client.post("420[\"login\",{\"token\":\"" + token
                + "\",\"userAgent\":{\"sdk\":{\"type\":\"x\",\"version\":\"5\"}},\"protocol\":\"1.2\"}]");
        AtomicBoolean enough = new AtomicBoolean();
        Semaphore pace = new Semaphore(50);
        Thread talker = new Thread(() -> talk(portal, room, enough, pace));
        List<Integer> received = new ArrayList<>();
        collect(client.poll().body(), received);
        talker.start();
        collect(client.poll().body(), received);
        try (RawWebSocket socket = RawWebSocket.upgrade(portal.url(), client.sid())) {
            pace.release(50);
            socket.send("2probe");
            collect(client.poll().body(), received);
            assertThat(socket.nextOfAnyKind()).isEqualTo("3probe");
            pace.release(50);
            collect(client.poll().body(), received);
            pace.release(50);
            socket.send("5");
            int before = received.size();
            while (received.size() < before + 50) {
                collect(socket.next(), received);
                pace.release();
            }
            enough.set(true);
            pace.release();
            talker.join();
        }
        return received;
    }

    private static void talk(EmbeddedPortal portal, String room, AtomicBoolean enough, Semaphore pace) {
        for (int i = 0; !enough.get(); i++) {
            pace.acquireUninterruptibly();
            portal.world().say(room, new Notification.TextReceived("bob", true, Optional.of(i)));
        }
    }

    private static void collect(String payload, List<Integer> received) {
        for (String packet : Arrays.asList(payload.split("\u001e"))) {
            Matcher matcher = NUMBER.matcher(packet);
            if (matcher.find()) {
                received.add(Integer.parseInt(matcher.group(1)));
            }
        }
    }
}
