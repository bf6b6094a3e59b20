package io.patchbay.benchmarks.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.MauthRequest;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A node of the distribution, as it is configured by default. Confined to the benchmark's thread. */
public final class Node implements Server {
    private static final int AT_ONCE = 32;
    private static final long PATIENCE_SECONDS = 60;

    private final ServerProcess process;
    private final Loop loop;
    private final HttpExchanges http;
    private final MauthRequest requests;
    private final Map<String, String> rooms = new HashMap<>(); // by the benchmark's names

    private Node(ServerProcess process, Path data) throws IOException {
        JsonNode service = new ObjectMapper()
                .readTree(data.resolve("credentials.json").toFile())
                .path("service");
        this.process = process;
        this.loop = new Loop("application-server");
        URI url = URI.create(process.url());
        this.http = new HttpExchanges(loop, new InetSocketAddress(url.getHost(), url.getPort()), AT_ONCE);
        this.requests = new MauthRequest(
                process.url(), service.path("id").asText(), service.path("key").asText());
    }

    static Node start(Path home, Path work) throws IOException {
        return start(home, work, List.of());
    }

    /**
     * Starts a node.
     *
     * @param more options for {@code patchbay run}
     */
    public static Node start(Path home, Path work, List<String> more) throws IOException {
        Path data = work.resolve("data");
        List<String> command = new ArrayList<>(
                List.of(home.resolve("bin/patchbay").toString(), "run", "--port", "0", "--data", data.toString()));
        command.addAll(more);
        return new Node(ServerProcess.start(work.resolve("node.log"), command), data);
    }

    @Override
    public String name() {
        return "patchbay";
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public List<String> logins(List<String> names) throws IOException, InterruptedException {
        List<String> missing = names.stream()
                .distinct()
                .filter(name -> !rooms.containsKey(name))
                .toList();
        String[] made = post(
                missing.stream().map(name -> "/v1/rooms").toList(),
                missing.stream().map(name -> "{\"name\":\"" + name + "\"}").toList());
        for (int i = 0; i < made.length; i++) {
            rooms.put(missing.get(i), Json.string(made[i], "_id"));
        }
        String[] tokens = post(
                names.stream()
                        .map(name -> "/v1/rooms/" + rooms.get(name) + "/tokens")
                        .toList(),
                names.stream()
                        .map(name -> "{\"user\":\"user\",\"role\":\"presenter\"}")
                        .toList());
        return Arrays.stream(tokens)
                .map(
                        token -> "{\"token\":\"" + token
                                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}},\"protocol\":\"1.2\"}")
                .toList();
    }

    private String[] post(List<String> paths, List<String> bodies) throws IOException, InterruptedException {
        String[] answers = new String[paths.size()];
        Semaphore done = new Semaphore(0);
        loop.execute(() -> {
            for (int i = 0; i < answers.length; i++) {
                int at = i;
                postOne(paths.get(i), bodies.get(i), answer -> {
                    answers[at] = answer;
                    done.release();
                });
            }
        });
        if (!done.tryAcquire(answers.length, PATIENCE_SECONDS + answers.length / 100, TimeUnit.SECONDS)) {
            throw new IOException("the node answered only " + done.availablePermits() + " of " + answers.length
                    + " requests in time");
        }
        return answers;
    }

    private void postOne(String path, String body, Consumer<String> answered) {
        // signed when it is sent, as a signature is good for a short time only
        http.send(
                "POST",
                path,
                () -> "Content-Type: application/json\r\nAuthorization: " + requests.authorization() + "\r\n",
                body,
                response -> {
                    if (response.status() != 200) {
                        throw new IllegalStateException(path + " was answered with " + response);
                    }
                    answered.accept(response.body());
                });
    }

    @Override
    public Return comeBack(String connected, String answer, String lastEvent) {
        String ticket = answer.contains("\"reconnectionTicket\"")
                ? Json.string(answer, "reconnectionTicket")
                : answer.substring("[\"ok\",\"".length(), answer.length() - 2);
        return new Return("40", Optional.of("\"" + ticket + "\""));
    }

    @Override
    public boolean isBack(String connectedBefore, String connectedNow) {
        return true; // the answer to its relogin tells
    }

    @Override
    public Memory memory() throws IOException, InterruptedException {
        return JvmMemory.afterCollection(process.pid());
    }

    @Override
    public void close() throws IOException {
        process.close();
        loop.close();
    }
}
