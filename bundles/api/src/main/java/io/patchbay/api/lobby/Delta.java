package io.patchbay.api.lobby;

import java.util.List;

/**
 * What a client fetches and deletes to come to the current release. Each is made once and handed out many times: two are equal only
 * if they are the same object, so that what is derived from one can be kept by it. Immutable.
 */
public final class Delta {
    /** What it starts from. */
    public enum Basis {
        /** A release before the current one. */
        EARLIER,
        /** A release that was published after the current one: it has been rolled back. */
        LATER,
        /** Nothing that is known here: all files are to be fetched, and whatever else a client has is to be deleted. */
        NOTHING
    }

    private final ReleaseStatus target;
    private final Basis basis;
    private final List<ReleaseFile> fetched;
    private final List<String> deleted;
    private final long bytes;

    /**
     * A way to a release.
     *
     * @param fetched files that are new or differ, in order of path
     * @param deleted paths that the release has no longer, in order
     */
    public Delta(ReleaseStatus target, Basis basis, List<ReleaseFile> fetched, List<String> deleted) {
        this.target = target;
        this.basis = basis;
        this.fetched = List.copyOf(fetched);
        this.deleted = List.copyOf(deleted);
        this.bytes = fetched.stream().mapToLong(ReleaseFile::size).sum();
    }

    /** The release that a client then has. */
    public ReleaseStatus target() {
        return target;
    }

    /** What it starts from. */
    public Basis basis() {
        return basis;
    }

    /** The files to fetch, in order of path. */
    public List<ReleaseFile> fetched() {
        return fetched;
    }

    /** The paths to delete, in order. */
    public List<String> deleted() {
        return deleted;
    }

    /** How many bytes there are to fetch. */
    public long bytes() {
        return bytes;
    }
}
