package io.patchbay.migrator.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.UnresolvedReferenceException;
import io.patchbay.api.recovery.type.Records;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of references in any document; each seed makes many. */
class RandomReferencesTest {
    private static final int DOCUMENTS = 200;
    private static final String[] NAMES = {"a", "b", "", "a/b", "m~n", "c%d", "~1", "0", "01", " ", "é", "\"", "$ref"};

    private final JsonReferences references = JsonReferences.usual();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void everyPlaceOfAnOutputIsFoundByItsPointer(long seed) throws Exception {
        Random random = new Random(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            Map<String, Object> output = object(random, 4);
            List<Map.Entry<String, Object>> places = new ArrayList<>();
            collect(output, "", places);
            Map<String, Object> input = new LinkedHashMap<>();
            Map<String, Object> wanted = new LinkedHashMap<>();
            for (int place = 0; place < places.size(); place++) {
                input.put("x" + place, ref("made#" + fragment(places.get(place).getKey())));
                wanted.put("x" + place, places.get(place).getValue());
            }
            assertThat(resolved(input, output)).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void whatHasNoReferenceStaysAsItIs(long seed) throws Exception {
        Random random = new Random(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            Map<String, Object> input = object(random, 5);
            assertThat(resolved(input, Map.of())).isEqualTo(input);
        }
    }

    /** Each member refers to another one: it leads either to the end, or in a circle, and never on and on. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void referencesEndOrLeadInACircle(long seed) {
        Random random = new Random(seed);
        for (int count = 0; count < DOCUMENTS; count++) {
            int members = 2 + random.nextInt(30);
            int[] next = random.ints(members, 0, members + 1).toArray();
            Map<String, Object> input = new LinkedHashMap<>();
            for (int member = 0; member < members; member++) {
                Object to = ref("#/input/m" + next[member]);
                input.put("m" + member, random.nextBoolean() ? to : List.of(to));
            }
            input.put("m" + members, "end");
            Throwable thrown = catchThrowable(() -> resolved(input, Map.of()));
            if (endsEverywhere(next)) {
                assertThat(thrown).as(input.toString()).isNull();
            } else {
                assertThat(thrown)
                        .as(input.toString())
                        .isInstanceOf(UnresolvedReferenceException.class)
                        .hasMessageContaining("in a circle");
            }
        }
    }

    private static boolean endsEverywhere(int[] next) {
        for (int start = 0; start < next.length; start++) {
            int at = start;
            for (int steps = 0; at < next.length; steps++) {
                if (steps > next.length) {
                    return false;
                }
                at = next[at];
            }
        }
        return true;
    }

    private static void collect(Object value, String pointer, List<Map.Entry<String, Object>> places) {
        if (value != null) {
            places.add(Map.entry(pointer, value));
        }
        if (value instanceof Map<?, ?> object) {
            object.forEach((name, below) -> collect(below, pointer + "/" + Records.escaped((String) name), places));
        } else if (value instanceof List<?> array) {
            for (int place = 0; place < array.size(); place++) {
                collect(array.get(place), pointer + "/" + place, places);
            }
        }
    }

    private static String fragment(String pointer) {
        return pointer.replace("%", "%25").replace("\"", "%22").replace(" ", "%20");
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 5)) {
            case 0 -> random.nextLong();
            case 1 -> random.nextBoolean();
            case 2 -> "text " + random.nextInt(100);
            case 3 -> new java.math.BigInteger(80, random);
            case 4 -> null;
            case 5 -> array(random, depth - 1);
            default -> object(random, depth - 1);
        };
    }

    private static List<Object> array(Random random, int depth) {
        List<Object> elements = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            elements.add(value(random, depth));
        }
        return elements;
    }

    private static Map<String, Object> object(Random random, int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int count = random.nextInt(5); count > 0; count--) {
            String name = NAMES[random.nextInt(NAMES.length)];
            Object value = value(random, depth);
            members.put(name, name.equals("$ref") && value instanceof String ? 5 : value);
        }
        return members;
    }

    private Map<String, Object> resolved(Map<String, Object> input, Map<String, Object> output)
            throws UnresolvedReferenceException {
        TaskSpec task = TaskSpec.of("t", "some.type", new Attributes(input)).after("made");
        return references
                .resolve(task, id -> id.equals("made") ? Optional.of(new Attributes(output)) : Optional.empty())
                .values();
    }

    private static Map<String, Object> ref(String reference) {
        return Map.of("$ref", reference);
    }
}
