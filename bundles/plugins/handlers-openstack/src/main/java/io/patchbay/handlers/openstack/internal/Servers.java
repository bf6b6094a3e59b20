package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.Microversion;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Instances of a cloud, as Nova has them. Immutable, thread-safe. */
final class Servers {
    static final String ACTIVE = "ACTIVE";
    static final String STOPPED = "SHUTOFF";

    /** The member of an instance's metadata that says which attempt has taken it over last. */
    static final String EPOCH = "patchbay_epoch";

    private static final String ERROR = "ERROR";
    private static final String DELETED = "DELETED";
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z_-]+");
    private static final Microversion NO_NETWORKS = Microversion.of("2.37");
    private static final Microversion ON_A_HOST = Microversion.of("2.74");
    private static final Microversion KNOWN = Microversion.of("2.79");

    private final Cloud cloud;
    private final Service service;
    private final Duration timeout;

    /** @param service Nova, as the project sees it whose instances these are, or as an administrator does */
    Servers(Cloud cloud, Service service, Duration timeout) {
        this.cloud = cloud;
        this.service = service;
        this.timeout = timeout;
    }

    /** Those of that name that bear the mark, among the project's: of many instances only those of the name are sent. */
    List<JsonNode> named(String name, Mark mark) throws OpenStackException, InterruptedException {
        boolean plain =
                PLAIN.matcher(name).matches(); // Nova takes a name for a pattern, of whichever kind its database has
        return among(plain ? Service.path("/servers/detail", "name", "^" + name + "$") : "/servers/detail", mark);
    }

    /** Those that bear the mark, in any project; for an administrator. */
    List<JsonNode> marked(Mark mark, String project) throws OpenStackException, InterruptedException {
        return among(Service.path("/servers/detail", "all_tenants", "1", "project_id", project), mark);
    }

    private List<JsonNode> among(String path, Mark mark) throws OpenStackException, InterruptedException {
        return service.list(path, "servers").stream()
                .filter(server -> markOf(server).equals(Optional.of(mark)))
                .toList();
    }

    static Optional<Mark> markOf(JsonNode server) {
        return Mark.in(server.path("metadata").path(Volumes.MARK).asText());
    }

    /** One that is there; empty also if it is deleted and only not forgotten yet. */
    Optional<JsonNode> find(String id) throws OpenStackException, InterruptedException {
        return service.find(Service.path("/servers/{}", id))
                .map(answer -> answer.path("server"))
                .filter(server -> !statusOf(server).equals(DELETED));
    }

    /** Has Nova begin to make one; gives its id. */
    String make(Map<String, Object> server, boolean onAHost) throws OpenStackException, InterruptedException {
        JsonNode begun =
                service.at(onAHost ? ON_A_HOST : NO_NETWORKS, KNOWN).post("/servers", Map.of("server", server));
        return begun.path("server").path("id").asText();
    }

    /** Waits until it runs, or is stopped. */
    JsonNode awaitBuilt(String id) throws OpenStackException, InterruptedException {
        return cloud.waiting().until("instance " + id + " to run", timeout, () -> {
            JsonNode server = requireSound(id);
            String status = statusOf(server);
            return status.equals(ACTIVE) || status.equals(STOPPED) ? Optional.of(server) : Optional.empty();
        });
    }

    /** Stops it; that it is stopped already is well. */
    void stop(String id) throws OpenStackException, InterruptedException {
        if (statusOf(requireSound(id)).equals(STOPPED)) {
            return;
        }
        try {
            service.post(Service.path("/servers/{}/action", id), Map.of("os-stop", Map.of()));
        } catch (OpenStackException refused) {
            // 409 also says that it is stopped, or just being so
            if (refused.status().filter(status -> status == 409).isEmpty()) {
                throw refused;
            }
        }
        cloud.waiting().until("instance " + id + " to stop", timeout, () -> {
            JsonNode server = requireSound(id);
            return statusOf(server).equals(STOPPED) ? Optional.of(server) : Optional.empty();
        });
    }

    /** Deletes it and waits until it is gone: only then are its volumes and ports free. */
    void delete(String id) throws OpenStackException, InterruptedException {
        service.delete(Service.path("/servers/{}", id));
        cloud.waiting().until("instance " + id + " to be gone", timeout, () -> {
            Optional<JsonNode> server = find(id);
            boolean failed = server.filter(there -> statusOf(there).equals(ERROR))
                    .filter(there -> there.path("OS-EXT-STS:task_state").isNull())
                    .isPresent();
            if (failed) {
                service.delete(Service.path("/servers/{}", id)); // deleting failed: once more
            }
            return server.isPresent() ? Optional.empty() : Optional.of(true);
        });
    }

    /** One that is there and has not failed. */
    private JsonNode requireSound(String id) throws OpenStackException, InterruptedException {
        JsonNode server =
                find(id).orElseThrow(() -> OpenStackException.of(Kind.NOT_FOUND, "there is no instance " + id));
        if (statusOf(server).equals(ERROR)) {
            String words = server.path("fault").path("message").asText("");
            throw OpenStackException.of(
                    Kind.FAILED,
                    "instance " + id + " has failed"
                            + (words.isEmpty() ? ", and Nova does not say why" : ": " + words));
        }
        return server;
    }

    /** Whether something can become of it: it has not failed, and nobody is deleting it. */
    static boolean isSound(JsonNode server) {
        String status = statusOf(server);
        return !status.equals(ERROR)
                && !status.equals(DELETED)
                && !server.path("OS-EXT-STS:task_state").asText().equals("deleting");
    }

    /** Which attempt has taken it over last; 0 if none says so. */
    static long epochOf(JsonNode server) {
        return server.path("metadata").path(EPOCH).asLong();
    }

    /** Has it say that an attempt has taken it over: what an earlier one that was taken for dead then leaves alone. */
    void takeOver(JsonNode server, long epoch) throws OpenStackException, InterruptedException {
        if (epochOf(server) != epoch) {
            service.post(
                    Service.path("/servers/{}/metadata", Volumes.idOf(server)),
                    Map.of("metadata", Map.of(EPOCH, Long.toString(epoch))));
        }
    }

    static String statusOf(JsonNode server) {
        return server.path("status").asText();
    }
}
