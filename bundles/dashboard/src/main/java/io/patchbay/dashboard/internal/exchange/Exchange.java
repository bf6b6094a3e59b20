package io.patchbay.dashboard.internal.exchange;

import io.patchbay.support.servlet.AnswerWriter;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way to one answer: of several that come, the first is sent, as fast as the client takes it and without a waiting
 * thread. Thread-safe, but for {@link #hold} and {@link #atAnswer}, which belong to the container's call.
 */
public final class Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final AtomicBoolean answered = new AtomicBoolean();
    private volatile Optional<AsyncContext> context = Optional.empty();
    private volatile Runnable atAnswer = () -> {};

    public Exchange(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
    }

    public HttpServletRequest request() {
        return request;
    }

    /** For headers that whoever answers adds before. */
    public HttpServletResponse response() {
        return response;
    }

    /** Keeps the request open when the container's call is over. */
    public void hold() {
        if (context.isEmpty()) {
            AsyncContext held = request.startAsync(request, response);
            held.setTimeout(0); // whoever holds it sees to it that it is answered
            context = Optional.of(held);
        }
    }

    /** Has something done once, when it is decided what is answered and before the client knows. */
    public void atAnswer(Runnable task) {
        atAnswer = task;
    }

    boolean isAnswered() {
        return answered.get();
    }

    /** Answers without a body. */
    public void answer(int status) {
        send(status, Optional.empty(), new byte[0]);
    }

    /**
     * Answers.
     *
     * @param type of the body
     */
    public void answer(int status, String type, byte[] body) {
        send(status, Optional.of(type), body);
    }

    /** Answers with a page. */
    public void html(int status, String page) {
        answer(status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    /** Answers with a sentence. */
    public void say(int status, String text) {
        answer(status, "text/plain; charset=utf-8", (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Answers a script whose request comes to nothing. */
    public void refuse(Problem problem) {
        answer(problem.status(), "application/problem+json", problem.json().getBytes(StandardCharsets.UTF_8));
    }

    private void send(int status, Optional<String> type, byte[] body) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        atAnswer.run();
        hold();
        try {
            response.setStatus(status);
            type.ifPresent(response::setContentType);
            response.setContentLength(body.length);
            ServletOutputStream target = response.getOutputStream();
            target.setWriteListener(new AnswerWriter(target, new ByteArrayInputStream(body), this::end));
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("A page did not wait for its answer", gone);
            end();
        }
    }

    private void end() {
        try {
            context.orElseThrow().complete();
        } catch (IllegalStateException over) {
            LOG.debug("The container has ended a request before", over);
        }
    }
}
