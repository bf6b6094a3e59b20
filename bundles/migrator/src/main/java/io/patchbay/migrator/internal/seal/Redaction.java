package io.patchbay.migrator.internal.seal;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.UserData;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes the secrets of an attempt out of what it says: handlers, and the services that they ask, repeat what they were given. A second
 * line of defence: it knows a secret as it is written, as Base64, its lines, and longer pieces of these. Immutable.
 */
public final class Redaction {
    /** Nothing to hide. */
    public static final Redaction NONE = new Redaction(List.of());

    private static final String HIDDEN = Secret.of("").toString();
    private static final int MOST_CHARACTERS = 4000; // of what a thrown one says
    private static final int SHORTEST = 8; // a shorter one is in too many texts by chance
    private static final int SHORTEST_LINE = 16;
    private static final int PIECE = 32;
    private static final int DEEPEST = 20;

    private final List<String> wholes = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    /** @param secrets what an attempt was given, as it was written */
    Redaction(List<String> secrets) {
        for (String secret : secrets) {
            Stream.of(secret, secret.strip(), encoded(secret), secret.replaceFirst("^" + UserData.BASE64, ""))
                    .filter(form -> form.length() >= SHORTEST)
                    .distinct()
                    .forEach(wholes::add);
            secret.lines()
                    .map(String::strip)
                    .filter(line -> line.length() >= SHORTEST_LINE)
                    .forEach(lines::add);
        }
    }

    private static String encoded(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** What is said without them. */
    public String of(String text) {
        if (wholes.isEmpty()) {
            return text;
        }
        String kept = withoutPieces(withoutWholes(text));
        for (String line : lines) {
            kept = kept.replace(line, HIDDEN);
        }
        return kept;
    }

    private String withoutWholes(String text) {
        String kept = text;
        for (String whole : wholes) {
            kept = kept.replace(whole, HIDDEN);
        }
        return kept;
    }

    /** Services cut what is long. */
    private String withoutPieces(String text) {
        BitSet hidden = new BitSet();
        for (int start = 0; start + PIECE <= text.length(); start++) {
            String piece = text.substring(start, start + PIECE);
            if (wholes.stream().anyMatch(whole -> whole.contains(piece))) {
                hidden.set(start, start + PIECE);
            }
        }
        StringBuilder kept = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (!hidden.get(at)) {
                kept.append(text.charAt(at));
            } else if (at == 0 || !hidden.get(at - 1)) {
                kept.append(HIDDEN);
            }
        }
        return kept.toString();
    }

    public Message of(Message message) {
        return wholes.isEmpty() ? message : new Message(of(message.code()), of(message.contents()));
    }

    /** Of its values only whole secrets are taken out: others refer to these. */
    public Output of(Output output) {
        return wholes.isEmpty()
                ? output
                : new Output(
                        new Attributes(object(output.values().values())),
                        output.message().map(this::of));
    }

    private Map<String, Object> object(Map<?, ?> object) {
        Map<String, Object> kept = new LinkedHashMap<>();
        object.forEach((name, value) -> kept.put((String) name, value(value)));
        return kept;
    }

    private Object value(Object value) {
        if (value instanceof String text) {
            return withoutWholes(text);
        } else if (value instanceof Map<?, ?> object) {
            return object(object);
        } else if (value instanceof List<?> elements) {
            List<Object> kept = new ArrayList<>();
            elements.forEach(element -> kept.add(value(element)));
            return kept;
        }
        return value;
    }

    /** The same, or one that says the same without them: logs and faults of plug-ins show what was thrown, and its causes. */
    public Throwable of(Throwable thrown) {
        return wholes.isEmpty() || !tells(thrown, DEEPEST)
                ? thrown
                : new RedactedException(of(cut(String.valueOf(thrown))), thrown);
    }

    private boolean tells(Throwable thrown, int deep) {
        String said = cut(String.valueOf(thrown));
        if (deep == 0 || !of(said).equals(said)) {
            return true;
        }
        return Stream.concat(Optional.ofNullable(thrown.getCause()).stream(), Stream.of(thrown.getSuppressed()))
                .anyMatch(other -> tells(other, deep - 1));
    }

    private static String cut(String text) {
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS);
    }

    /** In the place of one that tells a secret; where it was thrown, but not why. */
    private static final class RedactedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        RedactedException(String said, Throwable where) {
            super(said);
            setStackTrace(where.getStackTrace());
        }
    }
}
