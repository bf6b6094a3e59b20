package io.patchbay.migrator.internal.monitor;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.UnresolvedReferenceException;
import io.patchbay.migrator.internal.work.AttemptRun;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The inputs of one job's tasks, on the thread of the attempt: their references resolved with the outputs that were committed, and
 * then their secrets opened. An output of a task does not change while others use it, so that it is read once. Thread-safe.
 */
final class Inputs {
    private static final int READ_SECONDS = 20;
    private static final int MOST_REMEMBERED = 2000;

    private final Context context;
    private final Map<String, Versioned> remembered = new ConcurrentHashMap<>();

    private record Versioned(Attributes values, int version) {}

    Inputs(Context context) {
        this.context = context;
    }

    /** To be called on the job's executor. What is hidden is opened last, in its own place: no reference leads there. */
    AttemptRun.Inputs of(Replica replica, TaskSpec task) {
        String job = replica.id();
        Resolving resolving = resolving(replica, task);
        return () -> context.sealing().open(job, task, resolving.resolved());
    }

    private interface Resolving {
        Attributes resolved() throws UnresolvedReferenceException;
    }

    private Resolving resolving(Replica replica, TaskSpec task) {
        if (!mayRefer(task.input().values())) {
            return task::input;
        }
        String job = replica.id();
        Set<String> reachable = reachable(replica, task);
        Map<String, Integer> versions = new ConcurrentHashMap<>();
        reachable.forEach(id -> replica.place(id).ifPresent(place -> versions.put(id, place.version())));
        return () -> context.references().resolve(task, id -> {
            Integer version = versions.get(id);
            return version == null || version < 0 ? Optional.empty() : output(job, id, version);
        });
    }

    private static Set<String> reachable(Replica replica, TaskSpec task) {
        if (!ReverseTask.isReverse(task.id())) {
            return new HashSet<>(task.dependencies());
        }
        Set<String> reachable = new HashSet<>(task.dependencies());
        BitSet self = new BitSet();
        replica.forward().graph().number(ReverseTask.forwardOf(task.id())).ifPresent(self::set);
        replica.forward().graph().closureOf(self).stream()
                .forEach(number ->
                        reachable.add(replica.forward().graph().task(number).id()));
        return reachable;
    }

    private Optional<Attributes> output(String job, String task, int version) {
        Versioned known = remembered.get(task);
        if (known != null && known.version() == version) {
            return Optional.of(known.values());
        }
        CompletionStage<Optional<Attributes>> reading = context.store()
                .task(job, task)
                .thenCompose(stored -> stored.flatMap(found -> found.record().output())
                                .isPresent()
                        ? context.store()
                                .values(job, stored.get().record().output().get())
                                .thenApply(Optional::of)
                        : CompletableFuture.completedFuture(Optional.empty()));
        Optional<Attributes> values = await(reading);
        if (values.isPresent()) {
            if (remembered.size() >= MOST_REMEMBERED) {
                remembered.clear();
            }
            remembered.put(task, new Versioned(values.get(), version));
        }
        return values;
    }

    /** What this node has just committed need not be read. */
    void remember(String task, Attributes values, int version) {
        if (remembered.size() < MOST_REMEMBERED) {
            remembered.put(task, new Versioned(values, version));
        }
    }

    /** Only an attempt waits here, whose time is bounded as well. */
    private static Optional<Attributes> await(CompletionStage<Optional<Attributes>> reading) {
        try {
            return reading.toCompletableFuture().get(READ_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CompletionException(interrupted);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failed) {
            throw new CompletionException("an output could not be read", failed);
        }
    }

    private static boolean mayRefer(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.containsKey("$ref") || object.values().stream().anyMatch(Inputs::mayRefer);
        }
        return value instanceof java.util.List<?> array && array.stream().anyMatch(Inputs::mayRefer);
    }
}
