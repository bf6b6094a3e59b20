package io.patchbay.migrator.internal.seal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.migrator.internal.model.SpecJson;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Seals what jobs hide, and opens it for attempts (docs/recovery.md#secrets). A sealed text belongs to its job, its task and its place
 * in the input: elsewhere it cannot be opened, so that nobody has it opened who has only seen it. Thread-safe; reads a small file.
 */
public final class Sealing {
    /** Shown in the place of what is sealed. */
    public static final String SHOWN = "<sealed>";

    private final KeyFile file;

    public Sealing(KeyFile file) {
        this.file = file;
    }

    /** What came of sealing. */
    public sealed interface Outcome {
        /** The same tasks, with everything sealed that is hidden. */
        record Sealed(List<TaskSpec> tasks) implements Outcome {
            /** Copies the list. */
            public Sealed {
                tasks = List.copyOf(tasks);
            }
        }

        /** There is no key to seal with. */
        record Refused(Fault fault) implements Outcome {}
    }

    /**
     * An input for an attempt.
     *
     * @param values with what was hidden
     * @param redaction takes that out of what the attempt says
     */
    public record Opened(Attributes values, Redaction redaction) {}

    /** Where something hidden stands. */
    private record Place(TaskSpec task, String pointer, Object value) {}

    /** What is wrong with what some tasks hide, or with the key to seal it. */
    public List<Fault> faults(List<TaskSpec> tasks) {
        List<Fault> faults = new ArrayList<>();
        List<Place> places = places(tasks);
        for (Place place : places) {
            if (!(place.value() instanceof String)) {
                faults.add(Fault.ofTask(
                        "bad-reference",
                        place.pointer(),
                        place.task().id(),
                        "a secret must be given here itself: what it would refer to is not sealed"));
            }
        }
        if (!places.isEmpty()) {
            file.prospect().trouble().ifPresent(trouble -> faults.add(noKey(places.get(0), trouble)));
        }
        return faults;
    }

    private static Fault noKey(Place place, String trouble) {
        return Fault.ofTask(
                "no-key",
                place.pointer(),
                place.task().id(),
                "this is a secret, which this node cannot seal: " + trouble);
    }

    private static List<Place> places(List<TaskSpec> tasks) {
        List<Place> places = new ArrayList<>();
        for (int number = 0; number < tasks.size(); number++) {
            TaskSpec task = tasks.get(number);
            String pointer = "/tasks/" + number;
            changed(task, (id, value, at) -> {
                String input = ReverseTask.isReverse(id) ? "/reverse/input" : "/input";
                places.add(new Place(task, pointer + input + at, value));
                return value;
            });
        }
        return places;
    }

    /** Whether there is anything to seal, or sealed. */
    public static boolean isNeeded(List<TaskSpec> tasks) {
        return !places(tasks).isEmpty();
    }

    /** Seals what the tasks of a job hide, each time otherwise. */
    public Outcome seal(String job, List<TaskSpec> tasks) {
        List<Place> places = places(tasks);
        if (places.isEmpty()) {
            return new Outcome.Sealed(tasks);
        }
        KeyFile.Keys keys = file.sealing();
        if (keys.trouble().isPresent()) {
            return new Outcome.Refused(noKey(places.get(0), keys.trouble().get()));
        }
        SealingKey key = keys.all().get(0);
        return new Outcome.Sealed(tasks.stream()
                .map(task -> changed(task, (id, value, at) -> SealedText.seal(key, placeOf(job, id, at), (String) value)
                        .text()))
                .toList());
    }

    private static String placeOf(String job, String task, String pointer) {
        return job + "\n" + task + "\n" + pointer;
    }

    /** Why this node cannot open what a task hides, but another may. */
    public Optional<String> obstacle(TaskSpec task) {
        TreeSet<String> missing = new TreeSet<>();
        Hidden.inInput(task.type(), task.input(), (value, at) -> {
            sealedOf(value)
                    .map(SealedText::key)
                    .filter(key -> file.keys().find(key).isEmpty())
                    .ifPresent(missing::add);
            return Optional.of(value);
        });
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("waits for a node with the sealing key " + String.join(", ", missing) + "; on this one "
                        + file.keys().trouble().orElse("recovery.key has others"));
    }

    /**
     * Opens what a task hides.
     *
     * @param input the task's, its references resolved
     * @throws TaskFailedException if that cannot be opened here, or nowhere
     */
    public Opened open(String job, TaskSpec task, Attributes input) throws TaskFailedException {
        List<String> secrets = new ArrayList<>();
        List<TaskFailedException> failures = new ArrayList<>();
        Attributes values = Hidden.inInput(task.type(), input, (value, at) -> {
            Optional<SealedText> closed = sealedOf(value);
            if (closed.isEmpty()) {
                return Optional.of(value);
            }
            Optional<SealingKey> key = file.keys().find(closed.get().key());
            Optional<String> text = key.flatMap(found -> closed.get().open(found, placeOf(job, task.id(), at)));
            if (text.isEmpty()) {
                failures.add(
                        key.isEmpty()
                                ? isMissing(closed.get().key(), at)
                                : isBroken(closed.get().key(), at));
            }
            text.ifPresent(secrets::add);
            return Optional.of(text.orElse(""));
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        return new Opened(values, secrets.isEmpty() ? Redaction.NONE : new Redaction(secrets));
    }

    private static TaskFailedException isMissing(String key, String pointer) {
        return TaskFailedException.retryable(
                new Message("no-key", pointer + " was sealed with key " + key + ", which this node has no more"));
    }

    private static TaskFailedException isBroken(String key, String pointer) {
        return TaskFailedException.permanent(new Message(
                "broken-seal",
                pointer + " cannot be opened with key " + key
                        + ": it was changed, or taken from another job or task. Submit the job again"));
    }

    /** Whether a job that is stored is the one that is given, sealed at another time. */
    public boolean isSame(String job, List<TaskSpec> stored, List<TaskSpec> given) {
        AtomicBoolean opened = new AtomicBoolean(true);
        List<TaskSpec> plain = stored.stream()
                .map(task -> changed(task, (id, value, at) -> {
                    Optional<String> text = sealedOf(value).flatMap(closed -> file.keys()
                            .find(closed.key())
                            .flatMap(key -> closed.open(key, placeOf(job, id, at))));
                    opened.compareAndSet(true, text.isPresent());
                    return text.orElse("");
                }))
                .toList();
        byte[] asStored = SpecJson.write(SpecJson.read(SpecJson.write(given))); // numbers as they are read
        return opened.get() && Arrays.equals(SpecJson.write(plain), asStored);
    }

    /** The task as it may be seen. */
    public static TaskSpec shown(TaskSpec task) {
        return changed(task, (id, value, at) -> value instanceof String ? SHOWN : value);
    }

    /** An output without what is hidden in its type: outputs are kept and shown as they are. */
    public static Output shown(String type, Output output) {
        Attributes values = Hidden.inOutput(type, output.values(), (value, at) -> Optional.empty());
        return new Output(values, output.message());
    }

    /** Whether a value was sealed. */
    public static boolean isSealed(Object value) {
        return sealedOf(value).isPresent();
    }

    private static Optional<SealedText> sealedOf(Object value) {
        return value instanceof String text ? SealedText.of(text) : Optional.empty();
    }

    /** Told of what is hidden in a task or its reverse task; says what is to be there instead. */
    private interface Change {
        Object of(String task, Object value, String pointer);
    }

    private static TaskSpec changed(TaskSpec task, Change change) {
        Optional<ReverseTask> undo = task.reverse();
        if (!Hidden.isInInput(task.type())
                && undo.filter(one -> Hidden.isInInput(one.type())).isEmpty()) {
            return task; // nearly always
        }
        return new TaskSpec(
                task.id(),
                task.type(),
                task.name(),
                changed(task.id(), task.type(), task.input(), change),
                task.dependencies(),
                task.goal(),
                task.shared(),
                task.target(),
                undo.map(one -> new ReverseTask(
                        one.type(), changed(ReverseTask.idOf(task.id()), one.type(), one.input(), change))),
                task.policy());
    }

    private static Attributes changed(String task, String type, Attributes input, Change change) {
        return Hidden.inInput(type, input, (value, at) -> Optional.of(change.of(task, value, at)));
    }
}
