package io.patchbay.support.openstack;

import java.util.List;
import java.util.Locale;

/** The services of a cloud that are used. */
public enum ServiceType {
    /** Keystone, version 3. */
    IDENTITY(List.of("identity"), "/v3"),
    /** Neutron, version 2.0. */
    NETWORK(List.of("network"), "/v2.0"),
    /** Nova, version 2.1. */
    COMPUTE(List.of("compute"), ""),
    /** Cinder, version 3. */
    VOLUME(List.of("block-storage", "volumev3"), "");

    private final List<String> catalogued;
    private final String suffix;

    ServiceType(List<String> catalogued, String suffix) {
        this.catalogued = catalogued;
        this.suffix = suffix;
    }

    /** Its types in the catalogue, the one that counts first. */
    List<String> catalogued() {
        return catalogued;
    }

    /** What its address must end with. */
    String suffix() {
        return suffix;
    }

    /** How it is called in words, and in the header of microversions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
