package io.patchbay.volumes.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What of an unfinished copy is safely in its file, in a file beside it: a line that says of what, then a line for each section
 * with its SHA-256 as it was read from the source. A line is written once its section is on disk. Confined to one thread.
 */
final class Journal implements AutoCloseable {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final long LINE_BYTES = 65;
    private static final long MOST_BYTES = 256L << 20; // of 250 TiB; what is longer is none of ours

    private final FileChannel file;
    private final String subject;
    private final List<String> sections;

    private Journal(FileChannel file, String subject, List<String> sections) {
        this.file = file;
        this.subject = subject;
        this.sections = sections;
    }

    /**
     * Opens the journal of a copy; an empty one where there is none, or it tells of something else.
     *
     * @param subject of what it tells, in a line: a journal with another subject is of no use
     */
    static Journal open(Path path, String subject) throws IOException {
        List<String> sections = read(path, subject);
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        Journal journal = new Journal(file, subject, sections);
        try {
            if (sections.isEmpty()) {
                journal.forget();
            } else {
                journal.cut();
            }
            return journal;
        } catch (IOException | RuntimeException failed) {
            file.close();
            throw failed;
        }
    }

    /** A line that was begun and not finished is gone afterwards. */
    private void cut() throws IOException {
        long lines = subject.getBytes(StandardCharsets.UTF_8).length + 1L + sections.size() * LINE_BYTES;
        file.truncate(lines);
        file.position(lines);
    }

    private static List<String> read(Path path, String subject) throws IOException {
        List<String> sections = new ArrayList<>();
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MOST_BYTES) {
            return sections;
        }
        List<String> lines = new String(Files.readAllBytes(path), StandardCharsets.UTF_8)
                .lines()
                .toList();
        if (lines.isEmpty() || !lines.get(0).equals(subject)) {
            return sections;
        }
        for (String line : lines.subList(1, lines.size())) {
            if (!SHA256.matcher(line).matches()) {
                break; // the process ended while it was written
            }
            sections.add(line);
        }
        return sections;
    }

    /** How many sections are safe. */
    int size() {
        return sections.size();
    }

    /** The SHA-256 of a section, in hex. */
    String sha256(int section) {
        return sections.get(section);
    }

    /** Forgets everything: what the file holds cannot be relied on. */
    void forget() throws IOException {
        sections.clear();
        file.truncate(0);
        file.write(ByteBuffer.wrap((subject + "\n").getBytes(StandardCharsets.UTF_8)), 0);
        cut();
    }

    /** The next section is on disk. */
    void add(String sha256) throws IOException {
        file.write(ByteBuffer.wrap((sha256 + "\n").getBytes(StandardCharsets.UTF_8)));
        file.force(false);
        sections.add(sha256);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
