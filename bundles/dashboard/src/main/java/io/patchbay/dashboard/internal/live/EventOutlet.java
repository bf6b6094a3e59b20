package io.patchbay.dashboard.internal.live;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Server-Sent Events of one page, written as fast as it takes them and without a waiting thread. Of each name only the latest
 * event waits: whoever reads slowly misses what came between. Thread-safe; tells nobody anything under its lock.
 */
final class EventOutlet implements WriteListener {
    private static final Logger LOG = LoggerFactory.getLogger(EventOutlet.class);

    private final ServletOutputStream target;
    private final Runnable onEnd;
    private final Map<String, byte[]> waiting = new LinkedHashMap<>(); // guarded by this, like the rest
    private boolean unflushed;
    private boolean last;
    private boolean over;

    /**
     * Writes to a page.
     *
     * @param onEnd called once, when nothing more is sent
     */
    EventOutlet(ServletOutputStream target, Runnable onEnd) {
        this.target = target;
        this.onEnd = onEnd;
    }

    /**
     * Sends an event, in the place of one of that name that still waits.
     *
     * @param name of what it tells
     * @param event how browsers dispatch it
     * @param json its data, on one line
     */
    void send(String name, String event, byte[] json) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.remove(name); // what is newer comes later
            waiting.put(name, bytesOf(event, json));
        }
        goOn();
    }

    /** Sends a last event, and ends. */
    void sendLast(String event) {
        synchronized (this) {
            if (over || last) {
                return;
            }
            waiting.clear();
            waiting.put(event, bytesOf(event, "{}".getBytes(StandardCharsets.US_ASCII)));
            last = true;
        }
        goOn();
    }

    /** Whether nothing more is sent. */
    synchronized boolean isOver() {
        return over;
    }

    @Override
    public void onWritePossible() {
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
        while (!over && target.isReady()) {
            Optional<String> next = waiting.keySet().stream().findFirst();
            if (next.isPresent()) {
                target.write(waiting.remove(next.get()));
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                target.flush();
            } else {
                return last;
            }
        }
        return false;
    }

    /** Ends, also in the middle of an event. */
    void end() {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            waiting.clear();
        }
        onEnd.run();
    }

    private static byte[] bytesOf(String event, byte[] json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(json.length + 64);
        bytes.writeBytes(("event: " + event + "\ndata: ").getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(json);
        bytes.writeBytes("\n\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }
}
