package io.patchbay.benchmarks.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.benchmarks.ServerProcess;
import io.patchbay.benchmarks.portal.Node;
import io.patchbay.benchmarks.portal.Visitors;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A node with much to see: workers, sessions in rooms, a job. Confined to the benchmark's thread. */
final class Scene implements AutoCloseable {
    private static final int WORKERS = 1_000;
    private static final int ROOMS = 950;
    private static final int PER_ROOM = 10;
    private static final int IN_ONE_ROOM = 500;
    private static final int LOGINS_PER_SECOND = 10;
    private static final int SCHEDULES_PER_SECOND = 20;
    private static final int TENANTS = 50;
    private static final int TASKS_OF_A_TENANT = 20;
    private static final String JOB = "crowd";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Node node;
    private final Visitors visitors;
    private final Workforce workforce;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final JsonNode admin;
    private final int divisor;

    private Scene(Node node, Path work, int divisor) throws IOException {
        this.node = node;
        this.divisor = divisor;
        this.admin =
                JSON.readTree(work.resolve("data/credentials.json").toFile()).path("admin");
        this.visitors = new Visitors(node);
        this.workforce = new Workforce(node.process().url(), token(), workers());
    }

    /**
     * Starts a node, and has everybody come.
     *
     * @param handlers a jar with the handler of {@code example.noop}
     * @param divisor by how much all is smaller than it should be
     */
    static Scene set(Path home, Path work, Path handlers, int divisor) throws IOException, InterruptedException {
        Path plugins = Files.createDirectories(work.resolve("plugins"));
        try (Stream<Path> shipped = Files.list(home.resolve("plugins"))) {
            for (Path jar : shipped.toList()) {
                Files.copy(jar, plugins.resolve(jar.getFileName()));
            }
        }
        Files.copy(handlers, plugins.resolve(handlers.getFileName()));
        Scene scene = new Scene(Node.start(home, work, List.of("--plugins", plugins.toString())), work, divisor);
        try {
            scene.fill();
            return scene;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            scene.close();
            throw failed;
        }
    }

    private void fill() throws IOException, InterruptedException {
        workforce.join();
        List<Integer> perRoom = new ArrayList<>(Collections.nCopies(ROOMS / divisor, PER_ROOM));
        perRoom.add(IN_ONE_ROOM / divisor);
        visitors.gather(perRoom);
        submitJob();
        workforce.schedule(SCHEDULES_PER_SECOND);
        visitors.comeAndGo(LOGINS_PER_SECOND);
    }

    int workers() {
        return WORKERS / divisor;
    }

    int sessions() {
        return ROOMS / divisor * PER_ROOM + IN_ONE_ROOM / divisor;
    }

    ServerProcess server() {
        return node.process();
    }

    String password() {
        return admin.path("password").asText();
    }

    private String token() {
        return admin.path("token").asText();
    }

    /** Every page, and of those that show one thing the one that has most to show. */
    List<View> views() {
        return List.of(
                new View("now", () -> "now", "All workers"),
                new View("sessions", () -> "sessions", "Sessions"),
                new View("room", () -> "sessions/room/" + largestRoom(), "Who is in the room"),
                new View("explain", () -> "explain?purpose=play", "The last decisions"),
                new View("decision", () -> "explain/decision/play/" + latestDecision(), "Workers with their reasons"),
                new View("plugins", () -> "plugins", "Installed plug-ins"),
                new View("jobs", () -> "jobs", "Recovery jobs"),
                new View("job", () -> "jobs/" + JOB, "Tasks over time"),
                new View("lobby", () -> "lobby", "Play servers with their seats"),
                new View("events", () -> "events", "Events, the latest first"));
    }

    private String largestRoom() throws IOException, InterruptedException {
        String room = "";
        int most = 0;
        for (JsonNode one : ask("GET", "/cluster/v1/rooms?limit=1000", "").path("rooms")) {
            if (one.path("participants").asInt() > most) {
                most = one.path("participants").asInt();
                room = one.path("id").asText();
            }
        }
        return room;
    }

    private String latestDecision() throws IOException, InterruptedException {
        return ask("GET", "/cluster/v1/decisions?purpose=play&limit=1", "")
                .path("decisions")
                .path(0)
                .path("number")
                .asText();
    }

    /** For each tenant a task on which all its others depend. */
    private void submitJob() throws IOException, InterruptedException {
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int tenant = 0; tenant < Math.max(1, TENANTS / divisor); tenant++) {
            String first = "tenant-" + tenant;
            tasks.add(Map.of("id", first, "type", "example.noop"));
            for (int task = 1; task < TASKS_OF_A_TENANT; task++) {
                tasks.add(Map.of(
                        "id",
                        first + "-" + task,
                        "type",
                        "example.noop",
                        "dependencies",
                        List.of(first),
                        "goal",
                        true));
            }
        }
        Map<String, Object> job =
                Map.of("id", JOB, "name", "a crowd", "type", "migration", "cluster", "here", "tasks", tasks);
        ask("POST", "/recovery/v1/jobs", JSON.writeValueAsString(job));
    }

    private JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server().url() + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(path + " was answered with " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    @Override
    public void close() throws IOException {
        workforce.close();
        visitors.close();
        node.close();
    }
}
