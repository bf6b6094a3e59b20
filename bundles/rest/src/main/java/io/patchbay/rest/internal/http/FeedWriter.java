package io.patchbay.rest.internal.http;

import io.patchbay.rest.internal.http.Feed.Outlet;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a feed as fast as its client takes it, without a waiting thread. Thread-safe; tells nobody anything under its lock. */
final class FeedWriter implements WriteListener, Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWriter.class);

    private final ServletOutputStream target;
    private final Feed feed;
    private final Runnable onEnd;
    private Optional<Piece> piece = Optional.empty(); // guarded by this, like the rest
    private boolean begun;
    private boolean over;

    /** What is being sent. */
    private static final class Piece {
        private final byte[] bytes;
        private final CompletableFuture<Void> taken = new CompletableFuture<>();
        private boolean written;
        private boolean flushed;

        Piece(byte[] bytes) {
            this.bytes = bytes;
        }
    }

    /**
     * Sends what the feed tells.
     *
     * @param onEnd called once, when nothing more is sent
     */
    FeedWriter(ServletOutputStream target, Feed feed, Runnable onEnd) {
        this.target = target;
        this.feed = feed;
        this.onEnd = onEnd;
    }

    @Override
    public void onWritePossible() throws IOException {
        boolean first;
        synchronized (this) {
            first = !begun;
            begun = true;
        }
        if (first) {
            feed.begin(this);
        } else {
            goOn();
        }
    }

    @Override
    public void onError(Throwable failed) {
        LOG.debug("A feed could not be written", failed);
        close();
    }

    @Override
    public CompletionStage<Void> send(byte[] bytes) {
        Piece next = new Piece(bytes);
        synchronized (this) {
            if (over) {
                return CompletableFuture.failedFuture(new IOException("nobody listens any more"));
            }
            if (piece.isPresent()) {
                throw new IllegalStateException("the piece before is not taken yet");
            }
            piece = Optional.of(next);
        }
        try {
            goOn();
        } catch (IOException | IllegalStateException gone) {
            onError(gone);
        }
        return next.taken;
    }

    private void goOn() throws IOException {
        Optional<Piece> taken;
        synchronized (this) {
            taken = over || piece.isEmpty() || !push(piece.get()) ? Optional.empty() : piece;
            if (taken.isPresent()) {
                piece = Optional.empty();
            }
        }
        taken.ifPresent(done -> done.taken.complete(null));
    }

    /** Returns whether the connection has taken all; if it has not, the container calls again when it can take more. */
    private boolean push(Piece sent) throws IOException {
        while (target.isReady()) {
            if (!sent.written) {
                sent.written = true;
                target.write(sent.bytes);
            } else if (!sent.flushed) {
                sent.flushed = true;
                target.flush();
            } else {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        Optional<Piece> left;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            left = piece;
            piece = Optional.empty();
        }
        left.ifPresent(cut -> cut.taken.completeExceptionally(new IOException("nobody listens any more")));
        feed.end();
        onEnd.run();
    }
}
