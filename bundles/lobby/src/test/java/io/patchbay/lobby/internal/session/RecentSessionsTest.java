package io.patchbay.lobby.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.store.SessionRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecentSessionsTest {
    private final RecentSessions recent = new RecentSessions(2);

    private static SessionRecord session(String hash) {
        return new SessionRecord(hash, "family", "ann", "192.0.2.1", "http://here", 100, 0);
    }

    @Test
    void uselessReadsForgetNoUse() {
        recent.read(session("a"), 100);
        recent.use("a", 500);

        assertThat(recent.read(session("a"), 600).usedAt()).isEqualTo(500);
    }

    @Test
    void aUseThatIsNotWrittenYetSurvivesItsToken() {
        recent.read(session("a"), 100);
        recent.use("a", 500);
        recent.read(session("b"), 600);
        recent.read(session("c"), 600);

        assertThat(recent.find("a")).isEmpty();
        assertThat(recent.read(session("a"), 700).usedAt()).isEqualTo(500);
        assertThat(recent.takeUses()).isEqualTo(Map.of("a", 500L));
        assertThat(recent.size()).isEqualTo(2);
    }

    @Test
    void usesAreTakenOnceUnlessGivenBack() {
        recent.read(session("a"), 100);
        recent.use("a", 500);
        Map<String, Long> uses = recent.takeUses();
        assertThat(recent.takeUses()).isEmpty();
        recent.use("a", 700);
        recent.giveBack(uses);

        assertThat(recent.takeUses()).isEqualTo(Map.of("a", 700L));
    }

    @Test
    void whatIsForgottenIsNotWritten() {
        recent.read(session("a"), 100);
        recent.use("a", 500);
        recent.forget(session -> session.account().equals("ann"));
        recent.use("a", 600);

        assertThat(recent.find("a")).isEmpty();
        assertThat(recent.takeUses()).isEmpty();
    }
}
