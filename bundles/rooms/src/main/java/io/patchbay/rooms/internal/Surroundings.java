package io.patchbay.rooms.internal;

import io.patchbay.support.NodeWorker;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What the controllers of a node share. Thread-safe.
 *
 * @param worker whose tasks the rooms are, by their ids
 * @param selfCleanMillis how long a room without participants lives on
 * @param sessions counts everyone in every room
 * @param onClosed told of each controller that has closed, on its thread
 */
record Surroundings(
        RoomLoader loader,
        Portals portals,
        NodeWorker worker,
        ScheduledExecutorService timer,
        LongSupplier selfCleanMillis,
        LongAdder sessions,
        Consumer<RoomController> onClosed) {}
