package io.patchbay.contract;

import io.patchbay.api.Attributes;
import io.patchbay.api.portal.ClientFrame;
import io.patchbay.api.portal.ClientRequest;
import io.patchbay.api.portal.CodecState;
import io.patchbay.api.portal.Decoded;
import io.patchbay.api.portal.Encoded;
import io.patchbay.api.portal.ProtocolVersion;
import io.patchbay.api.portal.ServerMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What a {@link ProtocolVersion} must hold to. Immutable. */
final class ProtocolChecks {
    private static final int THREADS = 4;
    private static final int ROUNDS = 10;

    private final Supplier<ProtocolVersion> plugins;

    private ProtocolChecks(Supplier<ProtocolVersion> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<ProtocolVersion> plugins) {
        ProtocolChecks checks = new ProtocolChecks(plugins);
        return List.of(
                new Check("has no field that can change", () -> Stateless.require(plugins.get())),
                new Check("decodes anything that a client can send", checks::decodesEverything),
                new Check(
                        "encodes everything that the portal says, and acknowledges every request",
                        checks::encodesEverything),
                new Check("gives the same answers to the same questions", checks::isReproducible),
                new Check("gives the same answers to several threads at once", checks::isFreeOfThreads),
                new Check("reads what its predecessor remembered", checks::readsItsPredecessor),
                new Check("words notifications alike for all, or says that it does not", checks::wordsAlike),
                new Check("takes at most " + Asker.BUDGET_MILLIS + " ms a frame", checks::isFast));
    }

