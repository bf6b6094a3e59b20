package io.patchbay.lobby.internal.update;

import java.io.IOException;
import java.io.InputStream;

/** Where the files of a release come from. */
interface ReleaseSource {
    /** Takes files one by one. */
    interface Sink {
        /**
         * Takes one file.
         *
         * @param path as the source has it, not checked yet
         * @param content is read to its end, and closed by the source
         */
        void file(String path, InputStream content) throws IOException, InvalidReleaseException;
    }

    /**
     * Hands over every file.
     *
     * @throws IOException if this machine failed
     * @throws InvalidReleaseException if what there is, is no release
     */
    void readInto(Sink sink) throws IOException, InvalidReleaseException;
}
