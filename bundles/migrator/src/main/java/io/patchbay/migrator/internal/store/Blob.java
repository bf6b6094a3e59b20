package io.patchbay.migrator.internal.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Something too large for one entry: packed, cut into parts, and told by the hash of what it was before. Immutable.
 *
 * @param sha256 64 hex digits
 * @param parts one or more
 */
record Blob(String sha256, List<byte[]> parts) {
    private static final int PART_BYTES = 400 * 1024;

    static Blob of(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(content.length / 8 + 64);
        try (GZIPOutputStream zip = new FastZip(packed)) {
            zip.write(content);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // the target is in memory
        }
        byte[] bytes = packed.toByteArray();
        List<byte[]> parts = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += PART_BYTES) {
            parts.add(Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES)));
        }
        return new Blob(hash(content), parts);
    }

    /** @throws IllegalStateException if it is not what was stored */
    static byte[] content(String sha256, List<byte[]> parts) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        parts.forEach(packed::writeBytes);
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()))) {
            byte[] content = zip.readAllBytes();
            if (hash(content).equals(sha256)) {
                return content;
            }
        } catch (IOException damaged) {
            throw new IllegalStateException("what was stored under " + sha256 + " is damaged", damaged);
        }
        throw new IllegalStateException("what was stored under " + sha256 + " is something else");
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Plans repeat themselves so much that the fastest packing takes most of it away. */
    private static final class FastZip extends GZIPOutputStream {
        FastZip(ByteArrayOutputStream target) throws IOException {
            super(target);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