    private void decodesEverything() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            for (ClientFrame frame : ProtocolSamples.frames()) {
                decode(asker, codec, CodecState.NEW, frame);
            }
        }
    }

    private void encodesEverything() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            for (ServerMessage message : ProtocolSamples.messages()) {
                requireAcknowledgement(message, encode(asker, codec, CodecState.NEW, message));
            }
        }
    }

    private static void requireAcknowledgement(ServerMessage message, Encoded encoded) {
        long acknowledgements = encoded.frames().stream()
                .filter(Encoded.Wire.Ack.class::isInstance)
                .count();
        boolean answers = !(message instanceof ServerMessage.Notified);
        if (acknowledgements != (answers ? 1 : 0)) {
            throw new BrokenContract("encode of " + nameOf(message) + " has " + acknowledgements + " acknowledgements; "
                    + (answers ? "a request is acknowledged once" : "nobody asked for a notification"));
        }
    }

    private void isReproducible() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            List<String> first = asker.ask("a call", () -> answers(codec));
            StrategyChecks.requireSame(
                    first, asker.ask("a call", () -> answers(codec)), "of the first and the second time");
            ProtocolVersion other = plugins.get();
            StrategyChecks.requireSame(first, asker.ask("a call", () -> answers(other)), "of two instances");
        }
    }

    private void isFreeOfThreads() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, THREADS)) {
            List<String> alone = asker.ask("a call", () -> answers(codec));
            List<Future<List<String>>> rounds = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                rounds.add(asker.begin(() -> answers(codec)));
            }
            for (Future<List<String>> round : rounds) {
                StrategyChecks.requireSame(alone, asker.await("a call", round), "of one thread and several at once");
            }
        }
    }

    private void readsItsPredecessor() throws InterruptedException {
        ProtocolVersion predecessor = plugins.get();
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            Set<CodecState> states = states(asker, predecessor);
            for (CodecState state : states) {
                for (ClientFrame frame : ProtocolSamples.frames()) {
                    decode(asker, codec, state, frame);
                }
                for (ServerMessage message : ProtocolSamples.messages()) {
                    encode(asker, codec, state, message);
                }
            }
        }
    }

    private void wordsAlike() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            if (!asker.ask("encodesNotificationsAlike", codec::encodesNotificationsAlike)) {
                return;
            }
            Set<CodecState> states = states(asker, codec);
            for (ServerMessage message : ProtocolSamples.messages()) {
                if (message instanceof ServerMessage.Notified) {
                    String forNew = encode(asker, codec, CodecState.NEW, message)
                            .frames()
                            .toString();
                    for (CodecState state : states) {
                        if (!encode(asker, codec, state, message)
                                .frames()
                                .toString()
                                .equals(forNew)) {
                            throw new BrokenContract("encode of " + nameOf(message) + " depends on the state " + state
                                    + ", but encodesNotificationsAlike answers true: the portal words it once for all");
                        }
                    }
                }
            }
        }
    }

    private void isFast() throws InterruptedException {
        ProtocolVersion codec = plugins.get();
        try (Asker asker = new Asker(codec, 1)) {
            for (ClientFrame frame : ProtocolSamples.frames()) {
                Stopwatch watch = new Stopwatch();
                for (int round = 0; round < ROUNDS; round++) {
                    asker.ask("decode", () -> watch.time(() -> codec.decode(CodecState.NEW, frame)));
                }
                watch.requireWithin(
                        TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "the decode of " + nameOf(frame));
            }
        }
    }

    /** Everything that a codec may have to remember after one message or frame. */
    private static Set<CodecState> states(Asker asker, ProtocolVersion codec) throws InterruptedException {
        Set<CodecState> states = new LinkedHashSet<>(List.of(CodecState.NEW));
        for (ClientFrame frame : ProtocolSamples.frames()) {
            if (decode(asker, codec, CodecState.NEW, frame) instanceof Decoded.Understood understood) {
                states.add(understood.state());
            }
        }
        for (ServerMessage message : ProtocolSamples.messages()) {
            states.add(encode(asker, codec, CodecState.NEW, message).state());
        }
        return states;
    }

    private static Decoded decode(Asker asker, ProtocolVersion codec, CodecState state, ClientFrame frame)
            throws InterruptedException {
        return asker.ask("decode of " + nameOf(frame), () -> codec.decode(state, frame));
    }

    private static Encoded encode(Asker asker, ProtocolVersion codec, CodecState state, ServerMessage message)
            throws InterruptedException {
        Encoded encoded = asker.ask("encode of " + nameOf(message), () -> codec.encode(state, message));
        try {
            for (Encoded.Wire frame : encoded.frames()) {
                Attributes.copy(
                        frame instanceof Encoded.Wire.Event event
                                ? event.arguments()
                                : ((Encoded.Wire.Ack) frame).arguments());
            }
        } catch (IllegalArgumentException notJson) {
            throw new BrokenContract(
                    "encode of " + nameOf(message) + " has an argument that cannot be sent: " + notJson.getMessage());
        }
        return encoded;
    }

    /** As text, without ids that the codec makes up. */
    private static List<String> answers(ProtocolVersion codec) {
        List<String> answers = new ArrayList<>();
        for (ClientFrame frame : ProtocolSamples.frames()) {
            Decoded decoded = codec.decode(CodecState.NEW, frame);
            answers.add(withoutNewIds(decoded).orElse(String.valueOf(decoded)));
        }
        for (ServerMessage message : ProtocolSamples.messages()) {
            answers.add(String.valueOf(codec.encode(CodecState.NEW, message)));
        }
        return answers;
    }

    private static Optional<String> withoutNewIds(Decoded decoded) {
        return decoded instanceof Decoded.Understood understood
                        && understood.request() instanceof ClientRequest.Media media
                        && media.request().opens()
                ? Optional.of(media.request().getClass().getSimpleName())
                : Optional.empty();
    }

    private static String nameOf(ServerMessage message) {
        return message instanceof ServerMessage.Notified notified
                ? notified.notification().getClass().getSimpleName()
                : message.getClass().getSimpleName();
    }

    private static String nameOf(ClientFrame frame) {
        String data = frame.data().map(String::valueOf).orElse("nothing");
        return "event '" + frame.event() + "' with " + (data.length() > 60 ? data.substring(0, 60) + "…" : data);
    }
}
