package io.patchbay.api.recovery.resource;

/**
 * Addresses that may be given out.
 *
 * @param start the first
 * @param end the last
 */
public record AddressRange(String start, String end) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public AddressRange {
        Checks checks = new Checks();
        checks.address("start", start);
        checks.address("end", end);
        checks.finish();
    }
}
