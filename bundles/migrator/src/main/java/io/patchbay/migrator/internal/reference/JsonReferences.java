package io.patchbay.migrator.internal.reference;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.References;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.UnresolvedReferenceException;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.Shape;
import io.patchbay.migrator.internal.seal.Sealing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** References by JSON pointers (docs/recovery.md#references). Immutable, hence thread-safe. */
@Component(service = References.class, configurationPid = JsonReferences.PID)
@Designate(ocd = JsonReferences.Config.class)
public final class JsonReferences implements References {
    static final String PID = "io.patchbay.migrator.references";
    private static final int DEEPEST = 200; // as deep as JSON is read and written here

    @ObjectClassDefinition(name = "Patchbay: references between recovery tasks")
    @interface Config {
        @AttributeDefinition(
                description =
                        "Whether references in outputs are followed; whoever can name a resource can then read outputs")
        boolean followOutputs() default false;

        @AttributeDefinition(description = "How deep values of a resolved input may be nested")
        int maxDepth() default 100;

        @AttributeDefinition(description = "How many values a resolved input may have")
        int maxValues() default 1_000_000;
    }

    private final boolean followOutputs;
    private final Resolution.Limits limits;

    /** @throws IllegalArgumentException if a configured value makes no sense */
    @Activate
    public JsonReferences(Config config) {
        this(config.followOutputs(), config.maxDepth(), config.maxValues());
    }

    JsonReferences(boolean followOutputs, int maxDepth, int maxValues) {
        within("maxDepth", maxDepth, DEEPEST);
        within("maxValues", maxValues, Integer.MAX_VALUE);
        this.followOutputs = followOutputs;
        this.limits = new Resolution.Limits(maxDepth, maxValues);
    }

    private static void within(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(PID + ": " + key + " must be within [1, " + most + "] but was " + value);
        }
    }

    /** References as they are without configuration, for who checks graphs outside of a node. */
    public static JsonReferences usual() {
        return new JsonReferences(false, 100, 1_000_000);
    }

    @Override
    public List<Fault> check(List<TaskSpec> tasks) {
        return new GraphReferences(tasks, limits).faults();
    }

    @Override
    public Attributes resolve(TaskSpec task, Function<String, Optional<Attributes>> outputs)
            throws UnresolvedReferenceException {
        Resolution.Trouble refusing = (pointer, reference, reason) -> {
            throw new Resolution.GivenUpException(
                    new UnresolvedReferenceException(task.id(), pointer, reference, reason.getMessage()));
        };
        try {
            Object input =
                    new Resolution(task, reference -> output(task, reference, outputs), limits, refusing).input();
            Unsuitable unsuitable = new Unsuitable(task.id());
            InputCheck.check(task.type(), input, "", unsuitable);
            if (unsuitable.first.isPresent()) {
                throw unsuitable.first.get();
            }
            return attributes(task, input);
        } catch (Resolution.GivenUpException givenUp) {
            throw (UnresolvedReferenceException) givenUp.getCause();
        }
    }

    @SuppressWarnings("unchecked") // a JSON object has string keys
    private static Attributes attributes(TaskSpec task, Object input) throws UnresolvedReferenceException {
        if (input instanceof Map<?, ?> object) {
            return new Attributes((Map<String, Object>) object);
        }
        throw new UnresolvedReferenceException(task.id(), "", "", "it must be an object");
    }

    private Document output(TaskSpec task, Reference reference, Function<String, Optional<Attributes>> outputs)
            throws UnresolvableException {
        String id = reference.task().orElseThrow();
        boolean reverse = ReverseTask.isReverse(task.id());
        if (!reverse && !task.dependencies().contains(id)) {
            throw new UnresolvableException("undeclared-reference", id + " is not among the dependencies");
        }
        Optional<Document> found = Optional.empty();
        if (reverse && !ReverseTask.isReverse(id)) {
            found = known(ReverseTask.idOf(id), outputs);
        }
        return found.or(() -> known(id, outputs))
                .orElseThrow(() -> new UnresolvableException(
                        "no-output",
                        Reference.shown(id) + " has no output: it has not succeeded, or is not to be referred to"));
    }

    private Optional<Document> known(String id, Function<String, Optional<Attributes>> outputs) {
        return outputs.apply(id).map(values -> new Document.Known(id, values.values(), followOutputs));
    }

    /** The first thing that does not suit the type. Handlers may give more than is asked for. */
    private static final class Unsuitable implements Records.Findings {
        private final String task;
        private Optional<UnresolvedReferenceException> first = Optional.empty();

        Unsuitable(String task) {
            this.task = task;
        }

        @Override
        public void fault(String code, String pointer, String message) {
            if (first.isEmpty()) {
                first = Optional.of(new UnresolvedReferenceException(task, pointer, "", message));
            }
        }

        /** A secret is opened last; the handler looks at it. */
        @Override
        public boolean deferred(Object value, String pointer, Shape expected) {
            return expected instanceof Shape.Hidden && Sealing.isSealed(value);
        }

        @Override
        public boolean strict() {
            return false;
        }
    }
}
