package io.patchbay.portal.internal.namespace;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.portal.internal.engineio.EngineError;
import io.patchbay.portal.internal.engineio.EngineRevision;
import io.patchbay.portal.internal.engineio.EngineSocket;
import io.patchbay.portal.internal.engineio.Poll;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Namespaces that are replaced, or removed, while clients are in them. */
class ReplacedNamespaceTest extends NamespaceCase {
    private final AtomicInteger read = new AtomicInteger();

    @Test
    void disconnectsTheClientsOfANamespaceThatIsRemovedForGood() {
        connect();
        remove();
        assertThat(take()).as("while a successor may come").isEmpty();

        slots.giveUpWaiting("custom");

        assertThat(take()).containsExactly("41/custom,");
        assertThat(closeCode).isZero();
    }

    @Test
    void hasASuccessorTakeTheClientsOver() {
        say("40/custom,{\"token\":\"abc\"}");
        engine.arrivals().webSocketPong(() -> {});
        TakingOver successor = new TakingOver();
        replace(successor);
        take();

        say("42/custom,[\"message\",1]");

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]");
        assertThat(successor.auths()).containsExactly(Map.of("token", "abc"));
        assertThat(echo.gone()).isEmpty();
    }

    @Test
    void keepsWhatClientsSayUntilASuccessorIsThere() {
        connect();
        remove();
        say("42/custom,[\"message\",1]");
        say("42/custom,[\"message\",2]");
        assertThat(take()).isEmpty();

        install(new TakingOver());

        assertThat(take()).containsExactly("42/custom,[\"taken-over\",1]", "42/custom,[\"taken-over\",2]");
    }

    @Test
    void readsNoMoreWhileMuchWaits() {
        connect();
        remove();
        for (int i = 0; i < 40; i++) {
            engine.arrivals().frame(channel, "42/custom,[\"message\"]", read::incrementAndGet);
        }

        assertThat(read).hasValue(31);
    }

    @Test
    void handlesAllThatHasWaitedAndReadsOn() {
        readsNoMoreWhileMuchWaits();
        install(new TakingOver());

        assertThat(read).hasValue(40);
        assertThat(take()).hasSize(40);
    }

    @Test
    void readsOnWhereTheConnectionIsOver() {
        readsNoMoreWhileMuchWaits();
        engine.close(1000, "enough");

        assertThat(read).hasValue(40);
    }

    @Test
    void answersNoBodyWhileMuchWaits() {
        String[] opened = new String[1];
        server.open(
                EngineRevision.V4, (OpeningPoll) payload -> opened[0] = new String(payload, StandardCharsets.UTF_8));
        EngineSocket polling = server.find(opened[0].replaceAll(".*\"sid\":\"([^\"]*)\".*", "$1"))
                .orElseThrow();
        List<Optional<?>> replies = new ArrayList<>();
        polling.arrivals().startPost();
        polling.arrivals().post("40/custom,".getBytes(StandardCharsets.UTF_8), false, refused -> {});
        remove();
        polling.arrivals().startPost();
        String body = String.join("\u001e", Collections.nCopies(40, "42/custom,[\"message\"]"));
        polling.arrivals().post(body.getBytes(StandardCharsets.UTF_8), false, replies::add);
        assertThat(replies).isEmpty();
        install(new TakingOver());

        assertThat(replies).containsExactly(Optional.empty());
    }

    /** The poll that opens a session. */
    private interface OpeningPoll extends Poll {
        @Override
        default void refuse(EngineError error) {
            throw new IllegalStateException(error.toString());
        }
    }

    @Test
    void hasClientsComeBackWhomTheSuccessorDoesNotTakeOver() {
        connect();
        replace(new EchoNamespace());

        assertThat(closeCode).isEqualTo(1013);
    }

    @Test
    void givesNothingOfAnOldClientToASuccessorThatDoesNotTakeItOver() {
        connect();
        EchoNamespace successor = new EchoNamespace();
        install(successor);
        say("42/custom,[\"message\"]");

        assertThat(take()).isEmpty();
        assertThat(successor.gone()).isEmpty();
        assertThat(closeCode).isEqualTo(1013);
    }
}
