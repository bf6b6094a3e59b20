package io.patchbay.api.recovery.resource;

/**
 * Something more that a size asks of a hypervisor.
 *
 * @param key for example {@code hw:cpu_policy}
 * @param value for example {@code dedicated}
 */
public record ExtraSpec(String key, String value) {}
