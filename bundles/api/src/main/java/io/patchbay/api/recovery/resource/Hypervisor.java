package io.patchbay.api.recovery.resource;

/**
 * A machine that runs instances.
 *
 * @param name its host name at the recovery site
 */
public record Hypervisor(String name) {}
