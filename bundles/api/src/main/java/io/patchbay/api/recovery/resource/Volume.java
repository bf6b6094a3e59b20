package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A disk.
 *
 * @param id its id at the site where it is; an identifier
 * @param name what people call it
 * @param description a sentence
 * @param sizeGib its size, in GiB
 * @param bootable whether instances start from it; absent: no
 * @param readOnly whether it can only be read; absent: no
 */
public record Volume(
        String id,
        String name,
        Optional<String> description,
        long sizeGib,
        Optional<Boolean> bootable,
        Optional<Boolean> readOnly) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Volume {
        Checks checks = new Checks();
        checks.identifier("id", id);
        checks.atLeast("size_gib", sizeGib, 1);
        checks.finish();
    }
}
