package io.patchbay.demo;

import io.socket.client.Ack;
import io.socket.client.IO;
import io.socket.client.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.json.JSONArray;
import org.json.JSONObject;

/** A person at a browser: a stock socket.io client that speaks protocol 1.2 with a portal. Thread-safe. */
final class Client implements AutoCloseable {
    private static final long BOUND_MILLIS = 10_000;

    private final String name;
    private final Socket socket;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final CompletableFuture<String> disconnected = new CompletableFuture<>(); // why, or why it never connected

    /** What the portal said on its own account. */
    record Event(String name, JSONObject data) {}

    /** The answer to a request: {@code ok}, or {@code error} and why. */
    record Answer(String status, Object data) {
        JSONObject object() throws StepFailedException {
            if (status.equals("ok") && data instanceof JSONObject object) {
                return object;
            }
            throw refusal();
        }

        String text() throws StepFailedException {
            if (status.equals("ok") && data instanceof String text) {
                return text;
            }
            throw refusal();
        }

        void expectOk() throws StepFailedException {
            if (!status.equals("ok")) {
                throw refusal();
            }
        }

        private StepFailedException refusal() {
            return new StepFailedException("the portal answered " + status + " " + data);
        }
    }

    private Client(String name, Socket socket) {
        this.name = name;
        this.socket = socket;
    }

    /** Begins to connect to the portal that a token names; requests wait until the connection stands. */
    static Client connect(String name, String token) {
        IO.Options options =
                IO.Options.builder().setForceNew(true).setReconnection(false).build();
        Client client = new Client(name, IO.socket(URI.create("http://" + OwtToken.portal(token)), options));
        for (String event : List.of("participant", "text", "drop")) {
            client.socket.on(event, data -> client.events.add(new Event(event, firstObject(data))));
        }
        client.socket.on(Socket.EVENT_DISCONNECT, data -> client.disconnected.complete(String.valueOf(data[0])));
        client.socket.on(
                Socket.EVENT_CONNECT_ERROR, data -> client.disconnected.complete("cannot connect: " + data[0]));
        client.socket.connect();
        return client;
    }

    Answer login(String token) throws InterruptedException, StepFailedException {
        JSONObject sdk = new JSONObject().put("type", "Java").put("version", "1.0");
        return request(
                "login",
                new JSONObject()
                        .put("token", token)
                        .put("protocol", "1.2")
                        .put("userAgent", new JSONObject().put("sdk", sdk)));
    }

    Answer text(String to, String message) throws InterruptedException, StepFailedException {
        return request("text", new JSONObject().put("to", to).put("message", message));
    }

    /** Comes back with the ticket of a login, or of the last return. */
    Answer relogin(String ticket) throws InterruptedException, StepFailedException {
        return request("relogin", ticket);
    }

    Answer logout() throws InterruptedException, StepFailedException {
        return request("logout");
    }

    /** Waits for the next event of a kind that fits; others are passed over. */
    JSONObject await(String event, Predicate<JSONObject> fits) throws InterruptedException, StepFailedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(BOUND_MILLIS);
        List<String> others = new ArrayList<>();
        while (true) {
            Event next = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw new StepFailedException(
                        name + " got no such " + event + " within " + BOUND_MILLIS + " ms, but " + others);
            }
            if (next.name().equals(event) && fits.test(next.data())) {
                return next.data();
            }
            others.add(next.name() + " " + next.data());
        }
    }

    /** Waits until the connection is closed, and answers why. */
    String awaitDisconnect() throws InterruptedException, StepFailedException {
        return await(disconnected, name + " is still connected");
    }

    @Override
    public void close() {
        socket.disconnect();
    }

    private Answer request(String event, Object... data) throws InterruptedException, StepFailedException {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Ack ack = answers -> answer.complete(
                new Answer(String.valueOf(answers[0]), answers.length > 1 ? answers[1] : JSONObject.NULL));
        socket.emit(event, data, ack);
        String unanswered = name + " got no answer to " + event;
        await(CompletableFuture.anyOf(answer, disconnected), unanswered);
        if (!answer.isDone()) { // what was answered before the end counts
            throw new StepFailedException(unanswered + ": " + disconnected.join());
        }
        return answer.join();
    }

    private static <T> T await(CompletableFuture<T> future, String otherwise)
            throws InterruptedException, StepFailedException {
        try {
            return future.get(BOUND_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new StepFailedException(otherwise + " after " + BOUND_MILLIS + " ms");
        } catch (ExecutionException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JSONObject firstObject(Object[] data) {
        return data.length > 0 && data[0] instanceof JSONObject object ? object : new JSONObject();
    }

    /** The names of the users in a list of participants. */
    static List<String> users(JSONArray participants) {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < participants.length(); i++) {
            users.add(participants.getJSONObject(i).getString("user"));
        }
        return users;
    }
}
