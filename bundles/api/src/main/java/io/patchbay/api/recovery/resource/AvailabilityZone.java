package io.patchbay.api.recovery.resource;

/**
 * A part of a site that fails on its own.
 *
 * @param name its name at the recovery site
 */
public record AvailabilityZone(String name) {}
