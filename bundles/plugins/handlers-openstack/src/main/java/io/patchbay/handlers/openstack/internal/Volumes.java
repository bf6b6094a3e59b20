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

/** Volumes of a cloud, as Cinder has them. Immutable, thread-safe. */
final class Volumes {
    /** The member of a volume's, or an instance's, metadata that says by which task it was made. */
    static final String MARK = "patchbay";

    /** The member of a volume's metadata with the name that its copier gave the copy. */
    static final String COPY = "patchbay_copy";

    private static final Microversion MANAGEABLE = Microversion.of("3.8");
    private static final Microversion MESSAGES = Microversion.of("3.5");

    private final Cloud cloud;
    private final Service service;
    private final Duration timeout;

    /** @param service Cinder, as the project sees it whose volumes these are, or as an administrator does */
    Volumes(Cloud cloud, Service service, Duration timeout) {
        this.cloud = cloud;
        this.service = service;
        this.timeout = timeout;
    }

    /** Those that bear the mark, among the project's. */
    List<JsonNode> marked(Mark mark) throws OpenStackException, InterruptedException {
        return marked(mark, Service.path("/volumes/detail", "metadata", filter(mark)));
    }

    /** Those that bear the mark, in all projects; for an administrator. */
    List<JsonNode> markedAnywhere(Mark mark) throws OpenStackException, InterruptedException {
        return marked(mark, Service.path("/volumes/detail", "all_tenants", "1", "metadata", filter(mark)));
    }

    /** Looked at once more, because what cannot filter answers with all. */
    private List<JsonNode> marked(Mark mark, String path) throws OpenStackException, InterruptedException {
        return service.list(path, "volumes").stream()
                .filter(volume -> volume.path("metadata").path(MARK).asText().equals(mark.text()))
                .toList();
    }

    private static String filter(Mark mark) {
        return "{'" + MARK + "': '" + mark.text() + "'}";
    }

    Optional<JsonNode> find(String id) throws OpenStackException, InterruptedException {
        return service.find(Service.path("/volumes/{}", id)).map(answer -> answer.path("volume"));
    }

    /** Has Cinder take in what lies in a pool already; gives the volume as it begins. */
    JsonNode manage(Map<String, Object> volume) throws OpenStackException, InterruptedException {
        return service.at(MANAGEABLE, MANAGEABLE)
                .post("/manageable_volumes", Map.of("volume", volume))
                .path("volume");
    }

    void act(String id, String action, Map<String, Object> arguments) throws OpenStackException, InterruptedException {
        service.post(Service.path("/volumes/{}/action", id), Map.of(action, arguments));
    }

    /** Deletes a volume that holds nothing, and waits until it is gone. */
    void delete(String id) throws OpenStackException, InterruptedException {
        if (service.delete(Service.path("/volumes/{}", id))) {
            awaitGone(id);
        }
    }

    void awaitGone(String id) throws OpenStackException, InterruptedException {
        cloud.waiting().until("volume " + id + " to be gone", timeout, () -> {
            Optional<JsonNode> volume = find(id);
            String status = volume.map(Volumes::statusOf).orElse("");
            if (status.equals("error_deleting") || status.equals("error_unmanaging")) {
                throw OpenStackException.of(Kind.FAILED, "volume " + id + " went " + status);
            }
            return volume.isPresent() ? Optional.empty() : Optional.of(true);
        });
    }

    /**
     * Waits until a volume may be used.
     *
     * @return the volume, or empty if it has gone {@code error} before it was taken in, for which Cinder has no words in it: it is
     *     not known how large it is then, and to delete it touches no copy
     * @throws OpenStackException if anything else is wrong with it: whoever deleted it then would delete the copy
     */
    Optional<JsonNode> awaitSettled(String id) throws OpenStackException, InterruptedException {
        JsonNode settled = cloud.waiting().until("volume " + id + " to be available", timeout, () -> {
            JsonNode volume = require(id);
            String status = statusOf(volume);
            boolean over = status.equals("available") || status.equals("in-use") || status.startsWith("error");
            return over ? Optional.of(volume) : Optional.empty();
        });
        String status = statusOf(settled);
        if (!status.startsWith("error")) {
            return Optional.of(settled);
        }
        if (!status.equals("error") || settled.path("size").asLong() > 0) {
            throw OpenStackException.of(
                    Kind.FAILED, "volume " + id + " is in state " + status + "; it is left as it is");
        }
        return Optional.empty();
    }

    /** Waits until nothing uses a volume any more, as after an instance was deleted. */
    void awaitFree(String id) throws OpenStackException, InterruptedException {
        cloud.waiting().until("volume " + id + " to be free", timeout, () -> {
            String status = statusOf(require(id));
            if (status.startsWith("error")) {
                throw OpenStackException.of(Kind.FAILED, "volume " + id + " is in state " + status);
            }
            return status.equals("available") ? Optional.of(true) : Optional.empty();
        });
    }

    private JsonNode require(String id) throws OpenStackException, InterruptedException {
        return find(id).orElseThrow(() -> OpenStackException.of(Kind.FAILED, "volume " + id + " has gone"));
    }

    /** What Cinder tells users of a volume that has failed, where it tells something. */
    String wordsOf(String id) throws InterruptedException {
        try {
            List<JsonNode> messages =
                    service.at(MESSAGES, MESSAGES).list(Service.path("/messages", "resource_uuid", id), "messages");
            return messages.isEmpty()
                    ? ""
                    : messages.get(0).path("user_message").asText("");
        } catch (OpenStackException untold) {
            return "";
        }
    }

    static String statusOf(JsonNode volume) {
        return volume.path("status").asText();
    }

    static String idOf(JsonNode resource) {
        return resource.path("id").asText();
    }
}
