package io.patchbay.rest.internal.json;

/** A body that is not one JSON value within the bounds. */
public final class MalformedJsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedJsonException(String problem, long line, long column) {
        super(problem + " at line " + line + ", column " + column, null, false, false);
    }

    public MalformedJsonException(String problem) {
        super(problem, null, false, false);
    }
}
