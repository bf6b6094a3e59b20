package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.ReleaseChange.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** The files of a folder on this node. Links are refused, since they could lead anywhere. Immutable. */
final class FolderSource implements ReleaseSource {
    private static final int MOST_LEVELS = 64;

    private final Path folder;

    private FolderSource(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder that an operator names.
     *
     * @param base beneath which it must be
     * @param named absolute or relative to {@code base}
     */
    static FolderSource below(Path base, String named) throws IOException, InvalidReleaseException {
        if (!Files.isDirectory(base)) {
            throw forbidden(base, "which does not exist yet");
        }
        Path real;
        try {
            Path folder = base.resolve(named);
            if (!folder.normalize().startsWith(base.normalize())) {
                throw forbidden(base, "and " + named + " is not");
            }
            if (!Files.isDirectory(folder)) {
                throw new InvalidReleaseException("there is no folder " + folder + " on this node");
            }
            real = folder.toRealPath();
        } catch (InvalidPathException none) {
            throw new InvalidReleaseException("the folder is no path of this node's system: " + none.getReason());
        }
        if (!real.startsWith(base.toRealPath())) { // a link leads out of it
            throw forbidden(base, "and " + named + " is not");
        }
        return new FolderSource(real);
    }

    @Override
    public void readInto(Sink sink) throws IOException, InvalidReleaseException {
        read(folder, "", 0, sink);
    }

    private static void read(Path at, String prefix, int level, Sink sink) throws IOException, InvalidReleaseException {
        if (level > MOST_LEVELS) {
            throw new InvalidReleaseException(
                    "folders must be nested " + MOST_LEVELS + " deep at most but are in " + at);
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(at)) {
            for (Path entry : entries) {
                String path = prefix + entry.getFileName();
                BasicFileAttributes kind =
                        Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                if (kind.isDirectory()) {
                    read(entry, path + "/", level + 1, sink);
                } else if (kind.isRegularFile()) {
                    try (InputStream content = Files.newInputStream(entry, LinkOption.NOFOLLOW_LINKS)) {
                        sink.file(path, content);
                    }
                } else {
                    throw new InvalidReleaseException("a release has files and folders only, but " + path + " is a "
                            + (kind.isSymbolicLink() ? "link" : "device or the like"));
                }
            }
        }
    }

    private static InvalidReleaseException forbidden(Path base, String why) {
        return new InvalidReleaseException(
                Reason.FORBIDDEN_FOLDER,
                "a folder must be below " + base + ", " + why
                        + "; the key publishFrom of io.patchbay.lobby.releases names another, and a tar can be sent from anywhere");
    }
}
