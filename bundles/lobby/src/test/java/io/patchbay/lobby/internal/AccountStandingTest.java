package io.patchbay.lobby.internal;

import static io.patchbay.lobby.internal.Lobby.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.api.store.AccountRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountStandingTest {
    private final LobbyThreads threads = new LobbyThreads();
    private final MemoryAccounts records = new MemoryAccounts();
    private final AccountStanding standing = new AccountStanding(threads);

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void isGoodWhileTheAccountIsEnabled() {
        standing.bindRecords(records);
        records.create(new AccountRecord("ann", "hash", true, 0));
        assertThat(result(standing.isGood("ann"))).isTrue();

        records.setEnabled("ann", false);
        assertThat(result(standing.isGood("ann"))).isFalse();

        records.delete("ann");
        assertThat(result(standing.isGood("ann"))).isFalse();
    }

    @Test
    void isNotKnownWithoutADatabase() {
        standing.bindRecords(records);
        standing.unbindRecords(records);

        assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> result(standing.isGood("ann")));
    }

    @Test
    void keepsADatabaseThatCameBeforeTheFormerOneWent() {
        MemoryAccounts next = new MemoryAccounts();
        next.create(new AccountRecord("ann", "hash", true, 0));
        standing.bindRecords(records);
        standing.bindRecords(next);
        standing.unbindRecords(records);

        assertThat(result(standing.isGood("ann"))).isTrue();
    }

    @Test
    void tellsWhichAccountsEndToWhoeverListensStill() {
        List<String> ended = new ArrayList<>();
        Runnable stop = standing.listen(ended::add);
        standing.ended("ann");
        stop.run();
        standing.ended("bob");

        assertThat(ended).containsExactly("ann");
    }
}
