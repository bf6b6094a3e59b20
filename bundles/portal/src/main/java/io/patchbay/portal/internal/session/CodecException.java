package io.patchbay.portal.internal.session;

/** A codec could not be called, or broke its contract, which has been counted. The message is fit for the client. */
final class CodecException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean answered;
    private final boolean missing;

    private CodecException(String message, boolean answered, boolean missing) {
        super(message);
        this.answered = answered;
        this.missing = missing;
    }

    /** None is installed. */
    static CodecException missing(String message) {
        return new CodecException(message, false, true);
    }

    /** It threw, or answered nonsense, or has not come back from earlier calls. */
    static CodecException failed(String version) {
        return new CodecException("Protocol " + version + " failed", false, false);
    }

    /** It came back too late; the caller has been told meanwhile. */
    static CodecException late(String version) {
        return new CodecException("Protocol " + version + " failed", true, false);
    }

    /** Whether whoever was to be told has been told. */
    boolean isAnswered() {
        return answered;
    }

    /** Whether there is no codec, rather than a bad one. */
    boolean isMissing() {
        return missing;
    }
}
