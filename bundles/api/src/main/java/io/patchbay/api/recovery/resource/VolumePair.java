package io.patchbay.api.recovery.resource;

/**
 * A volume at both sites.
 *
 * @param source at the protected site
 * @param target at the recovery site
 */
public record VolumePair(Volume source, Volume target) {}
