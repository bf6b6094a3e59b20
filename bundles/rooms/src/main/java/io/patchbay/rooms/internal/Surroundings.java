package io.patchbay.rooms.internal;

import io.patchbay.api.placement.Placement;
import io.patchbay.rooms.internal.media.WorkerCalls;
import io.patchbay.support.NodeWorker;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the controllers of a node share. Thread-safe.
 *
 * @param worker whose tasks the rooms are, by their ids
 * @param selfCleanMillis how long a room without participants lives on
 * @param sessions counts everyone in every room
 * @param placement who says which worker carries media
 * @param workers how those workers are told
 * @param onClosed told of each controller that has closed, on its thread
 */
record Surroundings(
        RoomLoader loader,
        Portals portals,
        NodeWorker worker,
        ScheduledExecutorService timer,
        LongSupplier selfCleanMillis,
        LongAdder sessions,
        Supplier<Optional<Placement>> placement,
        WorkerCalls workers,
        Consumer<RoomController> onClosed) {}
