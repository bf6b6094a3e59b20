package io.patchbay.api.coordination;

/**
 * An entry as it was read. Nobody changes its bytes.
 *
 * @param version how often it was written since it was made, from 0
 * @param created the transaction that made it: grows over the whole tree
 * @param bytes its content, not copied
 */
public record Entry(int version, long created, Content bytes) {
    /** Bytes that do not end in a log. */
    public record Content(byte[] value) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Content content && java.util.Arrays.equals(value, content.value);
        }

        @Override
        public int hashCode() {
            return java.util.Arrays.hashCode(value);
        }

        /** Only its length. */
        @Override
        public String toString() {
            return value.length + " bytes";
        }
    }

    /** The content. */
    public byte[] value() {
        return bytes.value();
    }
}
