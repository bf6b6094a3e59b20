package io.patchbay.demo;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.json.JSONArray;
import org.json.JSONObject;

/** A play server's side of the lobby: its seats, and who has them. Thread-safe. */
final class Seats {
    private static final int COUNT = 2;

    private final LobbyApi lobby;
    private final String id;
    private final Set<String> starts = ConcurrentHashMap.newKeySet();

    /** @param lobby asked by the token of workers */
    Seats(LobbyApi lobby, String id) {
        this.lobby = lobby;
        this.id = id;
    }

    /** Says that there is a server with two seats for a mode. */
    void join(String mode, int port) throws IOException, InterruptedException, StepFailedException {
        JSONObject info = new JSONObject()
                .put("ip", "127.0.0.1")
                .put("port", port)
                .put("maxLoad", 1)
                .put("seats", COUNT)
                .put("capacity", new JSONObject().put("modes", new JSONArray().put(mode)));
        lobby.workers(
                        "PUT",
                        "/" + id,
                        new JSONObject()
                                .put("purpose", "play")
                                .put("info", info)
                                .put("load", 0))
                .good();
    }

    /** Asks whom a token lets in; completes with the lobby's answer. */
    CompletableFuture<LobbyApi.Answer> redeem(String token, String match) {
        return lobby.redeem(
                        new JSONObject().put("worker", id).put("token", token).put("match", match))
                .thenApply(answer -> {
                    if (answer.isGood()) {
                        starts.add(answer.body().getString("start"));
                    }
                    return answer;
                });
    }

    /** Says that those who were let in have their seats. */
    void pickUp() throws IOException, InterruptedException, StepFailedException {
        report("pickedUp", "laidDown");
    }

    /** Says that all of them have left. */
    void layDown() throws IOException, InterruptedException, StepFailedException {
        report("laidDown", "pickedUp");
    }

    void leave() throws IOException, InterruptedException, StepFailedException {
        lobby.workers("DELETE", "/" + id, new JSONObject()).good();
    }

    /** How many seats the lobby counts as taken. */
    int taken() throws IOException, InterruptedException, StepFailedException {
        JSONArray workers =
                lobby.workers("GET", "?purpose=play", new JSONObject()).good().getJSONArray("workers");
        int taken = 0;
        for (int i = 0; i < workers.length(); i++) {
            taken += workers.getJSONObject(i).optInt("seatsTaken");
        }
        return taken;
    }

    private void report(String changed, String unchanged)
            throws IOException, InterruptedException, StepFailedException {
        JSONObject report = new JSONObject()
                .put("load", 0)
                .put(changed, new JSONArray(List.copyOf(starts)))
                .put(unchanged, new JSONArray());
        lobby.workers("POST", "/" + id + "/report", report).good();
    }
}
