package io.patchbay.portal.internal.http;

import io.patchbay.portal.internal.Alarm;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.engineio.EngineError;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Reads a body as it comes, up to a bound. Confined to the container's calls, apart from the alarm. */
final class BodyReader implements ReadListener {
    private final ServletInputStream input;
    private final int maxBytes;
    private final Consumer<byte[]> onBody;
    private final Consumer<EngineError> onRefused;
    private final AtomicBoolean over = new AtomicBoolean();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(256);
    private final byte[] buffer = new byte[4096];
    private volatile Alarm alarm = Alarm.NONE;

    /**
     * @param onBody called with the whole body
     * @param onRefused called instead if there will be no whole body
     */
    BodyReader(ServletInputStream input, int maxBytes, Consumer<byte[]> onBody, Consumer<EngineError> onRefused) {
        this.input = input;
        this.maxBytes = maxBytes;
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
            int count = input.read(buffer);
            if (count < 0) {
                return;
            }
            if (body.size() + count > maxBytes) {
                refuse(EngineError.TOO_LARGE);
                return;
            }
            body.write(buffer, 0, count);
        }
    }

    @Override
    public void onAllDataRead() {
        if (over.compareAndSet(false, true)) {
            alarm.cancel();
            onBody.accept(body.toByteArray());
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
