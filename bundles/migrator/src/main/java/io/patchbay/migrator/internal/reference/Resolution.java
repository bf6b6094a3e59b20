package io.patchbay.migrator.internal.reference;

import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.type.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Resolves the references in one task's input. It keeps its own stack, so that neither long chains nor circles end the thread; what
 * has no reference in it is not copied; each target is resolved once. Confined to one thread, and used once.
 */
final class Resolution {
    private static final String INPUT = "input";

    private final TaskSpec task;
    private final Document.Source outputs;
    private final Limits limits;
    private final Trouble trouble;
    private final Deque<Frame> stack = new ArrayDeque<>();
    private final Map<Target, Resolved> done = new HashMap<>();
    private final Set<Target> underWay = new LinkedHashSet<>(); // in the order in which one led to the next
    private Optional<Document.Known> record = Optional.empty();

    /**
     * How large a resolved input may grow.
     *
     * @param depth how deep values may be nested
     * @param values how many values there may be
     */
    record Limits(int depth, long values) {}

    /** Told of what cannot be resolved. */
    interface Trouble {
        /**
         * Tells it.
         *
         * @param pointer JSON pointer into the input
         * @param reference as it stands there; may be empty
         * @return what to take instead
         * @throws GivenUpException to end with it
         */
        Object of(String pointer, String reference, UnresolvableException reason) throws GivenUpException;
    }

    /** Nobody wants to know the rest. */
    static final class GivenUpException extends Exception {
        private static final long serialVersionUID = 1;

        GivenUpException(Exception cause) {
            super(cause);
        }
    }

