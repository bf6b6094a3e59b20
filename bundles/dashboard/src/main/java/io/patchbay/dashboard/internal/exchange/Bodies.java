package io.patchbay.dashboard.internal.exchange;

import io.patchbay.support.Threads;
import io.patchbay.support.servlet.BodyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what browsers send, as fast as they send it and without a waiting thread, up to a bound and within a time. Thread-safe; to be
 * called within the container's call.
 */
public final class Bodies implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Bodies.class);

    private final ScheduledExecutorService timer = Threads.timer("dashboard-bodies");
    private final Duration patience;

    /** @param patience how long what fits into memory may take */
    public Bodies(Duration patience) {
        this.patience = patience;
    }

    /**
     * Where a body goes.
     *
     * @param what its name with an article, such as "A jar"
     * @param maxBytes how long it may be
     * @param patience how long it may take
     * @param stream closed in any case; what it throws as {@link NotKeptException} is the node's own fault
     */
    public record Target(String what, long maxBytes, Duration patience, OutputStream stream) {}

    /**
     * Reads a body into memory.
     *
     * @param what its name with an article
     * @param whole gets all of it, on a thread of the container
     * @param refused told instead if there is no whole body
     */
    public void read(Exchange exchange, String what, int maxBytes, Consumer<byte[]> whole, Consumer<Problem> refused) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        read(exchange, new Target(what, maxBytes, patience, bytes), () -> whole.accept(bytes.toByteArray()), refused);
    }

    /**
     * Reads a body.
     *
     * @param whole called when all of it is in the target, on a thread of the container
     * @param refused told instead if there is no whole body
     */
    public void read(Exchange exchange, Target target, Runnable whole, Consumer<Problem> refused) {
        if (exchange.request().getContentLengthLong() > target.maxBytes()) { // there is no need to read it
            close(target.stream());
            refused.accept(Problem.tooLarge(target.what(), target.maxBytes()));
            return;
        }
        exchange.hold();
        Future<?> deadline = timer.schedule(
                () -> refused.accept(new Problem(
                        408,
                        "body-too-slow",
                        target.what() + " must be here within "
                                + target.patience().toSeconds() + " s.")),
                target.patience().toMillis(),
                TimeUnit.MILLISECONDS);
        BodyReader.Reading reading = new BodyReader.Reading() {
            @Override
            public void done() {
                deadline.cancel(false);
                if (!exchange.isAnswered()) {
                    whole.run();
                }
            }

            @Override
            public void tooLarge() {
                deadline.cancel(false);
                refused.accept(Problem.tooLarge(target.what(), target.maxBytes()));
            }

            @Override
            public void failed(Throwable thrown) {
                deadline.cancel(false);
                refused.accept(problemOf(target, thrown));
            }
        };
        try {
            exchange.request()
                    .getInputStream()
                    .setReadListener(new BodyReader(
                            exchange.request().getInputStream(), target.stream(), target.maxBytes(), reading));
        } catch (IOException | IllegalStateException gone) {
            close(target.stream());
            reading.failed(gone);
        }
    }

    private static Problem problemOf(Target target, Throwable thrown) {
        if (thrown instanceof NotKeptException own) {
            return notKept(own);
        }
        LOG.debug("A body cannot be read", thrown); // the client has gone, or sends what is no HTTP
        return new Problem(400, "bad-body", target.what() + " did not come whole.");
    }

    /** Says in the log why something could not be kept, and to the client that it is so. */
    public static Problem notKept(NotKeptException failed) {
        LOG.error("An upload could not be kept", failed); // the cause names the file
        return new Problem(500, "not-kept", "The node cannot keep the upload; its disk may be full. Its log says why.");
    }

    private static void close(OutputStream target) {
        try {
            target.close();
        } catch (IOException failed) {
            LOG.debug("What a body was to be written to could not be closed", failed);
        }
    }

    @Override
    public void close() {
        Threads.close(timer, Duration.ofSeconds(1));
    }
}
