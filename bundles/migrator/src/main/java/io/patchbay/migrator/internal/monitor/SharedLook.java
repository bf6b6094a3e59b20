package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what a job shares before it is decided what the job holds: a node that has just begun may not have seen it, and nobody gives
 * back, or keeps, what was not seen. Confined to the job's executor.
 */
final class SharedLook {
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Context context;
    private final Replica replica;
    private final JobLoop loop;
    private int seenAt = -1; // version of the job's entry
    private boolean looking;

    SharedLook(Context context, Replica replica, JobLoop loop) {
        this.context = context;
        this.replica = replica;
        this.loop = loop;
    }

    /** Whether it was looked at in the state that the job is in; if not, it is, and then the job goes on. */
    boolean isDone() {
        if (seenAt == replica.version()) {
            return true;
        }
        if (!looking) {
            looking = true;
            look(replica.version());
        }
        return false;
    }

    private void look(int version) {
        context.shared()
                .refresh(keys())
                .whenComplete((done, failed) -> loop.execute(() -> {
                    if (failed == null) {
                        seenAt = version;
                        goOn();
                    } else {
                        loop.later(PAUSE, this::goOn); // until then, whoever asks does not have it look again
                    }
                }));
    }

    private void goOn() {
        looking = false;
        loop.pumpSoon();
    }

    private List<SharedKey> keys() {
        return replica.forward().graph().tasks().stream()
                .map(TaskSpec::shared)
                .flatMap(Optional::stream)
                .map(SharedUse::key)
                .distinct()
                .toList();
    }
}
