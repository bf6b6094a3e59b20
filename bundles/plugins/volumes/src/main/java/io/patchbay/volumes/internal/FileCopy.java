package io.patchbay.volumes.internal;

import io.patchbay.api.recovery.TaskFailedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies one file: section by section, each hashed as it is read, written, and noted in the journal once it is on disk; then reads
 * the whole copy again, compares, and renames it to its place. Confined to one thread.
 */
final class FileCopy {
    private static final Logger LOG = LoggerFactory.getLogger(FileCopy.class);
    private static final int HOLE = 64 * 1024; // so much of nothing but zeros is not written
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(HOLE).asReadOnlyBuffer();

    private final Task task;
    private final Path source;
    private final TargetFolder folder;
    private final String name;
    private final Progress progress;
    private final ByteBuffer buffer;
    private final MessageDigest section = sha256();

    /**
     * What all files of a task have in common.
     *
     * @param type of the task, for reasons
     * @param epoch of the attempt
     * @param sectionBytes how much is hashed and noted at once
     * @param bufferBytes how much is read at once
     */
    record Task(String type, long epoch, long sectionBytes, int bufferBytes, RateLimit limit) {}

    /**
     * @param source links resolved
     * @param name of the copy
     */
    FileCopy(Task task, Path source, TargetFolder folder, String name, Progress progress) {
        this.task = task;
        this.source = source;
        this.folder = folder;
        this.name = name;
        this.progress = progress;
        this.buffer = ByteBuffer.allocateDirect(task.bufferBytes());
    }

