package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.store.ReleaseRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The releases as they were read once, with every delta that was asked for since. Thread-safe. */
final class ReleaseView {
    /** Stands for every version that is not known. */
    static final String UNKNOWN = "";

    private final List<ReleaseRecord> records;
    private final List<ReleaseStatus> releases;
    private final Map<String, Integer> places = new HashMap<>();
    private final Optional<ReleaseStatus> current;
    private final Map<String, CompletableFuture<Delta>> deltas = new ConcurrentHashMap<>();

    /** @param records in order of publication */
    ReleaseView(List<ReleaseRecord> records) {
        this.records = List.copyOf(records);
        this.releases = records.stream().map(ReleaseView::status).toList();
        for (int place = 0; place < releases.size(); place++) {
            places.put(releases.get(place).version(), place);
        }
        this.current = releases.stream().filter(ReleaseStatus::current).findFirst();
    }

    /** Whether it still is what is stored. */
    boolean shows(List<ReleaseRecord> stored) {
        return records.equals(stored);
    }

    /** In order of publication. */
    List<ReleaseStatus> releases() {
        return releases;
    }

    Optional<ReleaseStatus> current() {
        return current;
    }

    Optional<ReleaseStatus> find(String version) {
        return Optional.ofNullable(places.get(version)).map(releases::get);
    }

    /** The version, or {@link #UNKNOWN}: so that there are no more deltas than releases. */
    String known(String version) {
        return places.containsKey(version) ? version : UNKNOWN;
    }

    /** Whether a release was published after the current one. */
    boolean isLater(String version) {
        return current.isPresent()
                && places.getOrDefault(version, -1) > places.get(current.get().version());
    }

    /** The deltas by the version that they start from: a known one, or {@link #UNKNOWN}. */
    Map<String, CompletableFuture<Delta>> deltas() {
        return deltas;
    }

    static ReleaseStatus status(ReleaseRecord stored) {
        return new ReleaseStatus(
                stored.version(),
                stored.publishedMillis(),
                stored.files(),
                stored.bytes(),
                stored.manifest(),
                stored.manifestBytes(),
                stored.signature(),
                stored.current());
    }
}
