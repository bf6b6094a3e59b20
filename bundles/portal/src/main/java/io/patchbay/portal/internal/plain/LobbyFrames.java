package io.patchbay.portal.internal.plain;

import io.patchbay.api.lobby.LobbyAnswer;
import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.api.lobby.LobbyRequest;
import io.patchbay.portal.internal.Json;
import io.patchbay.portal.internal.socketio.ClientSocket;
import io.patchbay.portal.internal.socketio.SocketEvent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client of the plain protocol asks of the lobby, and the token it has there. Confined to the connection's turns. */
final class LobbyFrames {
    private static final Logger LOG = LoggerFactory.getLogger(LobbyFrames.class);
    private static final int MOST_AT_ONCE = 64; // as of a room
    private static final int UNAUTHORIZED = 401;
    private static final String TOKEN = "token";
    private static final String ERROR = "error";

    private final ClientSocket socket;
    private final Peer peer;
    private final Supplier<Optional<LobbyApi>> lobby;
    private final Consumer<Boolean> onLoggedIn;
    private Optional<String> token = Optional.empty();
    private int underWay;

    /**
     * @param lobby asked for each request
     * @param onLoggedIn told whether the lobby lets the client in
     */
    LobbyFrames(ClientSocket socket, Peer peer, Supplier<Optional<LobbyApi>> lobby, Consumer<Boolean> onLoggedIn) {
        this.socket = socket;
        this.peer = peer;
        this.lobby = lobby;
        this.onLoggedIn = onLoggedIn;
    }

    /** Whether an event is for the lobby. */
    static boolean isMeant(SocketEvent event) {
        return event.name().startsWith(LobbyApi.PREFIX);
    }

    void onEvent(SocketEvent event) {
        Optional<LobbyApi> api = lobby.get();
        Optional<Map<String, Object>> data = dataOf(event);
        if (data.isEmpty()) {
            refuse(event.ackId(), "data is an object");
        } else if (api.isEmpty()) {
            refuse(event.ackId(), "The lobby is starting, try again");
        } else if (underWay >= MOST_AT_ONCE) {
            refuse(event.ackId(), "Too many requests at once");
        } else {
            ask(api.get(), event, data.get());
        }
    }

    private void ask(LobbyApi api, SocketEvent event, Map<String, Object> data) {
        boolean isGiven = data.containsKey(TOKEN);
        if (data.remove(TOKEN) instanceof String text) {
            token = Optional.of(text);
        } else if (isGiven) { // not by the former token what is asked for by this one
            refuse(event.ackId(), "token must be a string");
            return;
        }
        Optional<String> used = token;
        underWay++;
        LobbyRequest request = new LobbyRequest(event.name(), data, peer.address(), peer.forwardedFor(), used);
        api.ask(request).whenComplete((answer, failed) -> socket.turns().execute(() -> {
            underWay--;
            if (failed != null) {
                LOG.error("{} could not be asked", request, failed);
                refuse(event.ackId(), "Internal error");
            } else {
                answered(event.ackId(), answer, used);
            }
        }));
    }

    private void answered(OptionalLong ackId, LobbyAnswer answer, Optional<String> used) {
        Object body = Json.read(answer.body()).flatMap(value -> value).orElse(null);
        Map<?, ?> members = body instanceof Map<?, ?> object ? object : Map.of();
        if (answer.isGood()) {
            if (members.get(TOKEN) instanceof String issued) {
                token = Optional.of(issued);
                onLoggedIn.accept(true);
            } else if (answer.ofToken() && used.equals(token)) { // not if another has come meanwhile
                onLoggedIn.accept(true);
            }
            socket.answer(ackId, Arrays.asList("ok", body));
        } else {
            if (answer.status() == UNAUTHORIZED && answer.ofToken() && used.equals(token)) {
                onLoggedIn.accept(false);
            }
            String reason = members.get("detail") instanceof String detail ? detail : "Internal error";
            socket.answer(ackId, List.of(ERROR, reason, members));
        }
    }

    private void refuse(OptionalLong ackId, String reason) {
        socket.answer(ackId, List.of(ERROR, reason));
    }

    /** The members of an event's data, of which there may be none; empty if it is no object. */
    private static Optional<Map<String, Object>> dataOf(SocketEvent event) {
        if (event.arguments().isEmpty() || event.arguments().get(0) == null) {
            return Optional.of(new HashMap<>());
        }
        if (!(event.arguments().get(0) instanceof Map<?, ?> given)) {
            return Optional.empty();
        }
        Map<String, Object> data = new HashMap<>();
        given.forEach((name, value) -> data.put((String) name, value)); // Jackson's names are texts
        return Optional.of(data);
    }
}
