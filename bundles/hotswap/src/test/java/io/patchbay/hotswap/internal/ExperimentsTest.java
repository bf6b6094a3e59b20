package io.patchbay.hotswap.internal;

import static io.patchbay.hotswap.internal.Rig.ask;
import static io.patchbay.hotswap.internal.Rig.awaitAnswer;
import static io.patchbay.hotswap.internal.Rig.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.Experiment.Mode;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.PluginStatus.State;
import io.patchbay.api.hotswap.Share;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.hotswap.internal.greeting.Greeter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that does not serve, tried beside the one that does. */
class ExperimentsTest {
    private static final String NEW = "1.1.0";

    private Rig rig;
    private Slot<Greeter> slot;

    @BeforeEach
    void start(@TempDir Path root) {
        rig = new Rig(root).started();
        slot = rig.open();
        rig.drop("hello-1.0.0.jar", PluginJar.greeter("1.0.0", "one"));
        awaitAnswer(slot, "one");
        eventually().until(() -> rig.hotSwap()
                .pin("greeting", "hello", "1.0.0")); // it answers a little before it is listed
        rig.drop("hello-1.1.0.jar", PluginJar.greeter(NEW, "two"));
        eventually().until(() -> rig.state(NEW).filter(State.STANDBY::equals).isPresent());
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void aSlotOfAVersionLeasesItThoughAnotherOneServes() {
        assertThat(ask(rig.hotSwap().open(Greeter.class, "hello", NEW))).contains("two");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aVersionThatIsTriedIsStillOnStandby() {
        rig.hotSwap().open(Greeter.class, "hello", NEW);
        assertThat(rig.state(NEW)).contains(State.STANDBY);
    }

    @Test
    void aSlotOfAVersionFillsWhenItArrives() {
        Slot<Greeter> tried = rig.hotSwap().open(Greeter.class, "hello", "1.2.0");
        assertThat(ask(tried)).isEmpty();
        rig.drop("hello-1.2.0.jar", PluginJar.greeter("1.2.0", "three"));
        awaitAnswer(tried, "three");
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void aSlotOfAVersionEmptiesWhenItGoesAndItsBundleIsUninstalled() {
        Slot<Greeter> tried = rig.hotSwap().open(Greeter.class, "hello", NEW);
        rig.delete("hello-1.1.0.jar");
        eventually().until(() -> ask(tried).isEmpty());
        eventually().until(() -> rig.pluginBundles().count() == 1);
    }

    @Test
    void aCandidateWithTooManyFaultsIsFaultyAndLeavesItsSlot() {
        Slot<Greeter> tried = rig.hotSwap().open(Greeter.class, "hello", NEW);
        for (int fault = 0; fault < 3; fault++) {
            try (Lease<Greeter> lease = tried.lease().orElseThrow()) {
                lease.fault(FaultReason.BAD_ANSWER, "it greets nobody");
            }
        }
        eventually().until(() -> ask(tried).isEmpty());
        assertThat(rig.state(NEW)).contains(State.FAULTY);
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void whatServesWhileItIsTriedServesOnWhenTheTrialIsOver() {
        Slot<Greeter> tried = rig.hotSwap().open(Greeter.class, "hello", "1.0.0");
        assertThat(ask(tried)).contains("one");
        tried.close();
        eventually().until(() -> ask(tried).isEmpty());
        assertThat(ask(slot)).contains("one");
    }

    @Test
    void anExperimentIsSeenByTheEngineUntilItEnds() {
        assertThat(rig.hotSwap().begin(canary("room"))).isInstanceOf(BeginAnswer.Begun.class);
        ExperimentRun run = run();
        assertThat(run.experiment()).isEqualTo(canary("room"));
        assertThat(rig.hotSwap().end(Mode.CANARY, "greeting", "room")).isTrue();
        assertThat(run.isOn()).isFalse();
        assertThat(rig.hotSwap().experiments("greeting")).isEmpty();
        assertThat(rig.hotSwap().end(Mode.CANARY, "greeting", "room")).isFalse();
    }

    @Test
    void countsWhatTheEngineSaysOfIt() {
        rig.hotSwap().begin(canary("room"));
        run().answered();
        run().skipped(5);
        run().differed(new Difference(Instant.EPOCH, "a call", "one", "two"));
        ExperimentStatus status = rig.hotSwap().experiments().get(0);
        assertThat(status.answered()).isEqualTo(2);
        assertThat(status.differed()).isEqualTo(1);
        assertThat(status.skipped()).isEqualTo(5);
        assertThat(status.differences()).extracting(Difference::candidate).containsExactly("two");
    }

    @Test
    void endsByItselfAfterTooManyFaultsAndSaysSo() {
        rig.hotSwap().begin(canary("room"));
        ExperimentRun run = run();
        for (int fault = 0; fault < 3; fault++) {
            run.fault("it greets nobody");
        }
        assertThat(run.isOn()).isFalse();
        ExperimentStatus status = rig.hotSwap().experiments().get(0);
        assertThat(status.running()).isFalse();
        assertThat(status.ended())
                .hasValueSatisfying(reason -> assertThat(reason).contains("it greets nobody"));
        eventually().until(() -> rig.hotSwap().experiments("greeting").isEmpty());
    }

    @Test
    void endsIfTheLimitIsLoweredBelowWhatItHasCounted() {
        rig.hotSwap().begin(canary("room"));
        ExperimentRun run = run();
        run.fault("it greets nobody");
        run.fault("it greets nobody");
        rig.hotSwap().modify(new TestConfig(20, 40, 1000, 1000, 1));
        run.fault("it greets nobody");
        assertThat(run.isOn()).isFalse();
    }

    @Test
    void endsByItselfWhenTheVersionThatIsTriedComesToServeThere() {
        rig.hotSwap().openFor(Greeter.class, "hello", "room");
        rig.hotSwap().begin(canary("room"));
        ExperimentRun run = run();

        rig.hotSwap().unpin("greeting", "hello");

        eventually().until(() -> !run.isOn());
        assertThat(rig.hotSwap().experiments().get(0).ended()).contains("the version that it tries serves there now");
        eventually().until(() -> rig.hotSwap().experiments("greeting").isEmpty());
    }

    @Test
    void endsAtOnceWhereTheVersionThatIsTriedServesAlready() {
        rig.hotSwap().unpin("greeting", "hello");
        rig.hotSwap().openFor(Greeter.class, "hello", "room");
        rig.hotSwap().begin(canary("room"));

        eventually().until(() -> !rig.hotSwap().experiments().get(0).running());
    }

    @Test
    void goesOnWhereTheVersionThatIsTriedServesSomethingElse() {
        rig.hotSwap().openFor(Greeter.class, "hello", "hall");
        rig.hotSwap().begin(canary("room"));
        rig.hotSwap().begin(canary("hall"));

        rig.hotSwap().unpin("greeting", "hello");

        eventually().until(() -> rig.hotSwap().experiments("greeting").size() == 1);
        assertThat(run().experiment().scope()).isEqualTo("room");
    }

    @Test
    void endsByItselfWhenTheVersionThatIsTriedIsRemoved() {
        rig.hotSwap().begin(canary("room"));

        rig.delete("hello-1.1.0.jar");

        eventually().until(() -> !rig.hotSwap().experiments().get(0).running());
        assertThat(rig.hotSwap().experiments().get(0).ended()).contains("the version that it tries was removed");
    }

    @Test
    void goesOnAfterARestartInWhichTheVersionThatIsTriedStops() {
        rig.hotSwap().begin(canary("room"));
        rig.pluginBundles().forEach(Rig::stop); // as the framework does before it stops this
        eventually().until(() -> rig.hotSwap().plugins().isEmpty());
        rig.restart(() -> {});

        assertThat(run().experiment()).isEqualTo(canary("room"));
    }

    @Test
    void goesOnAfterARestart() {
        rig.hotSwap().begin(canary("room"));
        rig.restart(() -> {});
        assertThat(run().experiment()).isEqualTo(canary("room"));
    }

    @Test
    void anotherOneTakesItsPlace() {
        rig.hotSwap().begin(canary("room"));
        ExperimentRun before = run();
        rig.hotSwap().begin(new Experiment(Mode.CANARY, "greeting", "room", "hello", NEW, Share.ofPercent(7)));
        assertThat(before.isOn()).isFalse();
        assertThat(run().experiment().share().percent()).isEqualTo(7);
    }

    @Test
    void refusesAVersionThatIsNotInstalled() {
        assertThat(refusal(new Experiment(Mode.CANARY, "greeting", "room", "hello", "9.0.0", Share.ALL)))
                .contains(BeginAnswer.Reason.UNKNOWN_PLUGIN);
    }

    @Test
    void refusesAModeThatTheEngineHasNot() {
        assertThat(refusal(new Experiment(Mode.SHADOW, "greeting", "room", "hello", NEW, Share.ALL)))
                .contains(BeginAnswer.Reason.UNSUPPORTED);
    }

    private Optional<BeginAnswer.Reason> refusal(Experiment experiment) {
        return rig.hotSwap().begin(experiment) instanceof BeginAnswer.Refused refused
                ? Optional.of(refused.reason())
                : Optional.empty();
    }

    private ExperimentRun run() {
        return rig.hotSwap().experiments("greeting").get(0);
    }

    private static Experiment canary(String scope) {
        return new Experiment(Mode.CANARY, "greeting", scope, "hello", NEW, Share.ofPercent(10));
    }
}
