package io.patchbay.support.servlet;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Reads a body as fast as the client sends it, without a waiting thread. What goes beyond the bound is read and thrown away up
 * to a second bound, so that the client gets to see the refusal instead of a broken connection. Confined to the container's
 * callbacks.
 */
public final class BodyReader implements ReadListener {
    /** How much of an oversized body is thrown away before the connection is given up. */
    public static final long MAX_WASTE_BYTES = 8 * 1024 * 1024;

    /** What becomes of the body. */
    public interface Reading {
        /** All of it is in the target. */
        void done();

        /** It is too long. */
        void tooLarge();

        /** The connection or the target failed. */
        void failed(Throwable thrown);
    }

    private final ServletInputStream source;
    private final OutputStream target;
    private final long maxBytes;
    private final Reading reading;
    private final byte[] buffer = new byte[8 * 1024];
    private long bytes;
    private boolean over;

    /**
     * Reads into a target, and closes it.
     *
     * @param maxBytes how much the target gets
     */
    public BodyReader(ServletInputStream source, OutputStream target, long maxBytes, Reading reading) {
        this.source = source;
        this.target = target;
        this.maxBytes = maxBytes;
        this.reading = reading;
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over && source.isReady() && !source.isFinished()) {
            int read = source.read(buffer);
            if (read < 0) {
                return;
            }
            bytes += read;
            if (bytes <= maxBytes) {
                target.write(buffer, 0, read);
            } else if (bytes > maxBytes + MAX_WASTE_BYTES) {
                over = true;
                close();
                reading.tooLarge();
            }
        }
    }

    @Override
    public void onAllDataRead() throws IOException {
        if (over) {
            return;
        }
        over = true;
        close();
        if (bytes > maxBytes) {
            reading.tooLarge();
        } else {
            reading.done();
        }
    }

    @Override
    public void onError(Throwable failed) {
        over = true;
        try {
            close();
        } catch (IOException alsoFailed) {
            failed.addSuppressed(alsoFailed);
        }
        reading.failed(failed);
    }

    private void close() throws IOException {
        target.close();
    }
}
