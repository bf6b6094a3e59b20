package io.patchbay.hotswap.internal;

import java.util.Comparator;
import org.osgi.framework.Version;

/**
 * What decides between two plug-ins of one name; the greatest serves. Immutable.
 *
 * @param healthy did not break its contract too often
 * @param staying its file was not replaced by another one
 * @param pinned the operator chose its version
 * @param inFolder its jar is in the plug-in folder or came another way, and is not just the last good copy
 * @param ranking its service ranking
 * @param version its bundle's version
 * @param modifiedMillis when its jar was written
 * @param file its jar's name
 * @param sha256 its jar's content
 * @param serviceId the older service wins a complete tie
 */
record Rank(
        boolean healthy,
        boolean staying,
        boolean pinned,
        boolean inFolder,
        int ranking,
        Version version,
        long modifiedMillis,
        String file,
        String sha256,
        long serviceId)
        implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER = Comparator.comparing(Rank::healthy)
            .thenComparing(Rank::staying)
            .thenComparing(Rank::pinned)
            .thenComparing(Rank::inFolder)
            .thenComparing(Rank::ranking)
            .thenComparing(Rank::version)
            .thenComparing(Rank::modifiedMillis)
            .thenComparing(Rank::file)
            .thenComparing(Rank::sha256)
            .thenComparing(Rank::serviceId, Comparator.reverseOrder());

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }
}
