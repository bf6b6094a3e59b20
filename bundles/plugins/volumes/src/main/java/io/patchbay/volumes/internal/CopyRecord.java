package io.patchbay.volumes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What is kept of a copy, beside it.
 *
 * @param sha256 of the whole, in hex; absent where another node's copier made it
 * @param name what the recovery site calls it; absent: as we do
 */
record CopyRecord(Optional<String> sha256, Optional<String> name) {
    /** How the names of drafts end. */
    static final String DRAFT = ".new";

    private static final int MOST_BYTES = 4096;

    static final CopyRecord EMPTY = new CopyRecord(Optional.empty(), Optional.empty());

    CopyRecord of(String whole) {
        return new CopyRecord(Optional.of(whole), name);
    }

    CopyRecord called(String other) {
        return new CopyRecord(sha256, Optional.of(other));
    }

    /** Empty if there is none. */
    static CopyRecord read(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MOST_BYTES) {
            return EMPTY;
        }
        Map<String, String> members = new TreeMap<>();
        for (String line : Files.readAllLines(path, StandardCharsets.UTF_8)) {
            int sign = line.indexOf('=');
            if (sign > 0) {
                members.put(line.substring(0, sign), line.substring(sign + 1));
            }
        }
        // whoever may write to the storage must not name files elsewhere by it
        Optional<String> name = Optional.ofNullable(members.get("name")).filter(Folders::isPlain);
        return new CopyRecord(Optional.ofNullable(members.get("sha256")), name);
    }

    /** Writes it as a whole or not at all. */
    void write(Path path) throws IOException {
        StringBuilder lines = new StringBuilder();
        sha256.ifPresent(value -> lines.append("sha256=").append(value).append('\n'));
        name.ifPresent(value -> lines.append("name=").append(value).append('\n'));
        Path draft = path.resolveSibling(path.getFileName() + "." + UUID.randomUUID() + DRAFT);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer content = StandardCharsets.UTF_8.encode(lines.toString());
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(true); // after a power cut it is the old record or the new one, and not an empty file
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
