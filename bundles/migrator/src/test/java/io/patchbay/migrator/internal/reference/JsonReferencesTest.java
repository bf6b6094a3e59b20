package io.patchbay.migrator.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.UnresolvedReferenceException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How references are resolved when a task is about to run. */
class JsonReferencesTest {
    private final JsonReferences references = JsonReferences.usual();
    private final Map<String, Attributes> outputs = new HashMap<>();

    @Test
    void takesWhatADependencyHasMade() throws Exception {
        outputs.put("net", attributes("network", Map.of("id", "n-1")));

        assertThat(resolved("net", Map.of("network", ref("net#/network"))))
                .isEqualTo(Map.of("network", Map.of("id", "n-1")));
    }

    @Test
    void takesAnOutputAsAWhole() throws Exception {
        outputs.put("net", attributes("id", "n-1"));

        assertThat(resolved("net", Map.of("all", ref("net#")))).isEqualTo(Map.of("all", Map.of("id", "n-1")));
    }

    @Test
    void replacesReferencesInArraysInArrays() throws Exception {
        outputs.put("net", attributes("ids", List.of("a", "b")));

        assertThat(resolved("net", Map.of("x", List.of(List.of(ref("net#/ids/1"), 7)))))
                .isEqualTo(Map.of("x", List.of(List.of("b", 7))));
    }

    @Test
    void keepsNull() throws Exception {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("gateway", null);
        outputs.put("net", new Attributes(values));

        assertThat(resolved("net", Map.of("x", ref("net#/gateway")))).containsEntry("x", null);
    }

    @Test
    void keepsEveryDigitOfANumber() throws Exception {
        BigInteger whole = new BigInteger("9007199254740993");
        BigDecimal fraction = new BigDecimal("0.1000000000000000000000000000001");
        outputs.put("a", attributes("numbers", List.of(whole, fraction)));

        assertThat(resolved("a", Map.of("x", ref("a#/numbers")))).isEqualTo(Map.of("x", List.of(whole, fraction)));
    }

    @Test
    void followsReferencesIntoTheTasksOwnRecord() throws Exception {
        Map<String, Object> input = members("name", "web", "copy", ref("#/input/name"), "type", ref("#/type"));

        assertThat(resolved("", input)).isEqualTo(members("name", "web", "copy", "web", "type", "some.type"));
    }

    @Test
    void followsChainsThroughTheOwnRecordIntoAnOutput() throws Exception {
        outputs.put("net", attributes("network", Map.of("id", "n-1")));
        Map<String, Object> input = members("a", ref("net#/network"), "b", ref("#/input/a"), "c", ref("#/input/b/id"));

        assertThat(resolved("net", input)).containsEntry("c", "n-1");
    }

    @Test
    void resolvesReferencesWithinWhatAReferenceMeans() throws Exception {
        outputs.put("net", attributes("id", "n-1"));
        Map<String, Object> input = members("a", Map.of("deep", List.of(ref("net#/id"))), "b", ref("#/input/a"));

        assertThat(resolved("net", input)).containsEntry("b", Map.of("deep", List.of("n-1")));
    }

    @Test
    void followsChainsOfAnyLength() throws Exception {
        Map<String, Object> input = new LinkedHashMap<>();
        int links = 50_000;
        for (int link = 0; link < links; link++) {
            input.put("a" + link, ref("#/input/a" + (link + 1)));
        }
        input.put("a" + links, "end");

        assertThat(resolved("", input)).containsEntry("a0", "end");
    }

    @Test
    void decodesPercentSignsAndTildesOnce() throws Exception {
        outputs.put("a", new Attributes(Map.of("c%d", 1, "m~n", 2, "a/b", 3, "~1", 4)));

        assertThat(resolved(
                        "a",
                        Map.of("w", ref("a#/c%25d"), "x", ref("a#/m~0n"), "y", ref("a#/a~1b"), "z", ref("a#/~01"))))
                .isEqualTo(Map.of("w", 1, "x", 2, "y", 3, "z", 4));
    }

    @Test
    void findsMembersWithQuotesAndWithoutAName() throws Exception {
        outputs.put("a", new Attributes(Map.of("foo\"bar", 1, "", Map.of("", 2))));

        assertThat(resolved("a", Map.of("x", ref("a#/foo%22bar"), "y", ref("a#//"))))
                .isEqualTo(Map.of("x", 1, "y", 2));
    }

    @Test
    void takesAMemberOfThatNameThatIsNoStringForData() throws Exception {
        Map<String, Object> input = Map.of("x", Map.of("$ref", Map.of("type", "string")));

        assertThat(resolved("", input)).isEqualTo(input);
    }

