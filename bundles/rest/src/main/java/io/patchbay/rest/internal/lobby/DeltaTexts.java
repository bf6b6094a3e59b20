package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.ReleaseFile;
import io.patchbay.rest.internal.json.JsonText;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Deltas as JSON, each written once; when they become too much, all are forgotten. Thread-safe. */
final class DeltaTexts {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final Map<Delta, byte[]> texts = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    /** An object in UTF-8; not to be changed. */
    byte[] of(Delta delta) {
        byte[] known = texts.get(delta);
        if (known != null) {
            return known;
        }
        byte[] fresh = write(delta);
        if (texts.putIfAbsent(delta, fresh) == null && bytes.addAndGet(fresh.length) > MOST_BYTES) {
            texts.clear(); // releases that are no longer current, mostly
            bytes.set(0);
        }
        return fresh;
    }

    private static byte[] write(Delta delta) {
        return JsonText.object(json -> {
            json.writeStringField("result", "update");
            json.writeStringField("version", delta.target().version());
            json.writeStringField("basis", delta.basis().name().toLowerCase(Locale.ROOT));
            UpdateResource.manifest(json, delta.target());
            json.writeNumberField("bytes", delta.bytes());
            json.writeArrayFieldStart("fetch");
            for (ReleaseFile file : delta.fetched()) {
                json.writeStartObject();
                json.writeStringField("path", file.path());
                json.writeNumberField("size", file.size());
                json.writeStringField("sha256", file.sha256());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("delete");
            for (String path : delta.deleted()) {
                json.writeString(path);
            }
            json.writeEndArray();
        });
    }
}
