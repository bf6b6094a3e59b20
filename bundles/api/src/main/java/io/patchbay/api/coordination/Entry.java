package io.patchbay.api.coordination;

/** An entry as it was read. Immutable, as long as nobody changes its bytes. */
public final class Entry {
    private final int version;
    private final long created;
    private final byte[] content;

    /**
     * An entry.
     *
     * @param version how often it was written since it was made, from 0
     * @param created the transaction that made it: grows over the whole tree
     * @param content not copied
     */
    public Entry(int version, long created, byte[] content) {
        this.version = version;
        this.created = created;
        this.content = content;
    }

    /** How often it was written since it was made, from 0. */
    public int version() {
        return version;
    }

    /** The transaction that made it: grows over the whole tree. */
    public long created() {
        return created;
    }

    /** The content, not copied. */
    public byte[] value() {
        return content;
    }

    /** Without the content, so that it can be logged. */
    @Override
    public String toString() {
        return content.length + " bytes of version " + version;
    }
}
