package io.patchbay.api.recovery.resource;

/**
 * A snapshot at both sites.
 *
 * @param source at the protected site
 * @param target at the recovery site
 */
public record SnapshotPair(Snapshot source, Snapshot target) {}
