package io.patchbay.benchmarks.portal;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A client of Socket.IO 5 in one namespace. Confined to the loop's thread. */
public final class SocketClient implements EngineLink.Listener {
    private final EngineLink link;
    private final String hello;
    private final String namespace; // as packets name it: nothing for the main one, else {@code /name,}
    private final Runnable onConnected;
    private final Map<Integer, Consumer<String>> requests = new HashMap<>(2); // by their ids
    private int lastRequest;
    private Consumer<String> onEvent = event -> {};
    private final Consumer<String> onClosed;
    private String connected = "";

    /**
     * Opens a session.
     *
     * @param opener opens the session that tells this client what comes in
     * @param hello the packet that connects the namespace
     * @param onClosed called with the reason if the server ends it
     */
    public SocketClient(
            Function<EngineLink.Listener, EngineLink> opener,
            String hello,
            Consumer<SocketClient> onConnected,
            Consumer<String> onClosed) {
        this.hello = hello;
        this.namespace = hello.startsWith("40/") ? hello.substring(2, hello.indexOf(',') + 1) : "";
        this.onConnected = () -> onConnected.accept(this);
        this.onClosed = onClosed;
        this.link = opener.apply(this);
    }

    /** Who hears the events from now on: the packet with its type. */
    public void onEvent(Consumer<String> listener) {
        onEvent = listener;
    }

    /** What the server said when the namespace was connected. */
    String connected() {
        return connected;
    }

    /**
     * Sends an event and asks for an answer.
     *
     * @param data JSON, or empty for none
     * @param answered gets the arguments of the acknowledgement, a JSON array
     */
    public void request(String event, String data, Consumer<String> answered) {
        int id = ++lastRequest;
        requests.put(id, answered);
        link.send("42" + namespace + id + "[\"" + event + "\"" + (data.isEmpty() ? "" : ",") + data + "]");
    }

    /** Goes in the order that the protocol has for it. */
    public void leave() {
        link.send("41" + namespace);
        link.leave();
    }

    /** Goes without a word. */
    public void cut() {
        link.cut();
    }

    @Override
    public void packet(String packet) {
        char type = packet.charAt(0);
        if (type == '2') {
            link.send("3");
        } else if (type == '0') {
            link.send(hello);
        } else if (type == '4') {
            message(packet);
        } else {
            onClosed.accept("the server said " + packet);
        }
    }

    private void message(String packet) {
        switch (packet.charAt(1)) {
            case '0' -> {
                connected = packet;
                onConnected.run();
            }
            case '2' -> onEvent.accept(packet);
            case '3' -> {
                int arguments = packet.indexOf('[');
                int id = Integer.parseInt(packet.substring(2 + namespace.length(), arguments));
                requests.remove(id).accept(packet.substring(arguments));
            }
            default -> onClosed.accept("the server said " + packet);
        }
    }

    @Override
    public void closed(String why) {
        onClosed.accept(why);
    }
}
