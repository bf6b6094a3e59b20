package io.patchbay.rest.internal.recovery;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.rest.internal.json.JsonReader;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The members of a JSON object with its place, taken one by one. What is wrong with one is noted, and it counts as absent, so that
 * everything that is wrong is found at once. JSON null counts as absent. Confined to one thread.
 */
final class Members {
    private static final Logger LOG = LoggerFactory.getLogger(Members.class);
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    private static final int MOST_SHOWN = 60;

    private final String pointer;
    private final Map<?, ?> members;
    private final Optional<String> task;
    private final Faults faults;
    private final Set<String> taken = new HashSet<>();

    private Members(String pointer, Map<?, ?> members, Optional<String> task, Faults faults) {
        this.pointer = pointer;
        this.members = members;
        this.task = task;
        this.faults = faults;
    }

    /** The whole of what was sent; without members if it is no object. */
    static Members ofAll(Object value, Faults faults) {
        return of("", value, Optional.empty(), faults);
    }

    private static Members of(String pointer, Object value, Optional<String> task, Faults faults) {
        if (value instanceof Map<?, ?> object) {
            return new Members(pointer, object, task, faults);
        }
        faults.add("wrong-type", pointer, task, "must be an object but was " + JsonReader.typeOf(value));
        return new Members(pointer, Map.of(), task, faults);
    }

    /** The member as text whose length is within bounds. */
    Optional<String> text(String name, int least, int most) {
        Optional<String> text = of(name, String.class, "a string");
        if (text.isPresent()
                && (text.get().strip().length() < least || text.get().length() > most)) {
            fault("invalid-value", name, "must be " + least + " to " + most + " characters long");
            return Optional.empty();
        }
        return text;
    }

    /** The member as an identifier. */
    Optional<String> identifier(String name, int most) {
        Optional<String> text = of(name, String.class, "a string");
        if (text.isPresent() && (!Identifier.isValid(text.get()) || text.get().length() > most)) {
            fault("invalid-value", name, "must be 1 to " + most + " letters, digits or - _ . : @");
            return Optional.empty();
        }
        return text;
    }

    Optional<Boolean> flag(String name) {
        return of(name, Boolean.class, "a boolean");
    }

    /** The member as a whole number within a range. */
    Optional<Long> whole(String name, long least, long most) {
        Optional<Number> number = of(name, Number.class, "a whole number");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        boolean small = number.get() instanceof Integer || number.get() instanceof Long;
        boolean whole = small || number.get() instanceof BigInteger;
        if (!whole) {
            fault("wrong-type", name, "must be a whole number");
        } else if (!small || number.get().longValue() < least || number.get().longValue() > most) {
            fault("invalid-value", name, "must be within " + least + " and " + most);
        } else {
            return Optional.of(number.get().longValue());
        }
        return Optional.empty();
    }

    /** The member as a time. */
    Optional<Instant> time(String name) {
        Optional<String> text = of(name, String.class, "a string");
        try {
            Optional<Instant> time = text.map(Instant::parse);
            if (time.isEmpty()
                    || (time.get().isAfter(Instant.EPOCH) && time.get().isBefore(END_OF_TIME))) {
                return time;
            }
        } catch (DateTimeException malformed) {
            LOG.trace("A time cannot be read", malformed);
        }
        fault("invalid-value", name, "must be a time such as 2026-01-31T12:00:00Z");
        return Optional.empty();
    }

    /** The member as one of some constants, written as {@link Words#of(Enum)} writes them. */
    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        Optional<String> text = of(name, String.class, "a string");
        Optional<E> chosen = text.flatMap(word -> Words.find(type, word));
        if (text.isPresent() && chosen.isEmpty()) {
            fault("invalid-value", name, "must be one of " + String.join(", ", Words.all(type)));
        }
        return chosen;
    }

    /** The member as an object whose members are to be taken. */
    Optional<Members> object(String name) {
        return present(name).map(value -> of(pointerOf(name), value, task, faults));
    }

    /** The member as an object of which everything is kept. */
    Attributes attributes(String name) {
        return object(name).map(Members::values).orElse(Attributes.NONE);
    }

    @SuppressWarnings("unchecked") // JsonReader makes string keys only
    private Attributes values() {
        return new Attributes((Map<String, Object>) members);
    }

    /** The member as an array of objects; each is about the task that its {@code id} names. */
    List<Members> tasks(String name) {
        List<Members> objects = new ArrayList<>();
        for (Object element : of(name, List.class, "an array").orElse(List.of())) {
            Optional<String> id = Optional.ofNullable(element)
                    .filter(Map.class::isInstance)
                    .map(object -> ((Map<?, ?>) object).get("id"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(Identifier::isValid);
            objects.add(of(pointerOf(name) + "/" + objects.size(), element, id, faults));
        }
        return objects;
    }

    /** The member as an array of strings; one that is none is empty. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (Object element : of(name, List.class, "an array").orElse(List.of())) {
            boolean good = element instanceof String;
            if (!good) {
                String place = pointerOf(name) + "/" + texts.size();
                faults.add("wrong-type", place, task, "must be a string but was " + JsonReader.typeOf(element));
            }
            texts.add(good ? (String) element : "");
        }
        return texts;
    }

    /** Notes that the member is missing, if it is. */
    void need(String name) {
        if (present(name).isEmpty()) {
            fault("missing", name, "is missing");
        }
    }

    /** Notes what has not been taken. */
    void end() {
        for (Object name : members.keySet()) {
            if (!taken.contains(name)) {
                String shown = shown(String.valueOf(name));
                fault("unknown-key", shown, "is not known here; there are " + String.join(", ", new TreeSet<>(taken)));
            }
        }
    }

    void fault(String code, String name, String problem) {
        faults.add(code, pointerOf(name), task, problem);
    }

    private Optional<Object> present(String name) {
        taken.add(name);
        return Optional.ofNullable((Object) members.get(name));
    }

    private <T> Optional<T> of(String name, Class<T> type, String wanted) {
        Optional<Object> value = present(name);
        if (value.isPresent() && !type.isInstance(value.get())) {
            fault("wrong-type", name, "must be " + wanted + " but was " + JsonReader.typeOf(value.get()));
            return Optional.empty();
        }
        return value.map(type::cast);
    }

    private String pointerOf(String name) {
        return pointer + "/" + Records.escaped(name);
    }

    private static String shown(String name) {
        return name.length() <= MOST_SHOWN ? name : name.substring(0, MOST_SHOWN) + "…";
    }
}
