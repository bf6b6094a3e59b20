package io.patchbay.api.coordination;

/** One change of a commit, with the condition under which it may be made. */
public sealed interface EntryChange {
    /** What a request needs beside path and content, generously. */
    int OVERHEAD_BYTES = 128;

    /** The entry. */
    String path();

    /** How many bytes it takes of {@link EntryTree#MAX_COMMIT_BYTES}. */
    int size();

    /** Makes an entry that is not there, beneath one that is. Immutable, as long as nobody changes its bytes. */
    final class Create implements EntryChange {
        private final String path;
        private final byte[] content;
        private final boolean ephemeral;

        /**
         * A creation.
         *
         * @param content not copied
         * @param ephemeral whether it goes with this node's session
         */
        public Create(String path, byte[] content, boolean ephemeral) {
            this.path = path;
            this.content = content;
            this.ephemeral = ephemeral;
        }

        @Override
        public String path() {
            return path;
        }

        /** The content, not copied. */
        public byte[] content() {
            return content;
        }

        /** Whether it goes with this node's session. */
        public boolean ephemeral() {
            return ephemeral;
        }

        @Override
        public int size() {
            return OVERHEAD_BYTES + path.length() + content.length;
        }
    }

    /** Writes an entry that nobody has written meanwhile. Immutable, as long as nobody changes its bytes. */
    final class Write implements EntryChange {
        private final String path;
        private final byte[] content;
        private final int version;

        /**
         * A new content.
         *
         * @param content not copied
         * @param version as it was read
         */
        public Write(String path, byte[] content, int version) {
            this.path = path;
            this.content = content;
            this.version = version;
        }

        @Override
        public String path() {
            return path;
        }

        /** The content, not copied. */
        public byte[] content() {
            return content;
        }

        /** The version that it must have. */
        public int version() {
            return version;
        }

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
