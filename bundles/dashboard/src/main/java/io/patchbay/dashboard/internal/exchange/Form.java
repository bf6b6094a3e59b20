package io.patchbay.dashboard.internal.exchange;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of a form or a query, in their order. Immutable. */
public final class Form {
    private record Field(String name, String value) {}

    private final List<Field> fields;

    private Form(List<Field> fields) {
        this.fields = List.copyOf(fields);
    }

    /** Reads {@code a=1&b=2}, UTF-8 below its escapes; empty if it is malformed. */
    public static Optional<Form> parse(String text) {
        List<Field> fields = new ArrayList<>();
        try {
            for (String pair : text.split("&", -1)) {
                int end = pair.indexOf('=');
                fields.add(new Field(
                        decoded(end < 0 ? pair : pair.substring(0, end)),
                        decoded(end < 0 ? "" : pair.substring(end + 1))));
            }
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
        return Optional.of(new Form(fields));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first value of a field; empty text if there is none. */
    public String value(String name) {
        return values(name).stream().findFirst().orElse("");
    }

    /** All values of a field. */
    public List<String> values(String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(Field::value)
                .toList();
    }
}
