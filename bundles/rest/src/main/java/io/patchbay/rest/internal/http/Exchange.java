package io.patchbay.rest.internal.http;

import io.patchbay.support.servlet.AnswerWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request on its way to exactly one answer: of several that come, the first is sent. Thread-safe; never blocks. */
final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final AsyncContext context;
    private final Dialect dialect;
    private final Consumer<Exchange> onEnd;
    private final AtomicBoolean answered = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicReference<Optional<Future<?>>> deadline = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Path>> upload = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<FeedWriter>> feeding = new AtomicReference<>(Optional.empty());
    private volatile boolean bodyRead;

    /**
     * A request that came just now.
     *
     * @param onEnd called once, when the request is over
     */
    Exchange(AsyncContext context, Dialect dialect, Consumer<Exchange> onEnd) {
        this.context = context;
        this.dialect = dialect;
        this.onEnd = onEnd;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Whether the answer is decided. */
    boolean answered() {
        return answered.get();
    }

    /** The timer that ends the wait; to be given before a handler is called. */
    void endsBy(Future<?> timer) {
        deadline.set(Optional.of(timer));
    }

    /** A file that holds the body, to be deleted when the request is over. */
    void uploadedTo(Path file) {
        upload.set(Optional.of(file));
    }

    void bodyRead() {
        bodyRead = true;
    }

    /** The time is over. */
    void timedOut() {
        answer(bodyRead ? dialect.timedOut() : dialect.bodyTooSlow());
    }

    /** Answers what a handler threw. */
    void fail(Throwable thrown) {
        if (!answered()) {
            answer(dialect.answerTo(thrown));
        }
    }

    /** Sends an answer, unless one is sent already. */
    void answer(Answer given) {
        if (!answered.compareAndSet(false, true)) {
            given.file().ifPresent(Exchange::delete);
            given.feed().ifPresent(Feed::end);
            return;
        }
        deadline.get().ifPresent(timer -> timer.cancel(false));
        Answer answer = dialect.finish(given);
        try {
            HttpServletResponse response = (HttpServletResponse) context.getResponse();
            response.setStatus(answer.status());
            answer.headers().forEach(response::setHeader);
            answer.contentType().ifPresent(response::setContentType);
            if (answer.feed().isPresent()) {
                tell(answer, answer.feed().get(), response);
            } else {
                InputStream content = contentOf(answer);
                response.setContentLengthLong(lengthOf(answer));
                response.getOutputStream()
                        .setWriteListener(new AnswerWriter(response.getOutputStream(), content, () -> end(answer)));
            }
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The client of a request has gone", gone);
            answer.feed().ifPresent(Feed::end);
            end(answer);
        }
    }

    private void tell(Answer answer, Feed feed, HttpServletResponse response) throws IOException {
        if (((HttpServletRequest) context.getRequest()).getMethod().equals("HEAD")) {
            feed.end(); // nothing of it is sent, so that nobody would ever notice that the client has gone
            end(answer);
            return;
        }
        FeedWriter writer = new FeedWriter(response.getOutputStream(), feed, () -> end(answer));
        feeding.set(Optional.of(writer));
        response.getOutputStream().setWriteListener(writer);
    }

    /** Nothing is answered any more but what is on its way. */
    void close() {
        answer(dialect.overloaded());
        feeding.get().ifPresent(FeedWriter::close);
    }

    /** The client has gone: nobody waits for an answer any more. */
    void abandon(Throwable why) {
        LOG.debug("A request was given up by its client", why);
        answered.set(true);
        deadline.get().ifPresent(timer -> timer.cancel(false));
        end(Answer.empty(400));
    }

    private void end(Answer answer) {
        answer.file().ifPresent(Exchange::delete);
        upload.get().ifPresent(Exchange::delete);
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        try {
            context.complete();
        } catch (IllegalStateException over) {
            LOG.debug("The container has ended a request before", over);
        } finally {
            onEnd.accept(this);
        }
    }

    private static InputStream contentOf(Answer answer) throws IOException {
        if (answer.stored().isPresent()) {
            return rest(answer.stored().get());
        }
        return answer.file().isPresent()
                ? Files.newInputStream(answer.file().get())
                : new ByteArrayInputStream(answer.body());
    }

    private static InputStream rest(Answer.Stored stored) throws IOException {
        SeekableByteChannel content = Files.newByteChannel(stored.file());
        try {
            return Channels.newInputStream(content.position(stored.from()));
        } catch (IOException failed) {
            content.close();
            throw failed;
        }
    }

    private static long lengthOf(Answer answer) throws IOException {
        if (answer.stored().isPresent()) {
            return Files.size(answer.stored().get().file())
                    - answer.stored().get().from();
        }
        return answer.file().isPresent() ? Files.size(answer.file().get()) : answer.body().length;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException stays) {
            LOG.warn("The temporary file {} could not be deleted", file, stays);
        }
    }
}
