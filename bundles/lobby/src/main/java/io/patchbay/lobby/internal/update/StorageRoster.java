package io.patchbay.lobby.internal.update;

import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.StorageOrders;
import io.patchbay.api.lobby.StorageReport;
import io.patchbay.api.lobby.StorageStatus;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storage workers as they report to this node, whether it leads or not: once it leads, its placement learns of them all at once,
 * and not only with their next reports. Thread-safe.
 */
@Component(service = {StorageWorkers.class, StorageRoster.class})
public final class StorageRoster implements StorageWorkers {
    static final long SILENCE_MILLIS = 5000; // five reports
    static final int MOST_WORKERS = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(StorageRoster.class);
    private static final long LOOK_MILLIS = 200;
    private static final String WORKER = "worker";
    private static final long NEVER = 0; // terms begin with 1

    private final Placement placement;
    private final ReleaseCatalogue catalogue;
    private final Clock clock;
    private final ScheduledExecutorService timer;
    private final Map<String, Known> known = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile Optional<Leadership> leadership = Optional.empty();

    /** @param joined the term in which placement knows this worker as it is, or {@link #NEVER} */
    private record Known(StorageReport report, long atMillis, long joined) {
        boolean isOfOne(StorageReport other) {
            return report.incarnation().equals(other.incarnation())
                    && report.info().equals(other.info());
        }
    }

    @Activate
    public StorageRoster(
            @Reference(name = "placement") Placement placement,
            @Reference(name = "catalogue") ReleaseCatalogue catalogue,
            @Reference(name = "clock") Clock clock) {
        this(placement, catalogue, clock, Threads.timer("lobby-storage"));
    }

    StorageRoster(Placement placement, ReleaseCatalogue catalogue, Clock clock, ScheduledExecutorService timer) {
        this.placement = placement;
        this.catalogue = catalogue;
        this.clock = clock;
        this.timer = timer;
    }

    @Reference(
            name = "leadership",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "resign")
    void lead(Leadership term) {
        leadership = Optional.of(term);
        if (looking.get()) {
            timer.execute(this::look); // not in the thread that brings the news
        }
    }

    void resign(Leadership term) {
        leadership = leadership.filter(held -> held != term);
    }

    /** Whether this node chooses among the workers. */
    boolean leads() {
        return leadership.isPresent();
    }

    @Override
    public StorageOrders report(StorageReport report) {
        if (known.size() >= MOST_WORKERS && !known.containsKey(report.id())) {
            LOG.warn("Storage worker {} is not let in: there are {}", report.id(), MOST_WORKERS);
            return orders();
        }
        Known now = known.compute(
                report.id(),
                (id, before) -> new Known(
                        report, clock.millis(), before != null && before.isOfOne(report) ? before.joined() : NEVER));
        if (looking.compareAndSet(false, true)) {
            ScheduledFuture<?> unused =
                    timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
        leadership.ifPresent(term -> tell(term, now));
        return orders();
    }

    @Override
    public boolean leave(String id) {
        return known.remove(id) != null && forget(id);
    }

    @Override
    public List<StorageStatus> list() {
        long now = clock.millis();
        return known.values().stream()
                .map(worker -> new StorageStatus(
                        worker.report().id(),
                        worker.report().info(),
                        worker.report().load(),
                        Math.max(0, now - worker.atMillis()),
                        worker.atMillis()))
                .sorted(Comparator.comparing(StorageStatus::id))
                .toList();
    }

    /** Every {@value #LOOK_MILLIS} ms: whoever is silent is gone, and whoever placement does not know joins. */
    void look() {
        long now = clock.millis();
        for (Known worker : List.copyOf(known.values())) {
            String id = worker.report().id();
            if (now - worker.atMillis() >= SILENCE_MILLIS && known.remove(id, worker)) {
                LOG.warn("Storage worker {} was silent for {} ms and is gone", id, now - worker.atMillis());
                forget(id);
            }
        }
        leadership.ifPresent(term -> known.values().stream()
                .filter(worker -> worker.joined() != term.epoch())
                .forEach(worker -> join(term, worker)));
    }

    @Deactivate
    void close() {
        Threads.close(timer, Duration.ofMillis(500));
    }

    private void tell(Leadership term, Known worker) {
        if (worker.joined() != term.epoch()) {
            join(term, worker);
            return;
        }
        StorageReport report = worker.report();
        listen(placement.report(WorkerReport.ofLoad(report.id(), report.load())), report.id(), answer -> {
            if (answer instanceof ReportAnswer.Unknown) {
                joined(worker, NEVER); // the next look has it join
            }
        });
    }

    private void join(Leadership term, Known worker) {
        StorageReport report = worker.report();
        WorkerAnnouncement announcement = new WorkerAnnouncement(
                report.id(),
                PURPOSE,
                named(report),
                OptionalInt.of(WorkerAnnouncement.READY),
                OptionalDouble.of(report.load()),
                Optional.of(report.incarnation()),
                Optional.empty());
        listen(placement.join(announcement), report.id(), answer -> {
            if (answer instanceof ReportAnswer.Accepted) {
                joined(worker, term.epoch());
            } else if (answer instanceof ReportAnswer.PurposeConflict conflict) {
                LOG.warn("Storage worker {} has the id of a worker of purpose {}", report.id(), conflict.purpose());
            }
        });
    }

    /** With its id among what matchers see, so that a client's second worker is not its first. */
    private static WorkerInfo named(StorageReport report) {
        WorkerInfo info = report.info();
        Map<String, Object> capacity = new LinkedHashMap<>(info.capacity().values());
        capacity.put(WORKER, report.id());
        return new WorkerInfo(
                info.ip(),
                info.hostname(),
                info.port(),
                info.ssl(),
                info.viaHost(),
                info.maxLoad(),
                new Attributes(capacity),
                info.callback(),
                info.seats());
    }

    private void joined(Known worker, long term) {
        known.computeIfPresent(
                worker.report().id(),
                (id, now) -> now.isOfOne(worker.report()) ? new Known(now.report(), now.atMillis(), term) : now);
    }

    private boolean forget(String id) {
        if (leads()) {
            listen(placement.quit(id), id, was -> LOG.debug("Storage worker {} was a member: {}", id, was));
        }
        return true;
    }

    private StorageOrders orders() {
        return catalogue
                .viewNow()
                .map(view -> new StorageOrders(newestFirst(view.releases()), true))
                .orElse(new StorageOrders(List.of(), false));
    }

    private static List<ReleaseStatus> newestFirst(List<ReleaseStatus> releases) {
        List<ReleaseStatus> order = new ArrayList<>(releases);
        Collections.reverse(order);
        order.sort(Comparator.comparing(release -> !release.current())); // stable
        return order;
    }

    private static <T> void listen(CompletionStage<T> stage, String id, Consumer<T> then) {
        CompletableFuture<?> unused = stage.whenComplete((answer, failed) -> {
                    if (failed == null) {
                        then.accept(answer);
                    } else {
                        LOG.warn("Placement failed on storage worker {}", id, failed);
                    }
                })
                .toCompletableFuture();
    }
}
