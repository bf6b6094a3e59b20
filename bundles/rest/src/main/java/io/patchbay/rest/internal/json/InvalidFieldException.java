package io.patchbay.rest.internal.json;

/** A value in a request that is missing, of the wrong type, out of range or unknown; the message begins with its path. */
public final class InvalidFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String field;

    /**
     * @param field the path of the value, for example {@code info.capacity.isps[2]}
     * @param problem what is wrong with it, for example {@code must be a string}
     */
    public InvalidFieldException(String field, String problem) {
        super(field + " " + problem, null, false, false);
        this.field = field;
    }

    /** The path of the value. */
    public String field() {
        return field;
    }

    static InvalidFieldException wrongType(String field, String wanted, Object value) {
        return new InvalidFieldException(field, "must be " + wanted + " but was " + JsonReader.typeOf(value));
    }
}
