package io.patchbay.migrator.internal.model;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The members of a stored JSON object, read leniently: what is absent has its usual value. Immutable. */
public record Members(Map<String, Object> values) {
    public String text(String name) {
        return values.get(name) instanceof String text ? text : "";
    }

    public Optional<String> optionalText(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    public long whole(String name) {
        return values.get(name) instanceof Number number ? number.longValue() : 0;
    }

    public int small(String name) {
        return (int) whole(name);
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    public Optional<Instant> instant(String name) {
        return values.get(name) instanceof Number number
                ? Optional.of(Instant.ofEpochMilli(number.longValue()))
                : Optional.empty();
    }

    public List<String> texts(String name) {
        return values.get(name) instanceof List<?> elements
                ? elements.stream().map(String::valueOf).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // an object has string keys
    public Optional<Members> object(String name) {
        return values.get(name) instanceof Map<?, ?> object
                ? Optional.of(new Members((Map<String, Object>) object))
                : Optional.empty();
    }

    public <E extends Enum<E>> Optional<E> choice(String name, Class<E> type) {
        return optionalText(name).map(text -> Enum.valueOf(type, text));
    }

    /** Collects the members of an object that is to be stored; what is empty is left out. Confined to one thread. */
    public static final class Collector {
        private final Map<String, Object> values = new LinkedHashMap<>();

        public Collector with(String name, Object value) {
            values.put(name, value);
            return this;
        }

        public Collector withText(String name, String text) {
            return text.isEmpty() ? this : with(name, text);
        }

        public Collector withWhole(String name, long number) {
            return number == 0 ? this : with(name, number);
        }

        public Collector withFlag(String name, boolean flag) {
            return flag ? with(name, true) : this;
        }

        public Collector withInstant(String name, Optional<Instant> instant) {
            instant.ifPresent(present -> values.put(name, present.toEpochMilli()));
            return this;
        }

        public Collector withTexts(String name, List<String> texts) {
            return texts.isEmpty() ? this : with(name, texts);
        }

        public Collector withChoice(String name, Optional<? extends Enum<?>> choice) {
            choice.ifPresent(present -> values.put(name, present.name()));
            return this;
        }

        public Map<String, Object> done() {
            return values;
        }
    }
}
