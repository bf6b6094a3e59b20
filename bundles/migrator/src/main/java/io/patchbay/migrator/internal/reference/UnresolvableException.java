package io.patchbay.migrator.internal.reference;

/** A reference leads nowhere. */
final class UnresolvableException extends Exception {
    private static final long serialVersionUID = 1;

    private final String code;

    /**
     * One that leads nowhere.
     *
     * @param code what kind of fault; stable
     * @param reason what is wrong, and what would be right
     */
    UnresolvableException(String code, String reason) {
        super(reason);
        this.code = code;
    }

    String code() {
        return code;
    }
}
