package io.patchbay.api.coordination;

/** One change of a commit, with the condition under which it may be made. */
public sealed interface EntryChange {
    /** What a request needs beside path and content, generously. */
    int OVERHEAD_BYTES = 128;

    /** The entry. */
    String path();

    /** How many bytes it takes of {@link EntryTree#MAX_COMMIT_BYTES}. */
    int size();

    /** Makes an entry that is not there, beneath one that is. */
    record Create(String path, byte[] content, boolean ephemeral) implements EntryChange {
        @Override
        public int size() {
            return OVERHEAD_BYTES + path.length() + content.length;
        }
    }

    /**
     * Writes an entry that nobody has written meanwhile.
     *
     * @param version as it was read
     */
    record Write(String path, byte[] content, int version) implements EntryChange {
        @Override
        public int size() {
            return OVERHEAD_BYTES + path.length() + content.length;
        }
    }

    /**
     * Deletes an entry that has none beneath it.
     *
     * @param version as it was read; -1 for any
     */
    record Delete(String path, int version) implements EntryChange {
        @Override
        public int size() {
            return OVERHEAD_BYTES + path.length();
        }
    }

    /**
     * Changes nothing, and lets nothing be changed unless the entry is there.
     *
     * @param version as it was read; -1 for any
     */
    record Check(String path, int version) implements EntryChange {
        @Override
        public int size() {
            return OVERHEAD_BYTES + path.length();
        }
    }
}
