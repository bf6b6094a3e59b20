package io.patchbay.support.openstack;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The services of a cloud that are used. */
public enum ServiceType {
    /** Keystone, version 3. */
    IDENTITY("identity", "identity", "/v3", "NotFound"),
    /** Neutron, version 2.0. */
    NETWORK("network", "network", "/v2.0", "(?!HTTP)[A-Z]\\w*NotFound"),
    /** Nova, version 2.1. */
    COMPUTE("compute", "compute", "", "itemNotFound"),
    /** Cinder, version 3. */
    VOLUME("block-storage", "volumev3", "", "itemNotFound");

    private final String catalogued;
    private final String before;
    private final String suffix;
    private final Pattern absent;

    ServiceType(String catalogued, String before, String suffix, String absent) {
        this.catalogued = catalogued;
        this.before = before;
        this.suffix = suffix;
        this.absent = Pattern.compile(absent);
    }

    /** Its types in the catalogue: the one that counts first, then the one that older clouds have. */
    List<String> catalogued() {
        return catalogued.equals(before) ? List.of(catalogued) : List.of(catalogued, before);
    }

    /** What its address must end with. */
    String suffix() {
        return suffix;
    }

    /**
     * Whether it calls it so that something is not there. A 404 alone does not say that: proxies answer it, and services themselves to
     * an address that leads nowhere, or to who may not know.
     */
    boolean isAbsence(String errorType) {
        return absent.matcher(errorType).matches();
    }

    /** How it is called in words, and in the header of microversions. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
