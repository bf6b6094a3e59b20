package io.patchbay.support.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a body as fast as the client takes it, without a waiting thread. Confined to the container's callbacks. */
public final class AnswerWriter implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerWriter.class);
    private static final int CHUNK_BYTES = 16 * 1024;

    private final ServletOutputStream target;
    private final InputStream content;
    private final Runnable onEnd;
    private boolean done;

    /**
     * Writes all of a content, and closes it.
     *
     * @param onEnd called once, when all is written or nothing more can be
     */
    public AnswerWriter(ServletOutputStream target, InputStream content, Runnable onEnd) {
        this.target = target;
        this.content = content;
        this.onEnd = onEnd;
    }

    @Override
    public void onWritePossible() throws IOException {
        while (target.isReady()) {
            byte[] chunk =
                    done ? new byte[0] : content.readNBytes(CHUNK_BYTES); // never reused: the last may be in flight
            if (chunk.length == 0) {
                end();
                return;
            }
            done = chunk.length < CHUNK_BYTES;
            target.write(chunk);
        }
    }

    @Override
    public void onError(Throwable failed) {
        LOG.debug("An answer could not be written", failed);
        end();
    }

    private void end() {
        try {
            content.close();
        } catch (IOException failed) {
            LOG.debug("A body could not be closed", failed);
        }
        onEnd.run();
    }
}
