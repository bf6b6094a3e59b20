package io.patchbay.observer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A worker's side of the lobby, at one node: it joins, then says which seats have been taken and left. Confined to one thread at a time. */
final class NodeClient {
    private static final int CONNECT_MILLIS = 2000;
    private static final int ANSWER_MILLIS = 3000;
    private static final int MOST_REPORTED = 5000; // more of them are told by joining anew

    private final URI node;
    private final String token;
    private final String id;
    private final Map<String, Object> description;
    private Set<String> told = Set.of();
    private boolean joined;

    /** @param description what is said at joining, but for load, tasks and seats */
    NodeClient(URI node, String token, String id, Map<String, Object> description) {
        this.node = node;
        this.token = token;
        this.id = id;
        this.description = Map.copyOf(description);
    }

    URI node() {
        return node;
    }

    boolean hasJoined() {
        return joined;
    }

    /**
     * Says how it is; joins where that is not known yet, or any more.
     *
     * @param taken the seats that are taken
     * @throws IOException if the node did not take it
     */
    void report(double load, Set<String> taken) throws IOException {
        Set<String> pickedUp = new HashSet<>(taken);
        pickedUp.removeAll(told);
        Set<String> laidDown = new HashSet<>(told);
        laidDown.removeAll(taken);
        if (!joined || pickedUp.size() + laidDown.size() > MOST_REPORTED) {
            join(load, taken);
            return;
        }
        Map<String, Object> report = Map.of("load", load, "pickedUp", pickedUp, "laidDown", laidDown);
        int status = send("POST", path() + "/report", report);
        if (status == 404 || status == 409) {
            join(load, taken);
        } else {
            require(status);
            told = taken;
        }
    }

    /** Says that it ends. */
    void quit() throws IOException {
        if (joined) {
            int status = send("DELETE", path(), Map.of());
            if (status != 204 && status != 404) {
                throw new IOException("it answered " + status);
            }
        }
    }

    private void join(double load, Set<String> taken) throws IOException {
        Map<String, Object> announcement = new LinkedHashMap<>(description);
        announcement.put("load", load);
        announcement.put("tasks", taken);
        joined = false;
        require(send("PUT", path(), announcement));
        joined = true;
        told = taken;
    }

    private String path() {
        return "/cluster/v1/workers/" + id;
    }

    private static void require(int status) throws IOException {
        if (status != 200) {
            throw new IOException("it answered " + status);
        }
    }

    private int send(String method, String path, Map<String, Object> body) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(node + path).toURL().openConnection();
        try {
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false); // the token is for this node
            connection.setRequestProperty("Authorization", "Bearer " + token);
            if (!body.isEmpty()) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(Json.text(body).getBytes(StandardCharsets.UTF_8));
                }
            }
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }
}
