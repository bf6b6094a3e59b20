package io.patchbay.portal.internal.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers a request that is under way, once, without blocking on a client that does not read. Thread-safe. */
final class AsyncAnswer {
    private final AsyncContext context;
    private final Runnable onFailed;
    private final AtomicBoolean given = new AtomicBoolean();

    /** @param onFailed called when the answer could not be written */
    AsyncAnswer(AsyncContext context, Runnable onFailed) {
        this.context = context;
        this.onFailed = onFailed;
    }

    /** Answers; does nothing if it has been answered. */
    void give(int status, String contentType, byte[] body) {
        give(status, Map.of("Content-Type", contentType), body);
    }

    /** As {@link #give(int, String, byte[])}, with headers. */
    void give(int status, Map<String, String> headers, byte[] body) {
        if (!given.compareAndSet(false, true)) {
            return;
        }
        HttpServletResponse response = (HttpServletResponse) context.getResponse();
        response.setStatus(status);
        headers.forEach(response::setHeader);
        response.setContentLength(body.length);
        try {
            ServletOutputStream output = response.getOutputStream();
            output.setWriteListener(new Writer(output, body));
        } catch (IOException | IllegalStateException gone) {
            fail();
        }
    }

    /** Whether it has been answered, or has failed. */
    boolean isGiven() {
        return given.get();
    }

    /** The client is gone. */
    void fail() {
        given.set(true);
        onFailed.run();
        try {
            context.complete();
        } catch (IllegalStateException completed) {
            return; // by the container, which knew before
        }
    }

    private final class Writer implements WriteListener {
        private final ServletOutputStream output;
        private final byte[] body;
        private boolean written; // the container calls one method at a time

        Writer(ServletOutputStream output, byte[] body) {
            this.output = output;
            this.body = body;
        }

        @Override
        public void onWritePossible() throws IOException {
            if (!written) {
                written = true;
                output.write(body);
            }
            if (output.isReady()) {
                context.complete();
            }
        }

        @Override
        public void onError(Throwable thrown) {
            fail();
        }
    }
}
