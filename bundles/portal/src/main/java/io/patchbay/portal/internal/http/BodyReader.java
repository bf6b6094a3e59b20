package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.InputBudget;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Reads a body as it comes, up to a bound. One that is refused is read on and thrown away, up to another bound, because a client that
 * still sends may never see an answer. Confined to the container's calls, apart from the alarm.
 */
final class BodyReader implements ReadListener {
    /** How much of a body that is refused is thrown away before the connection is given up. */
    static final int MAX_WASTE_BYTES = 8 * 1024 * 1024;

    private static final int SMALL_BYTES = 1024;

    private final ServletInputStream input;
    private final int maxBytes;
    private final InputBudget.Share share;
    private final Consumer<byte[]> onBody;
    private final Consumer<EngineError> onRefused;
    private final AtomicBoolean over = new AtomicBoolean();
    private byte[] body = new byte[SMALL_BYTES];
    private int size;
    private Optional<EngineError> refusal = Optional.empty(); // to be told when all of it has passed by
    private volatile Alarm alarm = Alarm.NONE;

    /**
     * @param share of what unfinished input may occupy; for the caller to close, even if it is closed already
     * @param onBody called with the whole body
     * @param onRefused called instead if there will be no whole body
     */
    BodyReader(
            ServletInputStream input,
            int maxBytes,
            InputBudget.Share share,
            Consumer<byte[]> onBody,
            Consumer<EngineError> onRefused) {
        this.input = input;
        this.maxBytes = maxBytes;
        this.share = share;
        this.onBody = onBody;
        this.onRefused = onRefused;
    }

    /** Waits no longer than that for the whole body. */
    void giveUpAfter(Alarms alarms, long millis) {
        alarm = alarms.after(millis, () -> refuse(EngineError.TOO_SLOW));
    }

    @Override
    public void onDataAvailable() throws IOException {
        while (!over.get() && input.isReady()) {
            if (refusal.isEmpty() && size == body.length && !grow()) {
                throwAway(EngineError.UNAVAILABLE);
            }
            int begin = refusal.isPresent() ? 0 : size;
            int count = input.read(body, begin, body.length - begin);
            if (count < 0) {
                return;
            }
            size += count;
            if (refusal.isEmpty() && size > maxBytes) {
                throwAway(EngineError.TOO_LARGE);
            }
            if (size > maxBytes + MAX_WASTE_BYTES) {
                refuse(EngineError.TOO_LARGE);
            }
        }
    }

    /** Keeps nothing of it from now on. */
    void throwAway(EngineError why) {
        refusal = Optional.of(why);
        body = new byte[SMALL_BYTES];
        share.close();
    }

    /** By a byte more than there may be, to see that there is too much. */
    private boolean grow() {
        int larger = Math.min(2 * body.length, maxBytes + 1);
        if (!share.grow(larger - body.length)) {
            return false;
        }
        body = Arrays.copyOf(body, larger);
        return true;
    }

    @Override
    public void onAllDataRead() {
        if (refusal.isPresent()) {
            refuse(refusal.get());
        } else if (over.compareAndSet(false, true)) {
            alarm.cancel();
            onBody.accept(Arrays.copyOf(body, size));
        }
    }

    @Override
    public void onError(Throwable thrown) {
        refuse(EngineError.BAD_REQUEST);
    }

    private void refuse(EngineError error) {
        if (over.compareAndSet(false, true)) {
            alarm.cancel();
            onRefused.accept(error);
        }
    }
}
