package io.patchbay.benchmarks.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdealTest {
    private static final Caps WIDE = new Caps(16, Map.of(), Optional.empty());

    /** A task that took twice as long as it waited for the cloud. */
    private static CarriedOut.Task task(String id, String type, long cloud, String... dependencies) {
        return new CarriedOut.Task(
                id,
                type,
                Optional.of("fast").filter(storage -> type.equals("import")),
                List.of(dependencies),
                new CarriedOut.Span(0, 2 * cloud),
                List.of(new CarriedOut.Span(0, cloud / 2), new CarriedOut.Span(cloud, cloud + cloud - cloud / 2)));
    }

    private static Ideal ideal(Caps caps, CarriedOut.Task... tasks) {
        return Ideal.of(new CarriedOut(List.of(tasks)), caps);
    }

    @Test
    void isTheCriticalPathOfTheWaitsWhereNoCapBinds() {
        Ideal ideal = ideal(
                WIDE,
                task("net", "network", 10),
                task("disk", "import", 70),
                task("vm", "instance", 30, "net", "disk"),
                task("other", "network", 50, "net"));

        assertThat(ideal).isEqualTo(new Ideal(100, List.of("disk", "vm")));
    }

    @Test
    void aTaskThatAskedNoCloudTakesNoTime() {
        CarriedOut.Task copy = new CarriedOut.Task(
                "copy", "copy", Optional.empty(), List.of(), new CarriedOut.Span(0, 500), List.of());

        assertThat(ideal(WIDE, copy, task("disk", "import", 70, "copy")).micros())
                .isEqualTo(70);
    }

    @Test
    void noMoreRunAtOnceThanMay() {
        Caps two = new Caps(2, Map.of(), Optional.empty());

        assertThat(ideal(two, task("a", "network", 30), task("b", "network", 30), task("c", "network", 40))
                        .micros())
                .isEqualTo(60);
    }

    @Test
    void theOneThatMostHangsOnBeginsFirst() {
        Caps one = new Caps(1, Map.of("import", 1), Optional.empty());

        assertThat(ideal(
                                one,
                                task("last", "import", 10),
                                task("first", "network", 10),
                                task("vm", "instance", 90, "first"))
                        .path())
                .containsExactly("first", "vm", "last");
    }

    @Test
    void noMoreOfATypeRunAtOnceThanMay() {
        Caps oneInstance = new Caps(16, Map.of("instance", 1), Optional.empty());

        assertThat(ideal(
                                oneInstance,
                                task("vm-1", "instance", 30),
                                task("vm-2", "instance", 30),
                                task("net", "network", 40))
                        .micros())
                .isEqualTo(60);
    }

    @Test
    void noMoreOnATargetRunAtOnceThanMay() {
        Caps oneOnAStorage = new Caps(16, Map.of(), Optional.of(1));

        assertThat(ideal(oneOnAStorage, task("a", "import", 30), task("b", "import", 30), task("net", "network", 40))
                        .micros())
                .isEqualTo(60);
    }
}
