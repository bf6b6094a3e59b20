package io.patchbay.api.recovery;

import io.patchbay.api.Attributes;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** One attempt at one task, as its handler sees it. Thread-safe; not to be kept beyond the attempt. */
@ProviderType
public interface Attempt {
    /** The job's id. */
    String job();

    /** The task's id. */
    String task();

    /** The task's type. */
    String type();

    /** Drill or real. */
    JobType jobType();

    /** The cluster that is recovered onto. */
    String cluster();

    /** What the task works on, if it says so. */
    Optional<String> target();

    /** The input, every reference in it replaced by what it refers to. */
    Attributes input();

    /** Counts the attempts of all nodes, from 1. */
    int number();

    /**
     * Grows with every claim of this task, whoever makes it: only the claim with the highest epoch can commit a result. Give it
     * to whatever can compare it (fencing), so that an attempt that was paused for too long is refused there.
     */
    long epoch();

    /**
     * The same for all attempts that should make the same thing, and different for all others; 64 hex digits. Mark with it what
     * is made, so that {@link TaskHandler#find} finds it again. A task that is run again after it had succeeded has another.
     */
    String idempotencyKey();

    /**
     * Says how far it has come; shown to whoever watches, at most some times a second.
     *
     * @param fraction 0 to 1
     * @param message a few words; without secrets
     */
    void progress(double fraction, String message);

    /**
     * Whether the attempt should end now: its time is over, or it was taken from this node. Its thread is interrupted as well.
     * It has {@value #CANCELLATION_SECONDS} s from then on; after that nobody waits for it any more.
     */
    boolean isCancelled();

    /** How long an attempt may go on after it was cancelled, in seconds. */
    int CANCELLATION_SECONDS = 60;
}
