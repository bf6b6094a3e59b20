package io.patchbay.benchmarks.portal;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * The head of an answer.
 *
 * @param length its own, in bytes, with the empty line
 * @param contentLength that of what follows
 */
record HttpHead(int status, int length, int contentLength) {
    private static final String CONTENT_LENGTH = "\r\ncontent-length:";

    /** Reads without taking anything out; empty if it has not come as a whole. */
    static Optional<HttpHead> read(ByteBuffer bytes) {
        int end = endOf(bytes);
        if (end < 0) {
            return Optional.empty();
        }
        byte[] raw = new byte[end];
        bytes.get(bytes.position(), raw);
        String head = new String(raw, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        if (head.contains("\r\ntransfer-encoding:")) {
            throw new IllegalStateException("this client reads answers with a Content-Length only, but got " + head);
        }
        int at = head.indexOf(CONTENT_LENGTH);
        int content = at < 0
                ? 0
                : Integer.parseInt(
                        head.substring(at + CONTENT_LENGTH.length(), head.indexOf("\r\n", at + CONTENT_LENGTH.length()))
                                .trim());
        return Optional.of(new HttpHead(Integer.parseInt(head.substring(9, 12)), end, content));
    }

    private static int endOf(ByteBuffer bytes) {
        for (int i = bytes.position() + 3; i < bytes.limit(); i++) {
            if (bytes.get(i) == '\n' && bytes.get(i - 2) == '\n') {
                return i + 1 - bytes.position();
            }
        }
        return -1;
    }
}
