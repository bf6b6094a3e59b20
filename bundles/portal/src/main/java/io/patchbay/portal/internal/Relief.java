package io.patchbay.portal.internal;

import io.patchbay.api.hotswap.Slot;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Waits for another plug-in than one that has failed: its faults are counted, and after some the last good version serves again.
 * Counts looks rather than time, so that nobody gives up because the process stood still. Thread-safe.
 */
public final class Relief {
    private static final long LOOK_MILLIS = 25;
    private static final int LOOKS = (int) (Slot.WAIT_WHEN_EMPTY.toMillis() / LOOK_MILLIS);

    private record Wait(long failed, CompletableFuture<Boolean> answer) {}

    private final Slot<?> slot;
    private final Alarms alarms;
    private Wait last = new Wait(0, CompletableFuture.completedFuture(true)); // guarded by this

    public Relief(Slot<?> slot, Alarms alarms) {
        this.slot = slot;
        this.alarms = alarms;
    }

    /**
     * Completes with whether another plug-in serves; of one that nobody has relieved in time at once, and with false.
     *
     * @param failed the generation of the one that has failed
     */
    public CompletionStage<Boolean> of(long failed) {
        Wait wait;
        synchronized (this) {
            if (last.failed() == failed) {
                return last.answer();
            }
            wait = new Wait(failed, new CompletableFuture<>());
            last = wait;
        }
        look(wait, LOOKS);
        return wait.answer();
    }

    private void look(Wait wait, int looks) {
        long serving = slot.generation();
        if (serving != 0 && serving != wait.failed()) {
            wait.answer().complete(true);
        } else if (looks == 0) {
            wait.answer().complete(false);
        } else {
            alarms.after(LOOK_MILLIS, () -> look(wait, looks - 1));
        }
    }
}
