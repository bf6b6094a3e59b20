package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.recovery.LogEntry;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.store.JobStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the audit logs of jobs. Where a page stands in its log is known once it was read, and never changes: whoever reads on from a
 * position costs no more than the pages that are new. Thread-safe; never blocks.
 */
final class AuditLogs {
    private static final int MOST_JOBS = 50;
    private static final int LAST_LINE = 0xffff;

    private final JobStore store;
    private final Map<String, Map<String, Long>> places = // by job and page; guarded by itself
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Map<String, Long>> eldest) {
                    return size() > MOST_JOBS;
                }
            };

    AuditLogs(JobStore store) {
        this.store = store;
    }

    /** As {@link io.patchbay.api.recovery.Jobs#log}. */
    CompletionStage<Optional<List<LogEntry>>> read(String job, Optional<String> after, int limit) {
        return store.job(job)
                .thenCompose(stored -> stored.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : store.pageNames(job)
                                .thenCompose(names -> store.pages(job, wanted(job, names, after, limit)))
                                .thenApply(pages -> Optional.of(entries(job, pages, after, limit))));
    }

    /** All pages whose place is not known, and as many of the others as may be needed: each has an entry at least. */
    private List<String> wanted(String job, List<String> names, Optional<String> after, int limit) {
        Map<String, Long> known = placesOf(job);
        List<String> wanted = new ArrayList<>();
        names.stream().filter(name -> !known.containsKey(name)).forEach(wanted::add);
        names.stream()
                .filter(known::containsKey)
                .filter(name -> after.isEmpty()
                        || LogPage.position(known.get(name), LAST_LINE).compareTo(after.get()) > 0)
                .sorted(Comparator.comparing(known::get))
                .limit(limit + 1L) // of one page, the entries may all be before the position
                .forEach(wanted::add);
        return wanted;
    }

    private List<LogEntry> entries(String job, List<JobStore.StoredPage> pages, Optional<String> after, int limit) {
        Map<String, Long> known = placesOf(job);
        pages.forEach(page -> known.put(page.name(), page.created()));
        return pages.stream()
                .flatMap(page -> page.page().entries(page.created()).stream())
                .filter(entry -> after.isEmpty() || entry.position().compareTo(after.get()) > 0)
                .limit(limit)
                .toList();
    }

    private Map<String, Long> placesOf(String job) {
        synchronized (places) {
            return places.computeIfAbsent(job, first -> new ConcurrentHashMap<>());
        }
    }
}
