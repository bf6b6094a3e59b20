package io.patchbay.portal.internal.engineio;

import io.patchbay.portal.internal.ManualAlarms;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server of Engine.IO with channels and polls that a test holds in its hand. */
abstract class EngineCase {
    static final EngineSettings SETTINGS =
            new EngineSettings(300, 200, 100, 500, 1_000_000, 65_536, 1_000, 10_000, 1_000);
    final ManualAlarms alarms = new ManualAlarms();
    final List<String> closed = new ArrayList<>();
    final List<EngineSocket> opened = new ArrayList<>();
    final EngineServer server = new EngineServer(
            () -> SETTINGS, () -> 10, new InputBudget(() -> 1_000_000), alarms, Runnable::run, socket -> {
                opened.add(socket);
                return new Echo(socket, closed);
            });

    EngineSocket polling() {
        FakePoll handshake = new FakePoll();
        server.open(EngineRevision.V4, handshake);
        return opened.get(opened.size() - 1);
    }

    EngineSocket on(FakeChannel channel) {
        EngineSocket socket = server.open(EngineRevision.V4, channel);
        channel.take();
        return socket;
    }

    static FakePoll poll(EngineSocket socket) {
        FakePoll poll = new FakePoll();
        socket.poll(poll);
        return poll;
    }

    static Optional<EngineError> post(EngineSocket socket, String body) {
        List<Optional<EngineError>> replies = new ArrayList<>();
        if (!socket.arrivals().startPost()) {
            return Optional.of(EngineError.BAD_REQUEST);
        }
        socket.arrivals().post(body.getBytes(StandardCharsets.UTF_8), false, replies::add);
        return replies.get(0);
    }

    static void frame(EngineSocket socket, FrameChannel channel, String text) {
        socket.arrivals().frame(channel, text, () -> {});
    }

    boolean isKnown(EngineSocket socket) {
        return server.find(socket.id()).isPresent();
    }
}
