package io.patchbay.portal.internal.session;

/** A codec could not be called, or broke its contract, which has been counted. The message is fit for the client. */
final class CodecException extends Exception {
    private static final long serialVersionUID = 1;
    private static final long NONE = 0;

    private final boolean answered;
    private final long generation;

    private CodecException(String message, boolean answered, long generation) {
        super(message);
        this.answered = answered;
        this.generation = generation;
    }

    /** None is installed. */
    static CodecException missing(String message) {
        return new CodecException(message, false, NONE);
    }

    /**
     * It threw, or answered nonsense, or has not come back.
     *
     * @param generation of the instance
     */
    static CodecException failed(String version, long generation) {
        return new CodecException(failure(version), false, generation);
    }

    /** It came back too late; the caller has been told meanwhile. */
    static CodecException late(String version, long generation) {
        return new CodecException(failure(version), true, generation);
    }

    /** What a client is told whose version has failed it. */
    static String failure(String version) {
        return "Protocol " + version + " failed";
    }

    /** Whether whoever was to be told has been told. */
    boolean isAnswered() {
        return answered;
    }

    /** Whether there is no codec, rather than a bad one. */
    boolean isMissing() {
        return generation == NONE;
    }

    /** Of the instance that has failed. */
    long generation() {
        return generation;
    }
}