    /** Makes the copy; returns when it is whole and on disk. */
    void make() throws IOException, InterruptedException, TaskFailedException {
        try (FileChannel from = FileChannel.open(source, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
            BasicFileAttributes before = attributes();
            try (Part part = Part.take(folder, name, task.epoch(), subjectOf(before))) {
                allowAsSource(part.path()); // before there is anything in it
                fill(part, from, before);
                String sha256 = verify(part, before.size());
                place(part, sha256);
            }
        }
    }

    /** What a part must be a copy of, so that it is of use. */
    private String subjectOf(BasicFileAttributes seen) {
        return "patchbay-copy 1 " + task.sectionBytes() + " " + seen.size() + " "
                + seen.lastModifiedTime().toMillis();
    }

    private void fill(Part part, FileChannel from, BasicFileAttributes before)
            throws IOException, InterruptedException, TaskFailedException {
        FileChannel to = part.file();
        long bytes = before.size();
        if (to.size() < Math.min(bytes, part.journal().size() * task.sectionBytes())) {
            part.journal().forget(); // somebody cut the file
        }
        long at = Math.min(bytes, part.journal().size() * task.sectionBytes());
        to.truncate(at); // what was written after the last section that is safe: holes must read as zeros
        progress.copied(at);
        try {
            while (at < bytes) {
                long end = Math.min(bytes, at + task.sectionBytes());
                copy(from, to, at, end);
                requireUnchanged(before);
                at = end;
                extend(to, at);
                to.force(false);
                part.journal().add(HexFormat.of().formatHex(section.digest()));
            }
            extend(to, bytes);
        } catch (IOException failed) {
            if (Reasons.isFull(failed)) {
                part.discard(); // it does not fit, and others need the space
            }
            throw failed;
        }
    }

    private void copy(FileChannel from, FileChannel to, long start, long end)
            throws IOException, InterruptedException, TaskFailedException {
        section.reset();
        for (long at = start; at < end; ) {
            progress.check();
            int length = (int) Math.min(buffer.capacity(), end - at);
            task.limit().take(length);
            read(from, at, length);
            section.update(buffer.duplicate());
            writeWithHoles(to, at);
            at += length;
            progress.copied(length);
        }
    }

    /** Fills the buffer from a place of a file. */
    private void read(FileChannel from, long at, int length) throws IOException, TaskFailedException {
        buffer.clear().limit(length);
        while (buffer.hasRemaining()) {
            if (from.read(buffer, at + buffer.position()) < 0) {
                throw changed("it became shorter");
            }
        }
        buffer.flip();
    }

    private void writeWithHoles(FileChannel to, long at) throws IOException {
        int length = buffer.limit();
        int start = 0; // of what is to be written and not yet
        for (int here = 0; here < length; here += HOLE) {
            int step = Math.min(HOLE, length - here);
            if (buffer.slice(here, step).mismatch(ZEROS.slice(0, step)) < 0) {
                write(to, at, start, here);
                start = here + step;
            }
        }
        write(to, at, start, length);
    }

    private void write(FileChannel to, long at, int start, int end) throws IOException {
        ByteBuffer piece = buffer.slice(start, Math.max(0, end - start));
        while (piece.hasRemaining()) {
            to.write(piece, at + start + piece.position());
        }
    }

    /** A file that ends with a hole gets its length by its last byte, which is a zero. */
    private static void extend(FileChannel to, long bytes) throws IOException {
        if (to.size() < bytes) {
            to.write(ByteBuffer.allocate(1), bytes - 1);
        }
    }

    /** Reads the copy and compares it with what was read of the source; gives the SHA-256 of the whole. */
    private String verify(Part part, long bytes) throws IOException, InterruptedException, TaskFailedException {
        MessageDigest whole = sha256();
        for (int number = 0; number < part.journal().size(); number++) {
            long end = Math.min(bytes, (number + 1) * task.sectionBytes());
            section.reset();
            for (long at = number * task.sectionBytes(); at < end; ) {
                progress.check();
                int length = (int) Math.min(buffer.capacity(), end - at);
                read(part.file(), at, length);
                section.update(buffer.duplicate());
                whole.update(buffer.duplicate());
                at += length;
                progress.verified(length);
            }
            if (!HexFormat.of()
                    .formatHex(section.digest())
                    .equals(part.journal().sha256(number))) {
                part.journal().forget();
                throw Reasons.retryable(
                        task.type(),
                        "corrupt",
                        "the copy of " + source.getFileName() + " differs from it in section " + number + " of "
                                + task.sectionBytes() + " bytes; another attempt begins anew");
            }
        }
        return HexFormat.of().formatHex(whole.digest());
    }

    private void place(Part part, String sha256) throws IOException, InterruptedException, TaskFailedException {
        try {
            part.file().force(true);
            folder.keep(name, folder.record(name).of(sha256));
            progress.check(); // who has lost the task meanwhile must not put a second copy beside the first
            if (!folder.has(name)) { // else another attempt was faster, and it may be in use by now
                moveIntoPlace(part.path(), folder.copy(name));
            }
        } catch (FileAlreadyExistsException faster) {
            LOG.debug("{} was there already", name, faster);
        } catch (NoSuchFileException swept) {
            if (!folder.has(name)) {
                throw swept;
            }
        }
        folder.force();
        Files.deleteIfExists(TargetFolder.journalOf(part.path()));
        folder.sweep(name);
    }

    /** Never takes the place of what is there, as a rename would. */
    private static void moveIntoPlace(Path part, Path copy) throws IOException {
        try {
            Files.createLink(copy, part);
        } catch (NoSuchFileException | FileAlreadyExistsException told) {
            throw told;
        } catch (FileSystemException | UnsupportedOperationException noLinks) {
            Files.move(part, copy);
            return;
        }
        Files.deleteIfExists(part);
    }

    /** Whoever may use the volume may use its copy. */
    private void allowAsSource(Path copy) throws IOException {
        Optional<PosixFileAttributeView> view = Optional.ofNullable(
                Files.getFileAttributeView(copy, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        if (view.isPresent()) {
            view.get().setPermissions(Files.getPosixFilePermissions(source));
        }
    }

    private void requireUnchanged(BasicFileAttributes before) throws IOException, TaskFailedException {
        BasicFileAttributes now = attributes();
        if (now.size() != before.size() || !now.lastModifiedTime().equals(before.lastModifiedTime())) {
            throw changed("it was written to");
        }
    }

    private BasicFileAttributes attributes() throws IOException, TaskFailedException {
        try {
            return Files.readAttributes(source, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException gone) {
            throw Reasons.retryable(
                    task.type(), "source_gone", source.getFileName() + " has gone while it was being copied");
        }
    }

    private TaskFailedException changed(String how) {
        return Reasons.retryable(
                task.type(),
                "source_changed",
                source.getFileName() + " changed while it was being copied: " + how
                        + "; copy a snapshot, or stop what uses it");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
