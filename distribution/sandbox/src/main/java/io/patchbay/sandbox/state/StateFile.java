package io.patchbay.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.sandbox.http.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the cloud in a file, a moment behind what happens, or when somebody asks for it. The file is written beside, forced to the
 * disk and put in the place of the last one, so that whenever the process is killed one of the two is there as a whole. Thread-safe;
 * it waits for the disk, so nobody who holds the cloud's lock asks it.
 */
public final class StateFile {
    private static final Logger LOG = Logger.getLogger(StateFile.class.getName());
    private static final int FORMAT = 1;
    private static final long INTERVAL_MILLIS = 100;

    private final Path file;
    private final Cloud cloud;
    private long seen = -1; // guarded by this
    private byte[] last = new byte[0]; // guarded by this

    private static final class Snapshot {
        private final byte[] content;
        private final long changes;

        Snapshot(byte[] content, long changes) {
            this.content = content;
            this.changes = changes;
        }
    }

    /** Keeps nothing yet. */
    public StateFile(Path file, Cloud cloud) {
        this.file = file;
        this.cloud = cloud;
    }

    /**
     * Has the cloud be as it was when it was written last.
     *
     * @return whether there was a file
     * @throws IOException if it cannot be read, or was written by another version
     */
    public boolean read() throws IOException {
        if (!Files.exists(file)) {
            return false;
        }
        JsonNode document = Json.MAPPER.readTree(Files.readAllBytes(file));
        if (document.path("format").asInt() != FORMAT) {
            throw new IOException(
                    file + " has format " + document.path("format") + ", and this version reads " + FORMAT);
        }
        cloud.change(() -> cloud.restore(document.path("tables")));
        return true;
    }

    /** Has it written whenever something has changed. */
    public void keepWriting(ScheduledExecutorService writer) {
        Future<?> unused =
                writer.scheduleWithFixedDelay(this::writeOrComplain, 0, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Returns when all that has changed until now is in the file: of those who wait, one writes for all. */
    public void write() throws IOException {
        long now = cloud.changes();
        synchronized (this) {
            if (now > seen) {
                Snapshot taken =
                        cloud.locked(() -> new Snapshot(content(), cloud.changes() + 1)); // this look counts, too
                put(taken.content);
                seen = taken.changes;
            }
        }
    }

    private void put(byte[] content) throws IOException {
        if (Arrays.equals(content, last)) {
            return;
        }
        Path draft = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        last = content;
    }

    private byte[] content() {
        try {
            return Json.MAPPER.writeValueAsBytes(Json.object("format", FORMAT, "tables", cloud.document()));
        } catch (IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private void writeOrComplain() {
        try {
            write();
        } catch (IOException | RuntimeException failed) {
            LOG.log(Level.WARNING, failed, () -> "sandbox: " + file + " could not be written; it is tried again");
        }
    }
}
