package io.patchbay.lobby.internal.update;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a tar archive. Immutable. */
final class TarSource implements ReleaseSource {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Path archive;

    TarSource(Path archive) {
        this.archive = archive;
    }

    @Override
    public void readInto(Sink sink) throws IOException, InvalidReleaseException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(archive), BUFFER_BYTES)) {
            TarReader tar = new TarReader(bytes);
            while (tar.next()) {
                sink.file(tar.path(), tar.content());
            }
        }
    }
}