    @Test
    void takesReferencesInOutputsForData() throws Exception {
        outputs.put("a", attributes("name", ref("secret#/key")));
        outputs.put("secret", attributes("key", "s3cret"));

        assertThat(references
                        .resolve(
                                task("t", Map.of("x", ref("a#/name"))).after("a", "secret"),
                                id -> Optional.ofNullable(outputs.get(id)))
                        .values())
                .isEqualTo(Map.of("x", ref("secret#/key")));
    }

    @Test
    void followsReferencesInOutputsWhereThatIsSwitchedOn() throws Exception {
        outputs.put("a", new Attributes(members("name", ref("b#/key"), "own", ref("#/name"))));
        outputs.put("b", attributes("key", "value"));
        JsonReferences following = new JsonReferences(true, 100, 1000);

        assertThat(following
                        .resolve(
                                task("t", Map.of("x", ref("a#/own"))).after("a", "b"),
                                id -> Optional.ofNullable(outputs.get(id)))
                        .values())
                .isEqualTo(Map.of("x", "value"));
    }

    @Test
    void looksAmongClearTasksFirst() throws Exception {
        outputs.put("net", attributes("id", "forward"));
        outputs.put(ReverseTask.idOf("net"), attributes("id", "reverse"));

        assertThat(references
                        .resolve(
                                task(ReverseTask.idOf("vm"), Map.of("x", ref("net#/id"))),
                                id -> Optional.ofNullable(outputs.get(id)))
                        .values())
                .isEqualTo(Map.of("x", "reverse"));
    }

    @Test
    void looksAmongTheTasksWhereNoClearTaskHasAnOutput() throws Exception {
        outputs.put("net", attributes("id", "forward"));

        assertThat(references
                        .resolve(
                                task(ReverseTask.idOf("net"), Map.of("x", ref("net#/id"))),
                                id -> Optional.ofNullable(outputs.get(id)))
                        .values())
                .isEqualTo(Map.of("x", "forward"));
    }

    @Test
    void changesNothingOfWhatItIsGiven() throws Exception {
        outputs.put("net", attributes("id", "n-1"));
        TaskSpec task = task("t", Map.of("x", ref("net#/id"))).after("net");
        TaskSpec same = task("t", Map.of("x", ref("net#/id"))).after("net");

        references.resolve(task, id -> Optional.ofNullable(outputs.get(id)));

        assertThat(task).isEqualTo(same);
    }

    @Test
    void takesAPlaceThatManyReferencesLeadToForNoCircle() throws Exception {
        Map<String, Object> input =
                members("a", "x", "b", List.of(ref("#/input/a"), ref("#/input/a")), "c", ref("#/input/b"));

        assertThat(resolved("", input)).containsEntry("c", List.of("x", "x"));
    }

