package io.patchbay.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an H2 database that nobody has open. H2 from 2.2.220 on writes the file's header before it notes the commit just
 * stored, so that the header names the one before; if the new one is where freed space was used again, H2 does not find it after
 * a crash or a failed write, and goes on with an older state. Here the header is made to name the newest whole commit first.
 * Immutable.
 *
 * @see <a href="https://h2database.com/html/mvstore.html#fileFormat">H2: file format</a>
 */
final class H2File {
    private static final Logger LOG = LoggerFactory.getLogger(H2File.class);
    private static final int BLOCK = 4096;
    private static final int HEADER_BLOCKS = 2; // the same twice
    private static final int BLOCKS_AT_ONCE = 256;
    private static final int CHUNK_HEADER = 1024;
    private static final int CHUNK_FOOTER = 128;
    private static final String CHECKSUM = "fletcher";

    private final Path path;

    H2File(Path path) {
        this.path = path;
    }

    /** One commit in the file; a later one never has an earlier time, even where the version has gone back. */
    private record Chunk(long block, String id, String hexVersion, long time, long version) {
        boolean newerThan(Chunk other) {
            return time != other.time ? time > other.time : version > other.version;
        }

        boolean copyOf(Chunk other) {
            return time == other.time && version == other.version;
        }

        boolean namedBy(Map<String, String> header) {
            return id.equals(header.get("chunk"))
                    && hexVersion.equals(header.get("version"))
                    && Long.toHexString(block).equals(header.get("block"));
        }
    }

