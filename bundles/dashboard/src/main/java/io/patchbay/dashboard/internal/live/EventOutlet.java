package io.patchbay.dashboard.internal.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Server-Sent Events of one page, written as fast as it takes them and without a waiting thread. Of each name only the latest
 * event waits: whoever reads slowly misses what came between. Thread-safe; tells nobody but the container anything under its lock.
 */
final class EventOutlet implements WriteListener, AsyncListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventOutlet.class);

    private final Runnable onEnd;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>(); // guarded by this, like the rest
    private Optional<AsyncContext> page = Optional.empty();
    private Optional<ServletOutputStream> target = Optional.empty();
    private boolean writable; // the container has called: nothing may be written before
    private long written;
    private boolean unflushed;
    private boolean last;
    private boolean over;

    /** @param onEnd called once, when nothing more is sent */
    EventOutlet(Runnable onEnd) {
        this.onEnd = onEnd;
    }

    /** Sends to a page what waits already, and what is to come. */
    void open(AsyncContext context, ServletOutputStream stream) {
        context.addListener(this);
        boolean late;
        synchronized (this) {
            late = over;
            if (!late) {
                page = Optional.of(context);
                target = Optional.of(stream);
                stream.setWriteListener(this);
            }
        }
        if (late) {
            context.complete();
        }
    }

    /**
     * Sends an event, in the place of one of that name that still waits.
     *
     * @param name of what it tells
     */
    void send(String name, byte[] event) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.remove(name); // what is newer comes later
            waiting.put(name, event);
        }
        goOn();
    }

    /** What still waits of that name is not sent any more. */
    synchronized void drop(String name) {
        waiting.remove(name);
    }

    /** Sends a last event, and ends. */
    void sendLast(byte[] event) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.clear();
            waiting.put("", event);
            last = true;
        }
        goOn();
    }

    /** How many events the page has taken; empty while none waits for it to take one. */
    synchronized OptionalLong progress() {
        return waiting.isEmpty() ? OptionalLong.empty() : OptionalLong.of(written);
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
        }
        goOn();
    }

    @Override
    public void onError(Throwable failed) {
        LOG.debug("A page does not listen any more", failed);
        end();
    }

    private void goOn() {
        boolean done;
        try {
            done = push();
        } catch (IOException | IllegalStateException gone) {
            onError(gone);
            return;
        }
        if (done) {
            end();
        }
    }

    /** Returns whether the last event is out; where the connection takes no more, the container calls again. */
    private synchronized boolean push() throws IOException {
        if (!writable || over) {
            return false;
        }
        ServletOutputStream stream = target.orElseThrow();
        while (stream.isReady()) {
            Optional<String> next = waiting.keySet().stream().findFirst();
            if (next.isPresent()) {
                stream.write(waiting.remove(next.get()));
                written++;
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                stream.flush();
            } else {
                return last;
            }
        }
        return false;
    }

    /** Ends, also in the middle of an event. */
    void end() {
        Optional<AsyncContext> open;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
            open = page;
        }
        onEnd.run();
        open.ifPresent(AsyncContext::complete);
    }

    @Override
    public void onComplete(AsyncEvent event) {
        end();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        end();
    }

    @Override
    public void onError(AsyncEvent event) {
        end(); // the page has gone while there was nothing to write
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // it is never begun again
    }
}
