package io.patchbay.portal.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.hotswap.Difference;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.Share;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import io.patchbay.portal.internal.ManualAlarms;
import io.patchbay.protocol.v12.internal.ProtocolV12;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A codec that is tried beside the one that serves, or in its place. */
class CodecTrialTest {
    private final ManualAlarms alarms = new ManualAlarms();
    private final World world = new World(Map.of(), alarms, Runnable::run);
    private final CountDownLatch released = new CountDownLatch(1);
    private final FakeClient ann = new FakeClient(world.context());
    private final FakeClient bob = new FakeClient(world.context());

    @BeforeEach
    void join() {
        ann.loggedIn(world.tokens().issue("r", "ann", "presenter"));
        bob.loggedIn(world.tokens().issue("other", "bob", "presenter"));
    }

    @AfterEach
    void close() {
        released.countDown();
        world.close();
    }

    /** Says the same as the one that serves, but for the name of the event that carries a text. */
    private static class Shouting implements ProtocolVersion {
        private final ProtocolVersion usual = new ProtocolV12();

        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            return usual.decode(state, frame);
        }

        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            Encoded encoded = usual.encode(state, message);
            List<Encoded.Wire> frames = new ArrayList<>();
            for (Encoded.Wire frame : encoded.frames()) {
                frames.add(
                        frame instanceof Encoded.Wire.Event event
                                        && event.name().equals("text")
                                ? new Encoded.Wire.Event("TEXT", event.arguments())
                                : frame);
            }
            return new Encoded(encoded.state(), frames);
        }

        @Override
        public boolean encodesNotificationsAlike() {
            return usual.encodesNotificationsAlike();
        }
    }

    private static final class Broken extends Shouting {
        @Override
        public Encoded encode(CodecState state, ServerMessage message) {
            throw new IllegalStateException("no words");
        }
    }

    /** Good for as many texts as prove a codec, then it does not come back. */
    private final class Late extends Shouting {
        private final AtomicInteger texts = new AtomicInteger();

        @Override
        public Decoded decode(CodecState state, ClientFrame frame) {
            if (texts.incrementAndGet() > 64) {
                alarms.dawdle();
                Uninterrupted.await(released);
            }
            return super.decode(state, frame);
        }
    }

    /** Remembers what became of a trial. */
    private static final class Run implements ExperimentRun {
        private final Experiment experiment;
        private final List<Difference> differences = new CopyOnWriteArrayList<>();
        private final List<String> faults = new CopyOnWriteArrayList<>();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicLong skipped = new AtomicLong();
        private volatile boolean on = true;

        Run(Experiment.Mode mode, String version, Share share) {
            this.experiment = new Experiment(mode, "protocol", version, "1.2", "2.0.0", share);
        }

        @Override
        public Experiment experiment() {
            return experiment;
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public void answered() {
            answered.incrementAndGet();
        }

        @Override
        public void differed(Difference difference) {
            differences.add(difference);
        }

        @Override
        public void skipped(long decisions) {
            skipped.addAndGet(decisions);
        }

        @Override
        public void fault(String reason) {
            faults.add(reason);
        }
    }

    private Run begin(Experiment.Mode mode, Share share, ProtocolVersion candidate) {
        return begin(new Run(mode, "1.2", share), candidate);
    }

    private Run begin(Run run, ProtocolVersion candidate) {
        world.slots().put("1.2 2.0.0", Optional.of(candidate));
        world.slots().beginTrial(run);
        return run;
    }

    private static List<String> say(FakeClient client) {
        client.say(7, "text", Map.of("to", "all", "message", "secret"));
        return client.take();
    }

    @Test
    void aShadowChangesNothingForTheClients() {
        List<String> before = say(ann);
        begin(Experiment.Mode.SHADOW, Share.ALL, new Shouting());

        assertThat(say(ann)).isEqualTo(before);
    }

    @Test
    void aShadowTellsWhereItDiffersWithoutWhatWasSaid() {
        Run run = begin(Experiment.Mode.SHADOW, Share.ALL, new Shouting());
        say(ann);

        assertThat(run.differences).singleElement().satisfies(difference -> {
            assertThat(difference.subject()).isEqualTo("a notification: TextReceived of room r");
            assertThat(difference.active()).contains("[text]").doesNotContain("secret");
            assertThat(difference.candidate()).contains("[TEXT]").doesNotContain("secret");
        });
        assertThat(run.answered.get()).as("the request and its answer").isEqualTo(2);
    }

    @Test
    void aShadowThatFailsIsBlamedAndHurtsNobody() {
        List<String> before = say(ann);
        Run run = begin(Experiment.Mode.SHADOW, Share.ALL, new Broken());

        assertThat(say(ann)).isEqualTo(before);
        assertThat(run.faults).isNotEmpty().allMatch(fault -> fault.contains("no words"));
        assertThat(run.skipped.get()).isEqualTo(2);
    }

    @Test
    void aCanarySpeaksWithTheClientsOfItsRoomsOnly() {
        begin(Experiment.Mode.CANARY, new Share(0, Set.of("r"), Set.of()), new Shouting());

        assertThat(say(ann)).anyMatch(line -> line.startsWith("TEXT"));
        assertThat(say(bob)).anyMatch(line -> line.startsWith("text"));
    }

    @Test
    void whereACanaryFailsTheOneThatServesSpeaks() {
        List<String> before = say(ann);
        Run run = begin(Experiment.Mode.CANARY, Share.ALL, new Broken());

        assertThat(say(ann)).isEqualTo(before);
        assertThat(run.faults).isNotEmpty();
    }

    private Run beginWithOneThatTurnsBad(Experiment.Mode mode) {
        Run run = begin(mode, Share.ALL, new Late());
        for (int text = 0; text < 64; text++) {
            say(ann);
        }
        return run;
    }

    @Test
    void whereACanaryDoesNotComeBackTheOneThatServesSpeaks() {
        beginWithOneThatTurnsBad(Experiment.Mode.CANARY);

        assertThat(say(ann)).contains("7 [\"ok\"]");
    }

    @Test
    void aCanaryThatDoesNotComeBackIsBlamedEachTime() {
        Run run = beginWithOneThatTurnsBad(Experiment.Mode.CANARY);
        for (int text = 0; text < 5; text++) {
            say(ann);
        }

        assertThat(run.faults).hasSizeGreaterThanOrEqualTo(5).contains("took too long");
    }

    @Test
    void aShadowThatDoesNotComeBackIsBlamedEachTime() {
        Run run = beginWithOneThatTurnsBad(Experiment.Mode.SHADOW);
        for (int text = 0; text < 5; text++) {
            assertThat(say(ann)).contains("7 [\"ok\"]");
        }

        assertThat(run.faults).hasSizeGreaterThanOrEqualTo(5).contains("took too long");
    }

    @Test
    void aVersionIsServedByTheCodecOfItsName() {
        assertThat(world.slots().scopes()).containsEntry("1.2", "1.2");
    }

    @Test
    void aTrialThatHasEndedIsNotAsked() {
        Run run = begin(Experiment.Mode.CANARY, Share.ALL, new Shouting());
        run.on = false;

        assertThat(say(ann)).anyMatch(line -> line.startsWith("text"));
    }

    @Test
    void aTrialOfAnotherVersionIsNotAsked() {
        begin(new Run(Experiment.Mode.CANARY, "1.1", Share.ALL), new Shouting());

        assertThat(say(ann)).anyMatch(line -> line.startsWith("text"));
    }
}
