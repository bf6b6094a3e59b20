package io.patchbay.rooms.internal.media;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.TaskStatus;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a worker is gone, which does not say so: its tasks are nobody's any more, or another's. Looked at twice, because after
 * a change of leader tasks are back only with their workers' next reports. Confined to the room's serial executor; looks only while
 * there is something to look at.
 */
final class WorkerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerWatch.class);
    private static final long INTERVAL_MILLIS = 10_000; // as long as a silent worker stays a member

    private final RoomVoice room;
    private final MediaLedger ledger;
    private final Supplier<Optional<Placement>> placement;
    private final ScheduledExecutorService timer;
    private final Set<String> missing = new HashSet<>(2); // transports that were nobody's the last time
    private boolean looking;

    WorkerWatch(
            RoomVoice room,
            MediaLedger ledger,
            Supplier<Optional<Placement>> placement,
            ScheduledExecutorService timer) {
        this.room = room;
        this.ledger = ledger;
        this.placement = placement;
        this.timer = timer;
    }

    /** There is something to look at. */
    void look() {
        if (looking) {
            return;
        }
        looking = true;
        try {
            Future<?> unused = // it ends with the timer
                    timer.schedule(() -> inTurn(this::onTime), INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Room {} looks no more", room.id());
        }
    }

    private void onTime() {
        looking = false;
        missing.removeIf(id -> ledger.transport(id).isEmpty());
        if (ledger.isEmpty()) {
            return;
        }
        for (Transport transport : ledger.transports()) {
            placement.get().ifPresent(service -> service.task(transport.purpose(), transport.id())
                    .thenAccept(status -> inTurn(() -> onStatus(transport, status))));
        }
        look();
    }

    private void onStatus(Transport transport, TaskStatus status) {
        if (ledger.transport(transport.id()).filter(one -> one == transport).isEmpty()) {
            return; // ended meanwhile
        }
        boolean elsewhere =
                status instanceof TaskStatus.Found found && !found.worker().equals(transport.worker());
        boolean nobodys = status instanceof TaskStatus.NoSuchTask;
        if (elsewhere || (nobodys && !missing.add(transport.id()))) {
            LOG.debug("Worker {} is gone, and with it transport {}", transport.worker(), transport.id());
            missing.remove(transport.id());
            ledger.on(transport).forEach(session -> ledger.end(session, Optional.of("Worker is gone")));
        } else if (!nobodys) {
            missing.remove(transport.id());
        }
    }

    private void inTurn(Runnable task) {
        try {
            room.turns().execute(task);
        } catch (RejectedExecutionException closing) {
            LOG.debug("Room {} is past its turn", room.id());
        }
    }
}
