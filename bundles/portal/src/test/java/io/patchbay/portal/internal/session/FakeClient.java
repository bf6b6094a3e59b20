package io.patchbay.portal.internal.session;

import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.Turns;
import io.patchbay.portal.internal.engineio.OutPacket;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import io.patchbay.portal.internal.socketio.WireForm;
import io.patchbay.support.RandomIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A client whose every word is recorded: {@code event [..]}, {@code <ack id> [..]}, {@code disconnected}. */
final class FakeClient implements ClientSocket {
    private static final WireForm FORM = new WireForm() {
        @Override
        public OutPacket event(String name, List<Object> arguments) {
            return OutPacket.text(Json.write(name + " ", arguments));
        }

        @Override
        public OutPacket ack(long id, List<Object> arguments) {
            return OutPacket.text(Json.write(id + " ", arguments));
        }

        @Override
        public List<OutPacket> mixedEvent(String name, List<Object> arguments) {
            return List.of(event(name, arguments));
        }

        @Override
        public List<OutPacket> mixedAck(long id, List<Object> arguments) {
            return List.of(ack(id, arguments));
        }
    };

    private final String id = RandomIds.socketId();
    private final Turns turns = new Turns(Runnable::run);
    private final List<String> heard = new ArrayList<>();
    private final ClientConnection connection;
    private int flushes;
    private long queued;
    private long confirmed;
    private boolean gone;
    private boolean settled;
    private boolean crowded;

    FakeClient(PortalContext context) {
        this.connection = new ClientConnection(context, this);
    }

    /** Sends an event; the last argument may be missing. */
    void say(long ackId, String event, Object... data) {
        turns.here(() -> connection.onEvent(new SocketEvent(event, Arrays.asList(data), OptionalLong.of(ackId))));
    }

    void sayWithoutAck(String event, Object... data) {
        turns.here(() -> connection.onEvent(new SocketEvent(event, Arrays.asList(data), OptionalLong.empty())));
    }

    void login(String token) {
        say(0, "login", loginData(token));
    }

    static Map<String, Object> loginData(String token) {
        return loginData(token, "1.2", "5.0");
    }

    static Map<String, Object> loginData(String token, String protocol, String version) {
        return Map.of(
                "token",
                token,
                "protocol",
                protocol,
                "userAgent",
                Map.of("sdk", Map.of("type", "JavaScript", "version", version)));
    }

    /** The connection breaks. */
    void cut() {
        gone = true;
        turns.execute(() -> connection.onDisconnect("transport close"));
    }

    /** The connection takes nothing any more, which its handler has yet to hear. */
    void breakSilently() {
        gone = true;
    }

    /** The client has received everything so far. */
    void confirm() {
        confirmed = queued;
    }

    /** Everything heard since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(heard);
        heard.clear();
        return taken;
    }

    /** Logs in, and forgets what came of it but the result. */
    Map<?, ?> loggedIn(String token) {
        login(token);
        String answer = take().get(0);
        List<?> arguments =
                (List<?>) Json.read(answer.substring(2)).flatMap(value -> value).orElseThrow();
        if (!"ok".equals(arguments.get(0))) {
            throw new AssertionError(answer);
        }
        return (Map<?, ?>) arguments.get(1);
    }

    boolean isGone() {
        return gone;
    }

    boolean isCrowded() {
        return crowded;
    }

    boolean isSettled() {
        return settled;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public WireForm form() {
        return FORM;
    }

    @Override
    public synchronized long queue(OutPacket event) {
        if (gone) {
            return 0;
        }
        heard.add(event.toString());
        return ++queued;
    }

    @Override
    public void queueTogether(List<OutPacket> packets) {
        packets.forEach(this::queue);
    }

    @Override
    public void crowd(boolean nowCrowded) {
        crowded = nowCrowded;
    }

    @Override
    public void leave(String reason) {
        disconnect(0, reason);
    }

    @Override
    public void flush() {
        flushes++; // what is queued has been heard already
    }

    int flushes() {
        return flushes;
    }

    @Override
    public void askReceipt() {
        // confirm() says it
    }

    @Override
    public long confirmed() {
        return confirmed;
    }

    @Override
    public void answer(OptionalLong ackId, List<Object> arguments) {
        if (ackId.isPresent()) {
            queue(FORM.ack(ackId.getAsLong(), arguments));
        }
    }

    @Override
    public void settle(boolean nowSettled) {
        settled = nowSettled;
    }

    @Override
    public void close(int code, String reason) {
        if (!gone) {
            heard.add("closed " + code);
            cut();
        }
    }

    @Override
    public void disconnect(int code, String reason) {
        if (!gone) {
            heard.add("disconnected");
            cut();
        }
    }

    Optional<Session> session(World world) {
        return world.sessions().find(id);
    }
}
