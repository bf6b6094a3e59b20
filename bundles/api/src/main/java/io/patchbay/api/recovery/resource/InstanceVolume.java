package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * A disk of an instance.
 *
 * @param volume the disk
 * @param devicePath as what it is found, for example {@code /dev/vdb}
 * @param bootIndex 0: the instance starts from it
 */
public record InstanceVolume(Volume volume, Optional<String> devicePath, Optional<Integer> bootIndex) {}
