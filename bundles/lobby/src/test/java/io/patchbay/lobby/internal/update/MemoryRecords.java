package io.patchbay.lobby.internal.update;

import io.patchbay.api.store.ReleaseKey;
import io.patchbay.api.store.ReleaseRecord;
import io.patchbay.api.store.ReleaseRecords;
import io.patchbay.api.store.StoreException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Releases in memory, which several catalogues may share as nodes share a database. Thread-safe. */
final class MemoryRecords implements ReleaseRecords, ReleaseKey {
    private final List<ReleaseRecord> records = new ArrayList<>();
    private final Map<String, String> manifests = new HashMap<>();
    private boolean away;

    /** Whether it cannot be reached from now on. */
    synchronized void away(boolean now) {
        away = now;
    }

    @Override
    public synchronized List<ReleaseRecord> list() {
        requireThere();
        return List.copyOf(records);
    }

    @Override
    public synchronized Optional<String> manifest(String version) {
        requireThere();
        return Optional.ofNullable(manifests.get(version));
    }

    @Override
    public synchronized boolean add(ReleaseRecord record, String manifest) {
        requireThere();
        if (manifests.putIfAbsent(record.version(), manifest) != null) {
            return false;
        }
        records.add(with(record, false));
        return !record.current() || makeCurrent(record.version());
    }

    @Override
    public synchronized boolean makeCurrent(String version) {
        requireThere();
        if (!manifests.containsKey(version)) {
            return false;
        }
        records.replaceAll(record -> with(record, record.version().equals(version)));
        return true;
    }

    @Override
    public synchronized boolean delete(String version) {
        requireThere();
        boolean deleted = records.removeIf(record -> record.version().equals(version) && !record.current());
        if (deleted) {
            manifests.remove(version);
        }
        return deleted;
    }

    @Override
    public String publicKey() {
        return "the key";
    }

    @Override
    public String sign(String text) {
        return "signed " + text.length();
    }

    private void requireThere() {
        if (away) {
            throw new StoreException("cannot be reached", true, null);
        }
    }

    private static ReleaseRecord with(ReleaseRecord record, boolean current) {
        return new ReleaseRecord(
                record.version(),
                record.publishedMillis(),
                record.files(),
                record.bytes(),
                record.manifest(),
                record.manifestBytes(),
                record.signature(),
                current);
    }
}