    @Test
    void namesTheCircleThatReferencesLeadIn() {
        Map<String, Object> input = members("a", ref("#/input/b"), "b", ref("#/input/c"), "c", ref("#/input/b"));

        assertThatThrownBy(() -> resolved("", input))
                .isInstanceOf(UnresolvedReferenceException.class)
                .hasMessageContaining("#/input/b leads to #/input/c leads to #/input/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "#/input", "#/input/x", "#/input/x/y"})
    void refusesAReferenceThatContainsItself(String reference) {
        assertThatThrownBy(() -> resolved("", Map.of("x", Map.of("y", ref(reference)))))
                .isInstanceOf(UnresolvedReferenceException.class)
                .hasMessageContaining("in a circle");
    }

    @Test
    void tellsTaskPlaceReferenceAndReason() {
        outputs.put("net", attributes("id", "n-1"));

        assertThatThrownBy(() -> resolved("net", Map.of("a/b", List.of(ref("net#/ip")))))
                .isInstanceOfSatisfying(UnresolvedReferenceException.class, thrown -> {
                    assertThat(thrown.pointer()).isEqualTo("/a~1b/0");
                    assertThat(thrown.reference()).isEqualTo("net#/ip");
                    assertThat(thrown)
                            .hasMessage(
                                    "task t, input /a~1b/0, reference net#/ip: the output of net has nothing at 'ip'");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "net", "net#id", "net#/~2", "net#/%zz"})
    void refusesWhatIsNoReference(String reference) {
        outputs.put("net", attributes("id", "n-1"));

        assertThatThrownBy(() -> resolved("net", Map.of("x", ref(reference))))
                .isInstanceOf(UnresolvedReferenceException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"net#/ids/-", "net#/ids/01", "net#/ids/+1", "net#/ids/2", "net#/ids/0/x"})
    void refusesElementsThatAreNotThere(String reference) {
        outputs.put("net", attributes("ids", List.of("a", "b")));

        assertThatThrownBy(() -> resolved("net", Map.of("x", ref(reference))))
                .isInstanceOf(UnresolvedReferenceException.class)
                .hasMessageContaining("has nothing at");
    }

    @Test
    void refusesMembersBesideAReference() {
        outputs.put("net", attributes("id", "n-1"));

        assertThatThrownBy(() -> resolved("net", Map.of("x", Map.of("$ref", "net#/id", "maxItems", 2))))
                .hasMessageContaining("beside $ref there must be no other member");
    }

    @Test
    void refusesTasksThatAreNoDependencies() {
        outputs.put("other", attributes("id", "n-1"));

        assertThatThrownBy(() -> resolved("net", Map.of("x", ref("other#/id"))))
                .hasMessageContaining("other is not among the dependencies");
    }

    @Test
    void refusesADependencyWithoutAnOutput() {
        assertThatThrownBy(() -> resolved("net", Map.of("x", ref("net#/id"))))
                .hasMessageContaining("net has no output");
    }

    @Test
    void refusesWhatGrowsBeyondItsBound() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("a0", "lol");
        for (int level = 1; level < 40; level++) {
            input.put("a" + level, List.of(ref("#/input/a" + (level - 1)), ref("#/input/a" + (level - 1))));
        }

        assertThatThrownBy(() -> resolved("", input)).hasMessageContaining("at most 1000000 values");
    }

    @Test
    void refusesWhatIsNestedTooDeep() {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("a0", "end");
        for (int level = 1; level < 150; level++) {
            input.put("a" + level, List.of(ref("#/input/a" + (level - 1))));
        }

        assertThatThrownBy(() -> resolved("", input)).hasMessageContaining("nested 100 deep");
    }

    @Test
    void refusesAnInputThatDoesNotSuitItsType() {
        outputs.put("tenant", attributes("tenant", Map.of("id", "t-1", "name", 5)));
        TaskSpec task = TaskSpec.of("t", "create.tenant", new Attributes(Map.of("tenant", ref("tenant#/tenant"))))
                .after("tenant");

        assertThatThrownBy(() -> references.resolve(task, id -> Optional.ofNullable(outputs.get(id))))
                .isInstanceOfSatisfying(UnresolvedReferenceException.class, thrown -> assertThat(thrown.pointer())
                        .isEqualTo("/tenant/name"))
                .hasMessageContaining("it must be a string but is a number");
    }

    @Test
    void refusesAnInputThatLacksWhatItsTypeNeeds() {
        outputs.put("tenant", attributes("tenant", Map.of("id", "t-1")));
        TaskSpec task = TaskSpec.of("t", "create.tenant", new Attributes(Map.of("tenant", ref("tenant#/tenant"))))
                .after("tenant");

        assertThatThrownBy(() -> references.resolve(task, id -> Optional.ofNullable(outputs.get(id))))
                .hasMessageContaining("it lacks 'name'");
    }

    @Test
    void letsHandlersGiveMoreThanTheirTypeNeeds() throws Exception {
        outputs.put("tenant", attributes("tenant", Map.of("id", "t-1", "name", "shop", "domain", "default")));
        TaskSpec task = TaskSpec.of("t", "create.tenant", new Attributes(Map.of("tenant", ref("tenant#/tenant"))))
                .after("tenant");

        assertThat(references
                        .resolve(task, id -> Optional.ofNullable(outputs.get(id)))
                        .object("tenant"))
                .isPresent();
    }

    @Test
    void resolvesAnInputOfAMegabyte() throws Exception {
        List<Object> elements = new ArrayList<>();
        for (int place = 0; place < 40_000; place++) {
            elements.add(ref("net#/id"));
        }
        outputs.put("net", attributes("id", "n-1"));

        assertThat(resolved("net", Map.of("x", elements)).get("x"))
                .isEqualTo(java.util.Collections.nCopies(40_000, "n-1"));
    }

    private Map<String, Object> resolved(String dependency, Map<String, Object> input)
            throws UnresolvedReferenceException {
        TaskSpec task = task("t", input);
        return references
                .resolve(
                        dependency.isEmpty() ? task : task.after(dependency),
                        id -> Optional.ofNullable(outputs.get(id)))
                .values();
    }

    private static TaskSpec task(String id, Map<String, Object> input) {
        return TaskSpec.of(id, "some.type", new Attributes(input));
    }

    private static Map<String, Object> ref(String reference) {
        return Map.of("$ref", reference);
    }

    private static Attributes attributes(String key, Object value) {
        return Attributes.of(key, value);
    }

    private static Map<String, Object> members(Object... keysAndValues) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int place = 0; place < keysAndValues.length; place += 2) {
            members.put((String) keysAndValues[place], keysAndValues[place + 1]);
        }
        return members;
    }
}
