package io.patchbay.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A worker of purpose {@code play} in a process of its own: joins over the worker API, reports its load each second and leaves
 * once its standard input is closed. Any language could do the same. Confined to its main thread.
 */
final class PlayWorker {
    private static final String TOKEN = "PATCHBAY_WORKER_TOKEN";
    private static final int HTTP_BOUND_MILLIS = 5000;
    private static final int AVAILABLE = 2;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final URI url;
    private final String token;
    private final double load;
    private final double maxLoad;
    private final String incarnation = UUID.randomUUID().toString();
    private long sequence;

    PlayWorker(URI url, String token, double load, double maxLoad) {
        this.url = url;
        this.token = token;
        this.load = load;
        this.maxLoad = maxLoad;
    }

    /**
     * Works until nobody needs it any more.
     *
     * @param arguments the server's URL, the worker's id, its load, its greatest load
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        URI url = URI.create(arguments[0] + "/cluster/v1/workers/" + arguments[1]);
        PlayWorker worker = new PlayWorker(
                url, System.getenv(TOKEN), Double.parseDouble(arguments[2]), Double.parseDouble(arguments[3]));
        CountDownLatch unneeded = new CountDownLatch(1);
        Thread reader = new Thread(
                () -> {
                    readToItsEnd();
                    unneeded.countDown();
                },
                "worker-input");
        reader.setDaemon(true);
        reader.start();
        worker.join();
        while (!unneeded.await(1, TimeUnit.SECONDS)) {
            worker.report();
        }
        worker.leave();
    }

    /** Starts such a process; close its standard input to end it. */
    static Process start(URI server, String token, String id, double load, double maxLoad) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx24m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                PlayWorker.class.getName(),
                server.toString(),
                id,
                String.valueOf(load),
                String.valueOf(maxLoad));
        builder.environment().put(TOKEN, token); // not an argument: everybody may list those
        return builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private void join() throws IOException {
        sequence = 0;
        JSONObject info = new JSONObject()
                .put("ip", "127.0.0.1")
                .put("hostname", "")
                .put("port", 0)
                .put("ssl", false)
                .put("maxLoad", maxLoad)
                .put("capacity", new JSONObject());
        JSONObject announcement = new JSONObject()
                .put("purpose", "play")
                .put("info", info)
                .put("state", AVAILABLE)
                .put("load", load)
                .put("incarnation", incarnation)
                .put("tasks", new JSONArray());
        int status = send("PUT", url, announcement);
        if (status / 100 != 2) {
            throw new IOException("joining was answered with " + status);
        }
    }

    private void report() throws IOException {
        sequence++;
        JSONObject report = new JSONObject()
                .put("load", load)
                .put("state", AVAILABLE)
                .put("pickedUp", new JSONArray())
                .put("laidDown", new JSONArray())
                .put("sequence", sequence);
        int status = send("POST", URI.create(url + "/report"), report);
        if (status == NOT_FOUND || status == CONFLICT) {
            join(); // the server does not know us, or has missed a report
        }
    }

    private void leave() throws IOException {
        send("DELETE", url, new JSONObject());
    }

    private int send(String method, URI target, JSONObject body) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
        connection.setConnectTimeout(HTTP_BOUND_MILLIS);
        connection.setReadTimeout(HTTP_BOUND_MILLIS);
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + token);
        if (!body.isEmpty()) {
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        try (var answer = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (answer != null) {
                answer.readAllBytes(); // to the end, so that the connection can be used again
            }
        }
        return status;
    }

    private static void readToItsEnd() {
        try {
            System.in.readAllBytes();
        } catch (IOException broken) {
            return; // whoever held the other end is gone, and that is what we wait for
        }
    }
}
