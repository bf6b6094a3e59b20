package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * How large an instance is (a flavor).
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param vcpus processors
 * @param memoryMib memory, in MiB
 * @param diskGib disk for the system, in GiB; 0: as large as the volume or image
 * @param ephemeralGib disk that ends with the instance, in GiB
 * @param swapMib memory on disk, in MiB
 */
public record Spec(
        String id,
        String name,
        Optional<String> description,
        int vcpus,
        long memoryMib,
        long diskGib,
        Optional<Long> ephemeralGib,
        Optional<Long> swapMib) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Spec {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.atLeast("vcpus", vcpus, 1);
        checks.atLeast("memory_mib", memoryMib, 1);
        checks.atLeast("disk_gib", diskGib, 0);
        checks.atLeast("ephemeral_gib", ephemeralGib, 0);
        checks.atLeast("swap_mib", swapMib, 0);
        checks.finish();
    }
}
