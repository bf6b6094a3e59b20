package io.patchbay.lobby.internal.update;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Makes archives, also such as no tar would write. Confined to one test. */
final class TarBytes {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    TarBytes file(String name, String content) {
        return entry(name, '0', content, StandardCharsets.UTF_8);
    }

    TarBytes entry(String name, char type, String content) {
        return entry(name, type, content, StandardCharsets.UTF_8);
    }

    TarBytes entry(String name, char type, String content, Charset names) {
        byte[] body = content.getBytes(StandardCharsets.UTF_8);
        header(name.getBytes(names), type, String.format("%011o", body.length));
        bytes.writeBytes(body);
        bytes.writeBytes(new byte[(512 - body.length % 512) % 512]);
        return this;
    }

    /** A header that claims a size, and nothing after it. */
    TarBytes claim(String name, String size) {
        header(name.getBytes(StandardCharsets.UTF_8), '0', size);
        return this;
    }

    TarBytes raw(byte... more) {
        bytes.writeBytes(more);
        return this;
    }

    byte[] unfinished() {
        return bytes.toByteArray();
    }

    byte[] finished() {
        bytes.writeBytes(new byte[1024]);
        return bytes.toByteArray();
    }

    private void header(byte[] name, char type, String size) {
        byte[] block = new byte[512];
        System.arraycopy(name, 0, block, 0, Math.min(100, name.length));
        put(block, 124, size);
        put(block, 148, "        ");
        block[156] = (byte) type;
        put(block, 257, "ustar\00000");
        int sum = 0;
        for (byte value : block) {
            sum += value & 0xff;
        }
        put(block, 148, String.format("%06o\0 ", sum));
        bytes.writeBytes(block);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] some = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(some, 0, block, at, some.length);
    }
}
