package io.patchbay.benchmarks.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.NodeModules;
import io.patchbay.benchmarks.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bare socket.io server of {@code benchmarks/peer}. Confined to the benchmark's thread. */
final class Peer implements Server {
    private static final String TOKEN = "x".repeat(300); // as long as a real one

    private final ServerProcess process;
    private final HttpClient http = // an attempt to change to HTTP/2 would be taken for a WebSocket
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Peer(ServerProcess process) {
        this.process = process;
    }

    /** @param recovery whether clients can come back */
    static Peer start(Path folder, Path work, boolean recovery) throws IOException, InterruptedException {
        NodeModules.install(folder, work.resolve("npm.log"));
        List<String> command = new ArrayList<>(
                List.of("node", "--expose-gc", folder.resolve("peer.mjs").toString()));
        if (recovery) {
            command.add("--recovery");
        }
        return new Peer(ServerProcess.start(work.resolve("peer.log"), command));
    }

    @Override
    public String name() {
        return "socket.io";
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public List<String> logins(List<String> rooms) {
        return rooms.stream()
                .map(
                        room -> "{\"room\":\"" + room + "\",\"token\":\"" + TOKEN
                                + "\",\"userAgent\":{\"sdk\":{\"type\":\"JavaScript\",\"version\":\"5.0\"}},\"protocol\":\"1.2\"}")
                .toList();
    }

    @Override
    public Return comeBack(String connected, String answer, String lastEvent) {
        // the offset is the last argument of every event
        int end = lastEvent.lastIndexOf('"');
        String offset = end < 0 ? "" : lastEvent.substring(lastEvent.lastIndexOf('"', end - 1) + 1, end);
        return new Return(
                "40{\"pid\":\"" + Json.string(connected, "pid") + "\",\"offset\":\"" + offset + "\"}",
                Optional.empty());
    }

    @Override
    public boolean isBack(String connectedBefore, String connectedNow) {
        return Json.string(connectedBefore, "sid").equals(Json.string(connectedNow, "sid"));
    }

    @Override
    public Memory memory() throws IOException, InterruptedException {
        JsonNode told = new ObjectMapper()
                .readTree(http.send(
                                HttpRequest.newBuilder(URI.create(process.url() + "/memory"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body());
        return new Memory(told.path("heap").asDouble(), told.path("native").asDouble());
    }

    @Override
    public void close() throws IOException {
        process.close();
    }
}
