package io.patchbay.lobby.internal.observe;

/** A launcher has answered what it must not. */
final class BadAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message what, for an operator */
    BadAnswerException(String message) {
        super(message);
    }
}
