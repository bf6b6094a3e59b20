package io.patchbay.console.internal.webconsole;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Keeps the first bytes of what is written, and passes over the rest. Thread-safe. */
final class BoundedOutput extends OutputStream {
    private final int most;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream(); // guarded by this
    private boolean cut;

    BoundedOutput(int most) {
        this.most = most;
    }

    @Override
    public synchronized void write(int value) {
        if (kept.size() < most) {
            kept.write(value);
        } else {
            cut = true;
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, most - kept.size());
        kept.write(bytes, offset, fits);
        cut |= fits < length;
    }

    /** What was kept, and whether that is all. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8) + (cut ? "\n… and more, which is not shown" : "");
    }
}
