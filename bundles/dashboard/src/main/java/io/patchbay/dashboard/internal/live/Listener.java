package io.patchbay.dashboard.internal.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One page that listens to some targets: each is read when it is due, told if it has changed, and due again later the longer it is.
 * Thread-safe; tells nobody anything under its lock.
 */
final class Listener {
    private static final JsonFactory JSON = new JsonFactory();
    private static final long BYTES_PER_SECOND = 128 * 1024; // of one target to one page
    private static final long BEAT_MILLIS = 5_000;

    private final String session;
    private final EventOutlet outlet;
    private final List<Watch> watches = new ArrayList<>();
    private long nextBeatMillis; // confined to the timer

    /** What is known of one target. Guarded by its lock. */
    private static final class Watch {
        private final String target;
        private Optional<Reading> told = Optional.empty();
        private boolean asked;
        private long dueMillis;

        Watch(String target) {
            this.target = target;
        }
    }

    /**
     * Tells a page.
     *
     * @param session the key of its login
     */
    Listener(String session, List<String> targets, EventOutlet outlet) {
        this.session = session;
        this.outlet = outlet;
        targets.forEach(target -> watches.add(new Watch(target)));
    }

    String session() {
        return session;
    }

    boolean isOver() {
        return outlet.isOver();
    }

    /** Its login is over. */
    void logOut() {
        outlet.sendLast("over");
    }

    /** The node is being stopped. */
    void end() {
        outlet.end();
    }

    /** Reads what is due; called by the timer. */
    void tick(Readings readings, long nowMillis, long sampleMillis) {
        if (nowMillis >= nextBeatMillis) {
            nextBeatMillis = nowMillis + BEAT_MILLIS;
            outlet.send("beat", "beat", String.valueOf(nowMillis).getBytes(StandardCharsets.US_ASCII));
        }
        for (Watch watch : watches) {
            synchronized (watch) {
                if (watch.asked || nowMillis < watch.dueMillis) {
                    continue;
                }
                watch.asked = true;
            }
            readings.read(watch.target)
                    .whenComplete((reading, failed) -> tell(
                            watch,
                            failed == null ? reading : Reading.of(503, "{\"detail\":\"The node did not answer.\"}"),
                            nowMillis,
                            sampleMillis));
        }
    }

    private void tell(Watch watch, Reading reading, long sinceMillis, long sampleMillis) {
        synchronized (watch) {
            watch.asked = false;
            long pause = reading.body().length * 1_000L / BYTES_PER_SECOND;
            watch.dueMillis = sinceMillis + Math.max(sampleMillis, pause);
            if (watch.told.filter(reading::isSameAs).isPresent()) {
                return;
            }
            watch.told = Optional.of(reading);
        }
        outlet.send(watch.target, "answer", eventOf(watch.target, reading));
    }

    private static byte[] eventOf(String target, Reading reading) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(reading.body().length + 128);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("target", target);
            json.writeNumberField("status", reading.status());
            json.writeFieldName("body");
            json.writeRawValue(new String(reading.body(), StandardCharsets.UTF_8));
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be written", impossible);
        }
        return bytes.toByteArray();
    }
}
