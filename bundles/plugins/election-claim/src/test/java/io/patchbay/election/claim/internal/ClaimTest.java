package io.patchbay.election.claim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ClaimTest {
    @Test
    void letsEveryNodeTryAtOnceAndOnce() {
        AtomicInteger tries = new AtomicInteger();

        TaskElection.Candidacy candidacy = new Claim().stand(new TaskKey("job", "task"), tries::incrementAndGet);
        candidacy.close();

        assertThat(tries).hasValue(1);
    }
}
