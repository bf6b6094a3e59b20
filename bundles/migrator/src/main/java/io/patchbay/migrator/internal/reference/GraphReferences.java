package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.Shape;
import io.patchbay.api.recovery.type.TaskType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what is wrong with types, inputs and references of a graph before anything of it runs. Confined to one thread. */
final class GraphReferences {
    private static final int MAX_FAULTS = 1000;

    private final List<TaskSpec> tasks;
    private final Resolution.Limits limits;
    private final Map<String, TaskSpec> byId = new HashMap<>();
    private final List<Fault> faults = new ArrayList<>();

    GraphReferences(List<TaskSpec> tasks, Resolution.Limits limits) {
        this.tasks = tasks;
        this.limits = limits;
        tasks.forEach(task -> byId.put(task.id(), task));
    }

    /** Every fault, or the first {@value #MAX_FAULTS}. */
    List<Fault> faults() {
        for (int number = 0; number < tasks.size() && faults.size() < MAX_FAULTS; number++) {
            TaskSpec task = tasks.get(number);
            String pointer = "/tasks/" + number;
            check(task, pointer, "/input", "/type", reference -> declared(task, reference));
            Optional<ReverseTask> reverse = task.reverse();
            if (reverse.isPresent()) {
                TaskSpec undo = TaskSpec.of(
                        ReverseTask.idOf(task.id()),
                        reverse.get().type(),
                        reverse.get().input());
                check(undo, pointer, "/reverse/input", "/reverse/type", reference -> reachable(task, reference));
            }
        }
        return List.copyOf(faults.size() <= MAX_FAULTS ? faults : faults.subList(0, MAX_FAULTS));
    }

    private void check(TaskSpec task, String pointer, String input, String type, Document.Source outputs) {
        String forward = ReverseTask.isReverse(task.id()) ? ReverseTask.forwardOf(task.id()) : task.id();
        if (TaskType.isMistaken(task.type())) {
            faults.add(Fault.ofTask("unknown-type", pointer + type, forward, unknown(task.type())));
        }
        Resolution.Trouble collecting = (place, reference, reason) -> {
            faults.add(Fault.ofTask(
                    reason.code(),
                    pointer + input + place,
                    forward,
                    (reference.isEmpty() ? "" : "reference " + reference + ": ") + reason.getMessage()));
            return new Document.Expected(Optional.empty());
        };
        try {
            Object resolved = new Resolution(task, outputs, limits, collecting).input();
            InputCheck.check(task.type(), resolved, pointer + input, new Collecting(forward));
        } catch (Resolution.GivenUpException impossible) {
            throw new IllegalStateException(impossible); // what collects never gives up
        }
    }

    /** What does not suit a type. */
    private final class Collecting implements Records.Findings {
        private final String task;

        Collecting(String task) {
            this.task = task;
        }

        @Override
        public void fault(String code, String pointer, String message) {
            faults.add(Fault.ofTask(code, pointer, task, message));
        }

        @Override
        public boolean deferred(Object value, String pointer, Shape wanted) {
            if (!(value instanceof Document.Expected expected)) {
                return false;
            }
            Optional<Shape> given = expected.shape();
            if (given.isPresent() && !InputCheck.suits(given.get(), wanted)) {
                fault(
                        "wrong-type",
                        pointer,
                        "it must be " + wanted.words() + " but refers to "
                                + given.get().words());
            }
            return true;
        }
    }

    private Document declared(TaskSpec task, Reference reference) throws UnresolvableException {
        String id = reference.task().orElseThrow();
        TaskSpec maker = known(id, id);
        if (!task.dependencies().contains(id)) {
            throw new UnresolvableException(
                    "undeclared-reference",
                    Reference.shown(id) + " must be among the dependencies, so that it has run before");
        }
        return expected(maker.type(), maker.id(), reference);
    }

    /** A reverse task may refer to its own task, to all that this needs, and to the reverse tasks of what needs it. */
    private Document reachable(TaskSpec task, Reference reference) throws UnresolvableException {
        String id = reference.task().orElseThrow();
        boolean reverse = ReverseTask.isReverse(id);
        TaskSpec maker = known(reverse ? ReverseTask.forwardOf(id) : id, id);
        boolean before = reverse ? needs(maker, task.id()) && !maker.equals(task) : needs(task, maker.id());
        if (!before) {
            throw new UnresolvableException(
                    "undeclared-reference",
                    "a reverse task may refer to its own task, what that depends on, and the reverse tasks of what depends on it");
        }
        if (!reverse) {
            return expected(maker.type(), id, reference);
        }
        String type = maker.reverse()
                .map(ReverseTask::type)
                .orElseThrow(
                        () -> new UnresolvableException("dangling-reference", maker.id() + " has no reverse task"));
        return expected(type, id, reference);
    }

    private TaskSpec known(String id, String written) throws UnresolvableException {
        TaskSpec task = byId.get(id);
        if (task == null) {
            throw new UnresolvableException("dangling-reference", "there is no task " + Reference.shown(written));
        }
        return task;
    }

    private boolean needs(TaskSpec task, String id) {
        if (task.id().equals(id) || task.dependencies().contains(id)) {
            return true; // nearly always
        }
        Set<String> seen = new HashSet<>(Set.of(task.id()));
        Deque<String> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            String at = next.remove();
            if (at.equals(id)) {
                return true;
            }
            Optional.ofNullable(byId.get(at)).map(TaskSpec::dependencies).orElse(List.of()).stream()
                    .filter(seen::add)
                    .forEach(next::add);
        }
        return false;
    }

    private static Document expected(String type, String task, Reference reference) throws UnresolvableException {
        Optional<TaskType> known = TaskType.of(type);
        if (known.isEmpty()) {
            return new Document.Expected(Optional.empty());
        }
        Shape.Members output = known.get().output();
        Optional<Shape> shape = output.at(reference.pointer().tokens());
        if (shape.isEmpty()) {
            throw new UnresolvableException(
                    "unknown-output",
                    "the output of " + task + " (" + type + ") has no such place; it has "
                            + String.join(
                                    ", ",
                                    output.fields().stream()
                                            .map(Shape.Field::name)
                                            .toList()));
        }
        return new Document.Expected(shape);
    }

    private static String unknown(String type) {
        return "there is no task type " + type
                + "; types of plug-ins begin with another word than those of Patchbay, which are "
                + String.join(
                        ", ",
                        java.util.stream.Stream.of(TaskType.values())
                                .map(TaskType::type)
                                .toList());
    }
}