    private record Target(String document, List<String> tokens) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(document).append('#');
            tokens.forEach(token -> text.append('/').append(Records.escaped(token)));
            return text.toString();
        }
    }

    /**
     * A value without references.
     *
     * @param values how many values it is made of
     * @param height how deep they are nested
     */
    private record Resolved(Object value, long values, int height) {
        static Resolved leaf(Object value) {
            return new Resolved(value, 1, 1);
        }
    }

    /**
     * Where something stands.
     *
     * @param path its place in the document
     * @param origin of what stands in an output: the place in the input that led there
     */
    private record Place(Document.Known document, Path path, Optional<Path> origin) {
        Place plus(Object token) {
            return new Place(document, path.plus(token), origin);
        }

        String inInput() {
            String text = origin.orElse(path).toString();
            return text.startsWith("/" + INPUT) ? text.substring(INPUT.length() + 1) : text;
        }
    }

    Resolution(TaskSpec task, Document.Source outputs, Limits limits, Trouble trouble) {
        this.task = task;
        this.outputs = outputs;
        this.limits = limits;
        this.trouble = trouble;
    }

    /** The input without references; no object where it is a reference itself, to something else. */
    Object input() throws GivenUpException {
        Resting result = new Resting();
        stack.push(result);
        Place place = new Place(record(), Path.ROOT.plus(INPUT), Optional.empty());
        begin(task.input().values(), place).ifPresent(result::take);
        while (!(stack.peek() instanceof Resting)) {
            stack.peek().step();
        }
        return result.value;
    }

    private Document.Known record() {
        if (record.isEmpty()) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("id", task.id());
            members.put("type", task.type());
            members.put("name", task.name());
            members.put(INPUT, task.input().values());
            members.put("dependencies", task.dependencies());
            members.put("goal", task.goal());
            task.target().ifPresent(target -> members.put("target", target));
            record = Optional.of(new Document.Known("", members, true));
        }
        return record.get();
    }

    /** Begins with a value; what needs no work, or is known, is given at once. */
    private Optional<Resolved> begin(Object value, Place place) throws GivenUpException {
        if (place.document().live() && value instanceof Map<?, ?> object && Reference.isReference(object)) {
            try {
                return follow(Reference.of(object), place);
            } catch (IllegalArgumentException malformed) {
                return Optional.of(failed(
                        place,
                        String.valueOf(object.get(Reference.KEY)),
                        new UnresolvableException("bad-reference", malformed.getMessage())));
            } catch (UnresolvableException nowhere) {
                return Optional.of(failed(place, String.valueOf(object.get(Reference.KEY)), nowhere));
            }
        }
        if (value instanceof Map || value instanceof List) {
            stack.push(new Copying(value, place));
            return Optional.empty();
        }
        return Optional.of(Resolved.leaf(value));
    }

    private Optional<Resolved> follow(Reference reference, Place place) throws UnresolvableException {
        Document document = reference.task().isPresent() ? outputs.of(reference) : place.document();
        if (document instanceof Document.Expected) {
            return Optional.of(Resolved.leaf(document));
        }
        Document.Known known = (Document.Known) document;
        Target target = new Target(known.name(), reference.pointer().tokens());
        Resolved before = done.get(target);
        if (before != null) {
            return Optional.of(before);
        }
        if (!underWay.add(target)) {
            throw new UnresolvableException("reference-cycle", "references lead in a circle: " + circle(target));
        }
        stack.push(new Following(reference, target, known, place));
        return Optional.empty();
    }

    private String circle(Target target) {
        List<String> names = new ArrayList<>();
        boolean inside = false;
        for (Target passed : underWay) {
            inside |= passed.equals(target);
            if (inside) {
                names.add(passed.toString());
            }
        }
        names.add(target.toString());
        return String.join(" leads to ", names.size() > 20 ? names.subList(0, 20) : names);
    }

    private Resolved failed(Place place, String reference, UnresolvableException reason) throws GivenUpException {
        return Resolved.leaf(trouble.of(place.inInput(), Reference.shown(reference), reason));
    }

    private Resolved bounded(Object value, long values, int height, Place place) throws GivenUpException {
        if (values > limits.values() || height > limits.depth()) {
            return failed(
                    place,
                    "",
                    new UnresolvableException(
                            "oversize",
                            "resolved it must have at most " + limits.values() + " values, nested " + limits.depth()
                                    + " deep"));
        }
        return new Resolved(value, values, height);
    }

    /** Something on the way. */
    private abstract static class Frame {
        /** Goes on until it waits for another frame, which it has pushed, or is over. */
        abstract void step() throws GivenUpException;

        /** What it waited for. */
        abstract void take(Resolved resolved) throws GivenUpException;
    }

    private void give(Resolved resolved) throws GivenUpException {
        stack.pop();
        stack.peek().take(resolved);
    }

    /** The bottom of the stack: keeps the result. */
    private static final class Resting extends Frame {
        private Object value = Map.of();

        @Override
        void step() {
            // nothing is beneath it
        }

        @Override
        void take(Resolved resolved) {
            value = resolved.value();
        }
    }

    /** An object or an array whose references are being replaced. */
    private final class Copying extends Frame {
        private final Object source;
        private final Place place;
        private final Iterator<?> rest;
        private final Map<String, Object> members = new LinkedHashMap<>();
        private final List<Object> elements = new ArrayList<>();
        private Object child = "";
        private String name = "";
        private boolean changed;
        private long values = 1;
        private int height;

        Copying(Object source, Place place) {
            this.source = source;
            this.place = place;
            this.rest =
                    source instanceof Map<?, ?> object ? object.entrySet().iterator() : ((List<?>) source).iterator();
        }

        @Override
        void step() throws GivenUpException {
            while (rest.hasNext()) {
                Object next = rest.next();
                Object token = elements.size();
                if (next instanceof Map.Entry<?, ?> member && source instanceof Map) {
                    name = (String) member.getKey();
                    child = member.getValue();
                    token = name;
                } else {
                    child = next;
                }
                Optional<Resolved> known = child instanceof Map || child instanceof List
                        ? begin(child, place.plus(token))
                        : Optional.of(Resolved.leaf(child));
                if (known.isEmpty()) {
                    return;
                }
                take(known.get());
            }
            Object result = changed ? (source instanceof Map ? members : elements) : source;
            give(bounded(result, values, height + 1, place));
        }

        @Override
        void take(Resolved resolved) {
            changed |= resolved.value() != child;
            if (source instanceof Map) {
                members.put(name, resolved.value());
            } else {
                elements.add(resolved.value());
            }
            values += resolved.values();
            height = Math.max(height, resolved.height());
        }
    }

    /** A reference on the way to its target. */
    private final class Following extends Frame {
        private final Reference reference;
        private final Target target;
        private final Place standing;
        private final Iterator<String> tokens;
        private Object current;
        private Place here;
        private Optional<Resolved> behind =
                Optional.empty(); // what a reference on the way led to, until it is walked into
        private boolean arrived;

        Following(Reference reference, Target target, Document.Known document, Place standing) {
            this.reference = reference;
            this.target = target;
            this.standing = standing;
            this.tokens = target.tokens().iterator();
            this.current = document.root();
            boolean own = document.name().isEmpty();
            this.here = new Place(
                    document,
                    Path.ROOT,
                    own ? Optional.empty() : Optional.of(standing.origin().orElse(standing.path())));
        }

        @Override
        void step() throws GivenUpException {
            while (true) {
                if (current instanceof Document.Expected expected) {
                    end(Resolved.leaf(below(expected)));
                    return;
                }
                if (isReference()) {
                    if (!pass()) {
                        return;
                    }
                } else if (!tokens.hasNext() && behind.isPresent()) {
                    end(behind.get());
                    return;
                } else if (!tokens.hasNext()) {
                    arrived = true;
                    Optional<Resolved> known = begin(current, here);
                    if (known.isPresent()) {
                        end(known.get());
                    }
                    return;
                } else if (!walk(tokens.next())) {
                    return;
                }
            }
        }

        private Document.Expected below(Document.Expected expected) {
            List<String> rest = new ArrayList<>();
            tokens.forEachRemaining(rest::add);
            return new Document.Expected(expected.shape().flatMap(shape -> shape.at(rest)));
        }

        private boolean isReference() {
            return here.document().live() && current instanceof Map<?, ?> object && Reference.isReference(object);
        }

        /** Goes through a reference on the way; what lies behind it is resolved already. Returns whether it can go on. */
        private boolean pass() throws GivenUpException {
            Optional<Resolved> known = begin(current, here);
            known.ifPresent(this::passed);
            return known.isPresent();
        }

        private void passed(Resolved resolved) {
            behind = Optional.of(resolved);
            current = resolved.value();
            here = new Place(new Document.Known("", current, false), here.path(), here.origin());
        }

        private boolean walk(String token) throws GivenUpException {
            if (!Pointer.has(current, token)) {
                end(failed(
                        standing,
                        reference.text(),
                        new UnresolvableException(
                                "dangling-reference",
                                (target.document().isEmpty()
                                                ? "the task's own record"
                                                : "the output of " + target.document())
                                        + " has nothing at '" + Reference.shown(token) + "'")));
                return false;
            }
            behind = Optional.empty();
            current = Pointer.get(current, token);
            here = here.plus(token);
            return true;
        }

        @Override
        void take(Resolved resolved) throws GivenUpException {
            if (arrived) {
                end(resolved);
            } else {
                passed(resolved);
            }
        }

        private void end(Resolved resolved) throws GivenUpException {
            underWay.remove(target);
            done.put(target, resolved);
            give(resolved);
        }
    }
}
