package io.patchbay.hotswap.internal;

/** A jar that cannot be used; the message is the reason that the operator reads. */
final class RefusedJarException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean unresolved;

    RefusedJarException(String reason) {
        this(reason, false);
    }

    private RefusedJarException(String reason, boolean unresolved) {
        super(reason);
        this.unresolved = unresolved;
    }

    /** A jar that lacks something which another jar may bring. */
    static RefusedJarException unresolved(String reason) {
        return new RefusedJarException(reason, true);
    }

    /** Whether another attempt makes sense once another jar was installed. */
    boolean isUnresolved() {
        return unresolved;
    }
}
