package io.patchbay.demo;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.json.JSONArray;
import org.json.JSONObject;

/** Waits for the lobby to say that somebody wants to see a match, and tells it where that is to be had; on a thread of its own. Thread-safe. */
final class Orders implements AutoCloseable {
    private static final int WAIT_MILLIS = 8000;

    private final LobbyApi lobby;
    private final String server;
    private final PlayServer source;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread waiting = new Thread(task, "demo-orders");
        waiting.setDaemon(true);
        return waiting;
    });
    private volatile boolean closed;

    /**
     * Begins to wait.
     *
     * @param lobby asked by the token of workers
     * @param server the play server's id
     * @param source the play server
     */
    Orders(LobbyApi lobby, String server, PlayServer source) {
        this.lobby = lobby;
        this.server = server;
        this.source = source;
        thread.execute(this::run);
    }

    @Override
    public void close() {
        closed = true;
        thread.shutdownNow();
    }

    private void run() {
        try {
            while (!closed) {
                JSONArray orders = lobby.get("/matches/orders?worker=" + server + "&waitMillis=" + WAIT_MILLIS)
                        .good()
                        .getJSONArray("orders");
                for (int i = 0; i < orders.length(); i++) {
                    answer(orders.getJSONObject(i));
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | StepFailedException failed) {
            if (!closed) { // the step fails, since nobody answers the next order; here is why
                System.err.println("patchbay: no more orders for the play server: " + failed);
            }
        }
    }

    private void answer(JSONObject order) throws IOException, InterruptedException, StepFailedException {
        JSONObject answer = new JSONObject()
                .put("worker", server)
                .put("request", order.getString("request"))
                .put("source", "ws://127.0.0.1:" + source.port())
                .put("ticket", source.ticket());
        lobby.post("/matches/" + order.getString("match") + "/observers", answer)
                .good();
    }
}
