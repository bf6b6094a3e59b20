package io.patchbay.benchmarks.portal;

import java.util.function.BiConsumer;

/** Somebody in a room, over one connection after another. Confined to the loop's thread. */
final class Member {
    private static final long RETRY_MILLIS = 100;
    private static final String OK = "[\"ok\"";

    private final Server server;
    private final Clients clients;
    private SocketClient client;
    private String connected = "";
    private String answer = "";
    private String lastEvent = "";
    private BiConsumer<Member, String> onText = (member, text) -> {};

    Member(Server server, Clients clients) {
        this.server = server;
        this.clients = clients;
    }

    /** Connects and logs in. */
    void login(String data, Runnable done) {
        client = clients.open(
                "40",
                opened -> {
                    connected = opened.connected();
                    opened.request("login", data, told -> {
                        answer = expectOk("login", told);
                        done.run();
                    });
                },
                this::broken);
        client.onEvent(this::hear);
    }

    /** Who gets the events {@code text} from now on. */
    void onText(BiConsumer<Member, String> listener) {
        onText = listener;
    }

    private void hear(String event) {
        lastEvent = event;
        if (event.startsWith("42[\"text\"")) {
            onText.accept(this, event);
        }
    }

    /** Says something to everybody in the room; it must have nothing that JSON escapes. */
    void say(String text, Runnable answered) {
        client.request("text", "{\"to\":\"all\",\"message\":\"" + text + "\"}", told -> {
            expectOk("text", told);
            answered.run();
        });
    }

    void cut() {
        client.cut();
    }

    /** Connects again and takes the session up. */
    void comeBack(Runnable done) {
        Server.Return how = server.comeBack(connected, answer, lastEvent);
        client = clients.open(
                how.hello(),
                opened -> {
                    if (!server.isBack(connected, opened.connected())) {
                        opened.cut(); // it has not noticed yet that the old connection is gone
                        clients.loop().after(RETRY_MILLIS, () -> comeBack(done));
                        return;
                    }
                    connected = opened.connected();
                    how.relogin().ifPresentOrElse(ticket -> relogin(opened, ticket, done), done);
                },
                this::broken);
        client.onEvent(this::hear);
    }

    private void relogin(SocketClient opened, String ticket, Runnable done) {
        opened.request("relogin", ticket, told -> {
            answer = expectOk("relogin", told);
            done.run();
        });
    }

    /** Logs out and disconnects. */
    void logout(Runnable done) {
        SocketClient going = client;
        going.request("logout", "", told -> {
            expectOk("logout", told);
            going.leave();
            done.run();
        });
    }

    private static String expectOk(String request, String told) {
        if (!told.startsWith(OK)) {
            throw new IllegalStateException(request + " was answered with " + told);
        }
        return told;
    }

    private void broken(String why) {
        throw new IllegalStateException("a client of " + server.name() + " was cut off: " + why);
    }
}
