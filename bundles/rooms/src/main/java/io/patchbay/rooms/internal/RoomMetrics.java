package io.patchbay.rooms.internal;

import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many rooms and participants this node has. Thread-safe. */
@Component(service = MetricSource.class)
public final class RoomMetrics implements MetricSource {
    private final ConferenceRooms rooms;

    @Activate
    public RoomMetrics(@Reference ConferenceRooms rooms) {
        this.rooms = rooms;
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(List.of(
                new Metric.Gauge("patchbay_rooms", "Rooms that have their controller on this node.", rooms.roomCount()),
                new Metric.Gauge(
                        "patchbay_participants", "Clients and others in these rooms.", rooms.participantCount())));
    }
}
