package io.patchbay.sandbox.volume;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.sandbox.http.Fate;
import io.patchbay.sandbox.state.Cloud;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What becomes of a volume or snapshot by and by. What is under way is noted at the resource, so that it goes on after a restart.
 * Steps are begun by who holds the cloud's lock, and end on the timer's thread, which holds no lock while it waits for the disk.
 */
final class VolumeSteps {
    static final String CREATE = "create";
    static final String DELETE = "delete";
    static final String EXTEND = "extend";
    static final String MANAGE = "manage";
    static final String UNMANAGE = "unmanage";

    private static final Logger LOG = Logger.getLogger(VolumeSteps.class.getName());
    private static final String STEP = "_step";
    private static final String FATE = "_fate";

    private final Cloud cloud;
    private final Pools pools;

    VolumeSteps(Cloud cloud, Pools pools) {
        this.cloud = cloud;
        this.pools = pools;
    }

    /** Goes on with what was under way. */
    void resume() {
        cloud.table("volumes").where(volume -> volume.has(STEP)).forEach(this::schedule);
        cloud.table("snapshots").where(snapshot -> snapshot.has(STEP)).forEach(this::schedule);
    }

    void begin(ObjectNode row, String step, Fate fate) {
        row.put(STEP, step);
        row.put(FATE, fate.name());
        schedule(row);
    }

    private void schedule(ObjectNode row) {
        String id = row.path("id").asText();
        boolean snapshot = row.has("volume_id");
        if (!row.path(FATE).asText().equals(Fate.STICKS.name())) {
            cloud.afterSettling(() -> {
                if (snapshot) {
                    cloud.change(() -> endSnapshot(id));
                } else {
                    end(id);
                }
            });
        }
    }

    private void end(String id) {
        Optional<ObjectNode> begun = cloud.locked(() -> cloud.table("volumes")
                .find(id)
                .filter(volume -> volume.has(STEP))
                .map(ObjectNode::deepCopy));
        if (begun.isEmpty()) {
            return;
        }
        Optional<Long> size = Optional.empty();
        boolean well = !begun.get().path(FATE).asText().equals(Fate.FAILS.name());
        if (well) {
            try {
                size = onDisk(begun.get());
                well = size.isPresent();
            } catch (IOException failed) {
                LOG.log(Level.WARNING, failed, () -> "sandbox: the file of volume " + id + " could not be changed");
                well = false;
            }
        }
        boolean done = well;
        long gibibytes = size.orElse(0L);
        cloud.change(() -> cloud.table("volumes").find(id).ifPresent(volume -> finish(volume, done, gibibytes)));
    }

    /** The size of the volume afterwards, unless it cannot be done. */
    private Optional<Long> onDisk(JsonNode volume) throws IOException {
        String id = volume.path("id").asText();
        String pool = volume.path("_pool").asText();
        long size = volume.path("size").asLong();
        switch (volume.path(STEP).asText()) {
            case CREATE -> pools.size(pool, id, size);
            case EXTEND -> {
                size = volume.path("_wanted").asLong();
                pools.size(pool, id, size);
            }
            case DELETE -> pools.delete(pool, id);
            case MANAGE -> {
                return pools.manage(pool, volume.path("_source").asText(), id);
            }
            default -> {
                // what is unmanaged keeps its file
            }
        }
        return Optional.of(size);
    }

    private void finish(ObjectNode volume, boolean well, long size) {
        String step = volume.path(STEP).asText();
        volume.remove(STEP);
        volume.remove(FATE);
        volume.put("updated_at", cloud.microsecond());
        if (!well) {
            volume.put(
                    "status",
                    switch (step) {
                        case DELETE -> "error_deleting";
                        case EXTEND -> "error_extending";
                        case MANAGE -> "error_managing";
                        case UNMANAGE -> "error_unmanaging";
                        default -> "error";
                    });
        } else if (step.equals(DELETE) || step.equals(UNMANAGE)) {
            cloud.table("volumes").remove(volume.path("id").asText());
        } else {
            volume.put("status", volume.path("attachments").isEmpty() ? "available" : "in-use");
            volume.put("size", size);
        }
    }

    private void endSnapshot(String id) {
        cloud.table("snapshots").find(id).filter(row -> row.has(STEP)).ifPresent(snapshot -> {
            boolean well = !snapshot.path(FATE).asText().equals(Fate.FAILS.name());
            boolean deleting = snapshot.path(STEP).asText().equals(DELETE);
            snapshot.remove(STEP);
            snapshot.remove(FATE);
            snapshot.put("updated_at", cloud.microsecond());
            if (well && deleting) {
                cloud.table("snapshots").remove(id);
            } else {
                snapshot.put("status", well ? "available" : deleting ? "error_deleting" : "error");
                snapshot.put("os-extended-snapshot-attributes:progress", "100%");
            }
        });
    }
}
