package io.patchbay.support.openstack;

import java.util.List;
import java.util.Locale;

/** The services of a cloud that are used. */
public enum ServiceType {
    /** Keystone, version 3. */
    IDENTITY("identity", "identity", "/v3"),
    /** Neutron, version 2.0. */
    NETWORK("network", "network", "/v2.0"),
    /** Nova, version 2.1. */
    COMPUTE("compute", "compute", ""),
    /** Cinder, version 3. */
    VOLUME("block-storage", "volumev3", "");

    private final String catalogued;
    private final String before;
    private final String suffix;

    ServiceType(String catalogued, String before, String suffix) {
        this.catalogued = catalogued;
        this.before = before;
        this.suffix = suffix;
    }

    /** Its types in the catalogue: the one that counts first, then the one that older clouds have. */
    List<String> catalogued() {
        return catalogued.equals(before) ? List.of(catalogued) : List.of(catalogued, before);
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
