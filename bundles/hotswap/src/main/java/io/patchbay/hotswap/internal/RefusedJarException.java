package io.patchbay.hotswap.internal;

import io.patchbay.api.hotswap.RejectionCause;
import java.util.List;

/** A jar that cannot be used; the message is the reason that the operator reads. */
final class RefusedJarException extends Exception {
    private static final long serialVersionUID = 1;

    private final RejectionCause cause;

    RefusedJarException(RejectionCause cause, String reason) {
        super(reason);
        this.cause = cause;
    }

    /** @param problems what the checks of its plug-ins found, a line for each that must not serve */
    static RefusedJarException ofChecks(List<String> problems) {
        return new RefusedJarException(RejectionCause.FAILED_CHECK, Reasons.line(String.join("; ", problems)));
    }

    /** What kind of reason it is. */
    RejectionCause kind() {
        return cause;
    }

    /** Whether another attempt makes sense once another jar was installed. */
    boolean isUnresolved() {
        return cause == RejectionCause.UNRESOLVED;
    }
}
