package io.patchbay.migrator.internal.reference;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.TaskSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is found wrong with a graph before anything of it runs. */
class GraphReferencesTest {
    private static final Map<String, Object> TENANT = Map.of("id", "t-1", "name", "shop");
    private static final Map<String, Object> NETWORK = Map.of("id", "n-1", "name", "front");

    private final JsonReferences references = JsonReferences.usual();

    @Test
    void findsNothingWrongWithAGraphThatHoldsTogether() {
        assertThat(faults(tenant(), network(ref("tenant#/tenant")).after("tenant")))
                .isEmpty();
    }

    @Test
    void findsATypeThatCanOnlyBeAMistake() {
        assertThat(faults(task("a", "create.netwrok", Map.of()))).containsExactly("unknown-type /tasks/0/type");
    }

    @Test
    void leavesTheTypesOfPluginsAlone() {
        assertThat(faults(task("a", "example.write-file", Map.of("folder", 5)))).isEmpty();
    }

    @Test
    void findsAReferenceToNoTask() {
        assertThat(faults(network(ref("tenant#/tenant")))).containsExactly("dangling-reference /tasks/0/input/tenant");
    }

    @Test
    void findsAReferenceThatIsNoDependency() {
        assertThat(faults(tenant(), network(ref("tenant#/tenant"))))
                .containsExactly("undeclared-reference /tasks/1/input/tenant");
    }

    @Test
    void findsAReferenceToAnOutputThatATypeHasNot() {
        assertThat(faults(tenant(), network(ref("tenant#/project")).after("tenant")))
                .containsExactly("unknown-output /tasks/1/input/tenant");
    }

    @Test
    void findsAReferenceToAnOutputOfAnotherKind() {
        assertThat(faults(tenant(), network(ref("tenant#/tenant/name")).after("tenant")))
                .containsExactly("wrong-type /tasks/1/input/tenant");
    }

    @Test
    void findsWhatIsMissingMistypedAndUnknownInAnInput() {
        assertThat(faults(
                        task("t", "create.tenant", Map.of("tenant", Map.of("id", 5, "colour", "blue"), "more", true))))
                .containsExactlyInAnyOrder(
                        "wrong-type /tasks/0/input/tenant/id",
                        "missing /tasks/0/input/tenant",
                        "unknown-key /tasks/0/input/tenant/colour",
                        "unknown-key /tasks/0/input/more");
    }

    @Test
    void findsAnOwnReferenceThatLeadsToAValueOfTheWrongType() {
        assertThat(faults(task("t", "create.tenant", Map.of("tenant", ref("#/goal")))))
                .containsExactly("wrong-type /tasks/0/input/tenant");
    }

    @Test
    void findsACircleOnce() {
        assertThat(faults(task("a", "some.type", Map.of("x", ref("#/input/y"), "y", ref("#/input/x")))))
                .singleElement()
                .asString()
                .startsWith("reference-cycle");
    }

    @Test
    void findsMembersBesideAReferenceAndMalformedOnes() {
        assertThat(faults(task(
                        "a",
                        "some.type",
                        Map.of("x", Map.of("$ref", "#/type", "also", 1), "y", ref("nowhere"), "z", ref("#type")))))
                .containsExactlyInAnyOrder(
                        "bad-reference /tasks/0/input/x",
                        "bad-reference /tasks/0/input/y",
                        "bad-reference /tasks/0/input/z");
    }

    @Test
    void letsAReverseTaskReferToItsOwnTaskAndWhatThatNeeds() {
        TaskSpec network = network(ref("tenant#/tenant"))
                .after("tenant")
                .undoneBy(undo(ref("network#/network"), ref("tenant#/tenant")));

        assertThat(faults(tenant(), network)).isEmpty();
    }

    @Test
    void findsAReverseTaskThatRefersToWhatIsUndoneBefore() {
        TaskSpec tenant = tenant().undoneBy(
                        new ReverseTask("delete.tenant", new Attributes(Map.of("tenant", ref("network#/network")))));

        assertThat(faults(tenant, network(ref("tenant#/tenant")).after("tenant")))
                .contains("undeclared-reference /tasks/0/reverse/input/tenant");
    }

    @Test
    void findsWhatIsWrongWithTheInputOfAReverseTask() {
        TaskSpec network =
                network(ref("tenant#/tenant")).after("tenant").undoneBy(undo(ref("network#/net"), Map.of("id", "t")));

        assertThat(faults(tenant(), network))
                .containsExactlyInAnyOrder(
                        "unknown-output /tasks/1/reverse/input/network", "missing /tasks/1/reverse/input/tenant");
    }

    @Test
    void namesTheTaskOfAFault() {
        assertThat(references.check(List.of(network(ref("tenant#/tenant")))))
                .extracting(Fault::task)
                .containsExactly(java.util.Optional.of("network"));
    }

    private static TaskSpec tenant() {
        return task("tenant", "create.tenant", Map.of("tenant", TENANT));
    }

    private static TaskSpec network(Object tenant) {
        return task("network", "create.network", Map.of("tenant", tenant, "network", NETWORK));
    }

    private static ReverseTask undo(Object network, Object tenant) {
        return new ReverseTask("delete.network", new Attributes(Map.of("network", network, "tenant", tenant)));
    }

    private static TaskSpec task(String id, String type, Map<String, Object> input) {
        return TaskSpec.of(id, type, new Attributes(input));
    }

    private static Map<String, Object> ref(String reference) {
        return Map.of("$ref", reference);
    }

    private List<String> faults(TaskSpec... tasks) {
        return references.check(List.of(tasks)).stream()
                .map(fault -> fault.code() + " " + fault.pointer())
                .toList();
    }
}
