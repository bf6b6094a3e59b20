package io.patchbay.api.hotswap;

/** A plug-in did what the contract of its extension point forbids. */
public final class ContractViolation extends Exception {
    private static final long serialVersionUID = 1;

    /** @param message what it did, and what the contract asks for */
    public ContractViolation(String message) {
        super(message);
    }

    /** @param cause what it threw */
    public ContractViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
