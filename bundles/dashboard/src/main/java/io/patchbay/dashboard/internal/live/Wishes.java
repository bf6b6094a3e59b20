package io.patchbay.dashboard.internal.live;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.patchbay.dashboard.internal.exchange.Form;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** What pages say that they want to listen to, checked. Thread-safe. */
public final class Wishes {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_TARGETS = 12;
    private static final int MOST_CHARACTERS = 2_500; // 200 of a search are up to 1,800 where they are no ASCII letters

    /** Longer than any body that is let pass. */
    public static final int MOST_BODY_BYTES = 65_536;

    private final Sources sources;

    public Wishes(Sources sources) {
        this.sources = sources;
    }

    /** A wish, or why it cannot be. */
    public sealed interface Wish {
        /**
         * It can be listened to.
         *
         * @param targets 1 to {@value Wishes#MOST_TARGETS}, each once
         */
        record Possible(List<String> targets) implements Wish {}

        /**
         * It cannot.
         *
         * @param reason for people
         */
        record Impossible(String reason) implements Wish {}
    }

    /**
     * The wish of a page that begins to listen.
     *
     * @param query with the parameters {@code watch}
     */
    public Wish inQuery(String query) {
        return Form.parse(query)
                .map(parameters -> check(parameters.values("watch")))
                .orElseGet(() -> new Wish.Impossible("The address has an escape that is none: % wants two digits."));
    }

    /** The wish of a page that listens already: a JSON list of texts. */
    public Wish inBody(byte[] body) {
        JsonNode list;
        try {
            list = JSON.readTree(body);
        } catch (JacksonException malformed) {
            return noList();
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory cannot fail to be read", impossible);
        }
        if (!list.isArray()) {
            return noList();
        }
        List<String> targets = new ArrayList<>();
        for (JsonNode target : list) {
            if (!target.isTextual()) {
                return noList();
            }
            targets.add(target.textValue());
        }
        return check(targets);
    }

    private Wish check(List<String> targets) {
        if (targets.isEmpty() || targets.size() > MOST_TARGETS) {
            return number();
        }
        return targets.stream()
                .filter(target -> target.length() > MOST_CHARACTERS || !sources.has(target))
                .findFirst()
                .<Wish>map(target -> new Wish.Impossible(
                        "Nothing listens to " + target.substring(0, Math.min(80, target.length())) + "."))
                .orElseGet(() -> new Wish.Possible(targets.stream().distinct().toList()));
    }

    private static Wish number() {
        return new Wish.Impossible("A page listens to 1 to " + MOST_TARGETS + " targets.");
    }

    private static Wish noList() {
        return new Wish.Impossible("What a page listens to is a JSON list of texts.");
    }
}
