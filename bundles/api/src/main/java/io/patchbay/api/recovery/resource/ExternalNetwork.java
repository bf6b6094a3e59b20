package io.patchbay.api.recovery.resource;

/**
 * A network that leads out of the recovery site. It is there before a recovery begins.
 *
 * @param name its name at the recovery site
 */
public record ExternalNetwork(String name) {}