    /**
     * Makes the header name the newest whole commit, unless the file is new, was closed in order or is none that we understand.
     *
     * @throws IOException if the file cannot be read or written, or somebody has it open
     */
    void nameNewestCommit() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IOException("another process has opened " + path);
            }
            Optional<Map<String, String>> header = uncleanHeader(file);
            if (header.isPresent()) {
                Optional<Chunk> newest = newest(file, header.get());
                if (newest.isPresent() && !newest.get().namedBy(header.get())) {
                    name(newest.get(), header.get(), file);
                }
            }
        } catch (OverlappingFileLockException open) {
            throw new IOException("this process still has opened " + path, open);
        }
    }

    private static Optional<Map<String, String>> uncleanHeader(FileChannel file) throws IOException {
        byte[] blocks = read(file, 0, HEADER_BLOCKS * BLOCK);
        Map<String, String> first = checked(blocks, 0, Math.min(BLOCK, blocks.length));
        Map<String, String> second = blocks.length < 2 * BLOCK ? Map.of() : checked(blocks, BLOCK, BLOCK);
        boolean clean = first.equals(second) && first.containsKey("clean");
        Map<String, String> header = number(first, "version").orElse(-1L)
                        >= number(second, "version").orElse(-1L)
                ? first
                : second;
        boolean known =
                "2".equals(header.get("H")) && number(header, "blockSize").equals(Optional.of((long) BLOCK));
        return clean || !known ? Optional.empty() : Optional.of(header);
    }

    private static Optional<Chunk> newest(FileChannel file, Map<String, String> header) throws IOException {
        Optional<Chunk> newest = Optional.empty();
        long blocks = file.size() / BLOCK;
        for (long from = HEADER_BLOCKS; from < blocks; from += BLOCKS_AT_ONCE) {
            byte[] some = read(file, from * BLOCK, BLOCKS_AT_ONCE * BLOCK);
            for (int i = 0; i < some.length / BLOCK; i++) {
                Optional<Chunk> found = chunk(file, some, i * BLOCK, from + i);
                if (found.isPresent() && (newest.isEmpty() || preferred(found.get(), newest.get(), header))) {
                    newest = found;
                }
            }
        }
        return newest;
    }

    private static boolean preferred(Chunk found, Chunk newest, Map<String, String> header) {
        return found.newerThan(newest) || (found.copyOf(newest) && found.namedBy(header));
    }

    /** The commit that begins there, if it is there from its header to its footer. */
    private static Optional<Chunk> chunk(FileChannel file, byte[] bytes, int at, long block) throws IOException {
        if (bytes[at] != 'c') {
            return Optional.empty(); // quickly
        }
        String text = new String(bytes, at, CHUNK_HEADER, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        if (!text.startsWith("chunk:") || end < 0) {
            return Optional.empty();
        }
        Map<String, String> fields = fields(text.substring(0, end));
        long length = number(fields, "len").orElse(0L);
        Optional<Long> version = number(fields, "version");
        if (length < 1 || length > file.size() / BLOCK - block || version.isEmpty()) {
            return Optional.empty();
        }
        byte[] last = read(file, (block + length) * BLOCK - CHUNK_FOOTER, CHUNK_FOOTER);
        Map<String, String> footer = checked(last, 0, last.length);
        boolean whole = fields.get("chunk").equals(footer.get("chunk"))
                && fields.get("len").equals(footer.get("len"))
                && fields.get("version").equals(footer.get("version"));
        long time = number(fields, "time").orElse(0L);
        return whole
                ? Optional.of(new Chunk(block, fields.get("chunk"), fields.get("version"), time, version.get()))
                : Optional.empty();
    }

    private void name(Chunk newest, Map<String, String> header, FileChannel file) throws IOException {
        Map<String, String> changed = new LinkedHashMap<>(header);
        changed.remove("clean");
        changed.put("block", Long.toHexString(newest.block()));
        changed.put("chunk", newest.id());
        changed.put("version", newest.hexVersion());
        StringBuilder text = new StringBuilder();
        changed.forEach((key, value) ->
                text.append(text.isEmpty() ? "" : ",").append(key).append(':').append(value));
        byte[] plain = text.toString().getBytes(StandardCharsets.ISO_8859_1);
        text.append(',').append(CHECKSUM).append(':').append(Integer.toHexString(checksum(plain, 0, plain.length)));
        byte[] line = text.append('\n').toString().getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer both = ByteBuffer.allocate(HEADER_BLOCKS * BLOCK);
        both.put(0, line).put(BLOCK, line);
        for (long at = 0; both.hasRemaining(); ) {
            at += file.write(both, at);
        }
        LOG.info(
                "The file {} was not closed in order: its newest commit is {}, not {} as its header said",
                path,
                newest.hexVersion(),
                header.get("version"));
    }

    /** The fields of a line that ends with the right checksum over what is before it; none of any other. */
    private static Map<String, String> checked(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        int mark = text.indexOf("," + CHECKSUM + ":");
        if (end < 0 || mark < 0 || mark > end) {
            return Map.of();
        }
        Map<String, String> fields = fields(text.substring(0, end));
        String right = Integer.toHexString(checksum(bytes, from, mark));
        return right.equals(fields.remove(CHECKSUM)) ? fields : Map.of();
    }

    private static Map<String, String> fields(String line) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : line.strip().split(",", -1)) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                fields.put(field.substring(0, colon), field.substring(colon + 1));
            }
        }
        return fields;
    }

    private static Optional<Long> number(Map<String, String> fields, String key) {
        try {
            return Optional.of(Long.parseLong(fields.getOrDefault(key, ""), 16));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Fletcher's, of 32 bits, over pairs of bytes as H2 takes them. */
    private static int checksum(byte[] bytes, int from, int length) {
        long first = 0xffff;
        long second = 0xffff;
        for (int i = 0; i < length; i += 2) {
            int low = i + 1 < length ? bytes[from + i + 1] & 0xff : 0;
            first += (bytes[from + i] & 0xff) << 8 | low;
            second += first;
        }
        return folded(second) << 16 | folded(first);
    }

    /** What is left by adding the upper part to the lower 16 bits: 1 to 65535. */
    private static int folded(long sum) {
        return (int) ((sum - 1) % 0xffff + 1);
    }

    private static byte[] read(FileChannel file, long from, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, Math.max(0, file.size() - from)));
        int more = 0;
        while (buffer.hasRemaining() && more >= 0) {
            more = file.read(buffer, from + buffer.position());
        }
        return buffer.array();
    }
}
