package io.patchbay.lobby.internal.update;

import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.store.ReleaseRecord;
import io.patchbay.api.store.ReleaseRecords;
import io.patchbay.api.store.StoreException;
import io.patchbay.support.Threads;
import io.patchbay.support.content.ManifestText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store knows of releases, kept in memory: read at the first question and looked at every second from then on, because other
 * nodes change it too. While the store is away the last look counts. Thread-safe; reading is confined to one thread of its own.
 */
@Component(service = ReleaseCatalogue.class)
public final class ReleaseCatalogue {
    private static final Logger LOG = LoggerFactory.getLogger(ReleaseCatalogue.class);
    private static final long LOOK_MILLIS = 1000;

    private final ReleaseRecords records;
    private final ScheduledExecutorService reader;
    private final AtomicLong looks = new AtomicLong();
    private volatile Optional<ReleaseView> view = Optional.empty();
    private Optional<CompletableFuture<ReleaseView>> first = Optional.empty(); // guarded by this, like the next two
    private long shownLook;
    private boolean looking;
    private boolean complained; // confined to the reader

    @Activate
    public ReleaseCatalogue(@Reference(name = "records") ReleaseRecords records) {
        this(records, Threads.timer("lobby-releases"));
    }

    ReleaseCatalogue(ReleaseRecords records, ScheduledExecutorService reader) {
        this.records = records;
        this.reader = reader;
    }

    /** The releases as they were at the last look; does not block. Exceptionally with {@link StoreException} if there was none yet. */
    CompletionStage<ReleaseView> view() {
        Optional<ReleaseView> known = view;
        return known.isPresent() ? CompletableFuture.completedStage(known.get()) : firstView();
    }

    /** The same if it is there already; if not, it will be. */
    Optional<ReleaseView> viewNow() {
        if (view.isEmpty()) {
            firstView();
        }
        return view;
    }

    /** Looks at once; blocks. */
    ReleaseView look() {
        long number = looks.incrementAndGet();
        return show(records.list(), number);
    }

    /** The way from a version to the current one; completes on the reader's thread, or at once if it was asked before. */
    CompletionStage<Delta> delta(ReleaseView shown, String version, ReleaseStatus current) {
        String from = shown.known(version);
        CompletableFuture<Delta> known = shown.deltas().get(from);
        if (known != null) {
            return known;
        }
        return shown.deltas().computeIfAbsent(from, absent -> {
            CompletableFuture<Delta> delta = CompletableFuture.supplyAsync(() -> compare(shown, from, current), reader);
            CompletableFuture<Delta> unused = delta.whenComplete((made, failed) -> {
                if (failed != null) {
                    // asked again by the next client; not in this call, which is inside of computeIfAbsent if it failed
                    // at once
                    reader.execute(() -> shown.deltas().remove(from, delta));
                }
            });
            return delta;
        });
    }

    /** The manifest of a release; blocks. */
    Manifest manifest(String version) {
        String text = records.manifest(version)
                .orElseThrow(() -> new StoreException(
                        "cannot read the manifest of " + version + ": it was deleted just now", true, null));
        try {
            return ManifestText.read(text);
        } catch (IOException damaged) {
            throw new StoreException(
                    "cannot read the manifest of " + version + ": " + damaged.getMessage(), false, damaged);
        }
    }

    @Deactivate
    void close() {
        Threads.close(reader, Duration.ofSeconds(1));
    }

    private Delta compare(ReleaseView shown, String from, ReleaseStatus current) {
        Manifest wanted = manifest(current.version());
        if (from.equals(ReleaseView.UNKNOWN)) {
            return Deltas.whole(current, wanted);
        }
        Delta.Basis basis = shown.isLater(from) ? Delta.Basis.LATER : Delta.Basis.EARLIER;
        return Deltas.between(manifest(from), current, wanted, basis);
    }

    private synchronized CompletionStage<ReleaseView> firstView() {
        if (first.isEmpty()) {
            CompletableFuture<ReleaseView> asked = new CompletableFuture<>();
            first = Optional.of(asked);
            reader.execute(() -> readFirst(asked));
        }
        return first.get();
    }

    private void readFirst(CompletableFuture<ReleaseView> asked) {
        try {
            asked.complete(look());
        } catch (RuntimeException failed) {
            synchronized (this) {
                first = Optional.empty(); // the next question tries again
            }
            asked.completeExceptionally(failed);
        }
    }

    private void lookAgain() {
        try {
            look();
            complained = false;
        } catch (RuntimeException failed) {
            if (!complained) {
                LOG.warn("The releases cannot be read, so what was read last still counts", failed);
            }
            complained = true;
        }
    }

    /** @param number of the look: what was read before what is shown already, comes too late */
    private synchronized ReleaseView show(List<ReleaseRecord> stored, long number) {
        if (number > shownLook) {
            shownLook = number;
            view = Optional.of(view.filter(shown -> shown.shows(stored)).orElseGet(() -> new ReleaseView(stored)));
        }
        if (!looking) {
            looking = true;
            ScheduledFuture<?> unused =
                    reader.scheduleWithFixedDelay(this::lookAgain, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        return view.orElseThrow();
    }
}
