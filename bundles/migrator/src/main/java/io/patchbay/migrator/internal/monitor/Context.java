package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.recovery.References;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.migrator.internal.seal.Sealing;
import io.patchbay.migrator.internal.shared.SharedResources;
import io.patchbay.migrator.internal.store.JobStore;
import io.patchbay.migrator.internal.work.Capacity;
import io.patchbay.migrator.internal.work.Durations;
import io.patchbay.migrator.internal.work.Handlers;
import io.patchbay.migrator.internal.work.Permits;
import io.patchbay.migrator.internal.work.Workers;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What all jobs of a node have in common. Immutable; what it holds is thread-safe.
 *
 * @param node this node's name
 * @param election a lease of the election that is used now
 * @param references checks and resolves inputs
 * @param sealing seals and opens what inputs hide
 * @param leading whether this node leads
 * @param pool runs the jobs' own, short work
 * @param attempts runs attempts, which may block
 * @param timer runs short work later
 */
public record Context(
        String node,
        EntryTree tree,
        JobStore store,
        Workers workers,
        SharedResources shared,
        Permits permits,
        Handlers handlers,
        Capacity capacity,
        Durations durations,
        Meters meters,
        Supplier<Optional<Lease<TaskElection>>> election,
        References references,
        Sealing sealing,
        Supplier<Settings> settings,
        BooleanSupplier leading,
        Clock clock,
        Executor pool,
        Executor attempts,
        ScheduledExecutorService timer) {}
