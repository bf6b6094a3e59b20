package io.patchbay.migrator.internal.store;

import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.CommitOutcome;
import io.patchbay.api.coordination.Entry;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.coordination.EntryTree;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.audit.LogLine;
import io.patchbay.migrator.internal.audit.LogPage;
import io.patchbay.migrator.internal.model.Graph;
import io.patchbay.migrator.internal.model.JobRecord;
import io.patchbay.migrator.internal.model.Json;
import io.patchbay.migrator.internal.model.Members;
import io.patchbay.migrator.internal.model.SpecJson;
import io.patchbay.migrator.internal.model.StoredOutput;
import io.patchbay.migrator.internal.model.TaskRecord;
import io.patchbay.support.RandomIds;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/** Reads and writes jobs as a whole. Thread-safe; never blocks. */
public final class JobStore {
    /** From this size on the values of an output are kept apart from the task's entry. */
    static final int INLINE_BYTES = 32 * 1024;

    private static final byte[] NOTHING = {};

    private final EntryTree tree;
    private final String node;

    public JobStore(EntryTree tree, String node) {
        this.tree = tree;
        this.node = node;
    }

    /** A job's entry as it was read. */
    public record StoredJob(JobRecord record, int version) {}

    /** A page of the log as it was read. */
    public record StoredPage(String name, long created, LogPage page) {}

    /** A task's entry as it was read. */
    public record StoredTask(TaskRecord record, int version) {}

    /** What identifies a graph. */
    public static String hashOf(List<TaskSpec> tasks) {
        return Blob.hash(SpecJson.write(tasks));
    }

    /** Stores a graph; nobody sees it before its job is made. */
    public CompletionStage<JobRecord.PlanPlace> storePlan(String job, List<TaskSpec> tasks) {
        byte[] content = SpecJson.write(tasks);
        Blob blob = Blob.of(content);
        String path = Paths.PLANS + "/" + job + "." + RandomIds.hex(6);
        List<EntryChange> changes = new ArrayList<>();
        changes.add(new EntryChange.Create(path, NOTHING, false));
        for (int part = 0; part < blob.parts().size(); part++) {
            changes.add(new EntryChange.Create(path + "/" + part, blob.parts().get(part), false));
        }
        JobRecord.PlanPlace place = new JobRecord.PlanPlace(path, blob.parts().size(), blob.sha256(), tasks.size());
        return inTurn(Requests.commits(changes)).thenApply(done -> place);
    }

    /**
     * Makes a job, which is what makes its plan count.
     *
     * @return false if there is one of that id
     */
    public CompletionStage<Boolean> create(JobRecord job, String writer, LogLine line) {
        String id = job.facts().id();
        List<EntryChange> changes = List.of(
                new EntryChange.Create(Paths.index(id), NOTHING, false),
                new EntryChange.Create(Paths.job(id), job.toJson(), false),
                new EntryChange.Create(Paths.log(id), NOTHING, false),
                new EntryChange.Create(Paths.tasks(id), NOTHING, false),
                new EntryChange.Create(Paths.outputs(id), NOTHING, false),
                new EntryChange.Create(
                        Paths.page(id, writer, 0),
                        LogPage.after(LogLine.NOTHING, node, List.of(line)).toJson(),
                        false));
        return tree.commit(changes).thenApply(CommitOutcome.Committed.class::isInstance);
    }

    public CompletionStage<Optional<StoredJob>> job(String job) {
        return tree.read(Paths.job(job))
                .thenApply(entry -> entry.map(read -> new StoredJob(JobRecord.of(read.value()), read.version())));
    }

    public CompletionStage<List<String>> jobIds() {
        return tree.children(Paths.INDEX);
    }

    public CompletionStage<Graph> graph(JobRecord.PlanPlace place) {
        return parts(IntStream.range(0, place.parts())
                        .mapToObj(part -> place.path() + "/" + part)
                        .toList())
                .thenApply(parts -> new Graph(SpecJson.read(Blob.content(place.sha256(), parts))));
    }

    /** Which pages a job's log has. */
    public CompletionStage<List<String>> pageNames(String job) {
        return tree.children(Paths.log(job));
    }

