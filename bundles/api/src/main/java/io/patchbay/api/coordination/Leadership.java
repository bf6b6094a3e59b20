package io.patchbay.api.coordination;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Marker service: registered in exactly one node's framework while that node leads, and gone as soon as it cannot be sure of
 * it (a suspended connection to ZooKeeper counts as not leading). Reference it dynamically, and do leader work only while it
 * is there; keep state when it goes, and drop it only when a later one has another {@link #epoch()} than the state was
 * made under and {@link #succeeds} says that somebody else led in between.
 */
@ProviderType
public interface Leadership {
    /** The number of this term: grows with each change of leader in the cluster, never repeats; 1 or more. */
    long epoch();

    /**
     * Whether this term follows directly on a term of this same process.
     *
     * @param epoch a term that this process led before
     * @return true if nobody else has led since: state made under {@code epoch} is still the truth
     */
    boolean succeeds(long epoch);
}
