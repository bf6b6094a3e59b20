package io.patchbay.migrator.internal.plan;

import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.plan.Plans;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A document as values of JSON, and on which line each of them stands. Immutable once it is read.
 *
 * @param root the value as a whole; null where nothing could be read
 * @param lines the lines, from 1, by JSON pointer
 * @param faults what is wrong with the text
 */
record PlanText(Object root, Map<String, Integer> lines, List<Fault> faults) {
    /** How deep values may be nested. */
    static final int MAX_DEPTH = 60;

    /** Reads one: JSON if it begins with a brace, else YAML. */
    static PlanText of(byte[] document) {
        if (document.length > Plans.MAX_BYTES) {
            return unreadable("oversize", 1, "a plan must have at most " + Plans.MAX_BYTES + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(document))
                    .toString();
        } catch (CharacterCodingException malformed) {
            return unreadable("syntax", 1, "a plan must be UTF-8");
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return plain.stripLeading().startsWith("{") ? JsonText.read(plain) : YamlText.read(plain);
    }

    static PlanText unreadable(String code, int line, String message) {
        return new PlanText(
                null, Map.of(), List.of(new Fault(code, "", message, Optional.empty(), OptionalInt.of(line))));
    }

    /** On which line the value at a pointer stands, or what is around it. */
    int line(String pointer) {
        String at = pointer;
        while (!at.isEmpty() && !lines.containsKey(at)) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, 1);
    }

    /** The same fault with its line. */
    Fault located(Fault fault) {
        return fault.line().isPresent()
                ? fault
                : new Fault(
                        fault.code(),
                        fault.pointer(),
                        fault.message(),
                        fault.task(),
                        OptionalInt.of(line(fault.pointer())));
    }

    /** Collects lines and faults while a text is read. Confined to one thread. */
    static final class Notes {
        private final Map<String, Integer> lines = new HashMap<>();
        private final List<Fault> faults = new ArrayList<>();

        void line(String pointer, int line) {
            lines.putIfAbsent(pointer, line);
        }

        void fault(String code, String pointer, int line, String message) {
            faults.add(new Fault(code, pointer, message, Optional.empty(), OptionalInt.of(line)));
        }

        void duplicate(String pointer, int line) {
            fault("duplicate-key", pointer, line, "this member is there twice; first on line " + lines.get(pointer));
        }

        PlanText of(Object root) {
            return new PlanText(root, lines, faults);
        }
    }
}