    /** Some pages, in the order of their transactions. */
    public CompletionStage<List<StoredPage>> pages(String job, List<String> names) {
        return Requests.each(names, name -> page(job, name)).thenApply(read -> read.stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(StoredPage::created))
                .toList());
    }

    public CompletionStage<Optional<StoredPage>> page(String job, String name) {
        return tree.read(Paths.log(job) + "/" + name)
                .thenApply(entry -> entry.map(read -> new StoredPage(name, read.created(), LogPage.of(read.value()))));
    }

    public CompletionStage<Optional<StoredTask>> task(String job, String task) {
        return tree.read(Paths.task(job, task)).thenApply(entry -> entry.map(JobStore::taskOf));
    }

    private static StoredTask taskOf(Entry entry) {
        return new StoredTask(TaskRecord.of(new Members(Json.readObject(entry.value()))), entry.version());
    }

    /**
     * Checks the size of an output.
     *
     * @throws IllegalArgumentException if it is larger than it may be
     */
    public void requireAtMost(Output output, int bytes) {
        int size = Json.write(output.values().values()).length;
        if (size > bytes) {
            throw new IllegalArgumentException(
                    "an output of a shared task must be at most " + bytes + " bytes but had " + size);
        }
    }

    /** Puts an output where it belongs; what is large is stored before this completes. */
    public CompletionStage<StoredOutput> store(String job, Output output) {
        byte[] json = Json.write(output.values().values());
        if (json.length > Output.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "an output must be at most " + Output.MAX_BYTES + " bytes but had " + json.length);
        }
        if (json.length <= INLINE_BYTES) {
            return CompletableFuture.completedFuture(StoredOutput.inline(output));
        }
        Blob blob = Blob.of(json);
        List<Integer> numbers = IntStream.range(0, blob.parts().size()).boxed().toList();
        return Requests.each(
                        numbers,
                        part -> tree.commit(List.of(new EntryChange.Create(
                                Paths.output(job, blob.sha256(), part),
                                blob.parts().get(part),
                                false))))
                .thenApply(done ->
                        StoredOutput.elsewhere(blob.sha256(), blob.parts().size(), output.message()));
    }

    /** The values of an output, wherever they are. */
    public CompletionStage<Attributes> values(String job, StoredOutput output) {
        if (output.values().isPresent()) {
            return CompletableFuture.completedFuture(output.values().get());
        }
        return parts(IntStream.range(0, output.parts())
                        .mapToObj(part -> Paths.output(job, output.sha256(), part))
                        .toList())
                .thenApply(parts -> new Attributes(Json.readObject(Blob.content(output.sha256(), parts))));
    }

    /** The entry that says which tasks a reverse graph undoes, one bit for each task: however many there are, they fit. */
    public static EntryChange clearEntry(String job, int number, BitSet tasks) {
        String bits = Base64.getEncoder().encodeToString(tasks.toByteArray());
        return new EntryChange.Create(Paths.clear(job, number), Json.write(Map.of("tasks", bits)), false);
    }

    /** Which tasks a reverse graph undoes, by their numbers. */
    public CompletionStage<BitSet> clear(String job, int number) {
        return tree.read(Paths.clear(job, number)).thenApply(entry -> {
            Members stored = new Members(Json.readObject(
                    entry.orElseThrow(() -> new IllegalStateException("job " + job + " has no reverse graph " + number))
                            .value()));
            return BitSet.valueOf(Base64.getDecoder().decode(stored.text("tasks")));
        });
    }

    private CompletionStage<List<byte[]>> parts(List<String> paths) {
        return Requests.each(paths, tree::read).thenApply(entries -> entries.stream()
                .map(entry -> entry.orElseThrow(() -> new IllegalStateException("a stored part is missing"))
                        .value())
                .toList());
    }

    private CompletionStage<Void> inTurn(List<List<EntryChange>> commits) {
        CompletionStage<Void> done = CompletableFuture.completedFuture(null);
        for (List<EntryChange> commit : commits) {
            done = done.thenCompose(before -> tree.commit(commit)).thenApply(JobStore::requireMade);
        }
        return done;
    }

    private static Void requireMade(CommitOutcome outcome) {
        if (outcome instanceof CommitOutcome.Conflict conflict) {
            throw new IllegalStateException("a part could not be stored: " + conflict.reason());
        }
        return null;
    }
}
