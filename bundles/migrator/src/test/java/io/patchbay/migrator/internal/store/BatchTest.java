package io.patchbay.migrator.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.migrator.internal.audit.LogLine;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What units have in common, in one transaction. */
class BatchTest {
    private static final EntryChange PAGE = new EntryChange.Create("/page", new byte[0], false);
    private static final EntryChange RUNS = new EntryChange.Check("/job", 3);
    private static final EntryChange CHANGES_THE_JOB = new EntryChange.Write("/job", new byte[0], 3);
    private static final EntryChange FIRST = new EntryChange.Write("/first", new byte[0], 0);
    private static final EntryChange SECOND = new EntryChange.Write("/second", new byte[0], 0);

    private static Unit unit(EntryChange... changes) {
        return new Unit(List.of(changes), List.of(LogLine.ofJob(Instant.EPOCH, "migrator", "code", "told")));
    }

    private final Batch batch = new Batch(PAGE, List.of(unit(RUNS, FIRST), unit(RUNS, SECOND)));

    @Test
    void aConditionOfSeveralIsPutOnce() {
        assertThat(batch.changes()).containsExactly(PAGE, RUNS, FIRST, SECOND);
    }

    @Test
    void aChangeIsKnownByItsUnitAndItsPlaceThere() {
        assertThat(batch.origin(3)).contains(new Batch.Origin(1, 1));
    }

    @Test
    void aConditionOfSeveralIsOfTheFirst() {
        assertThat(batch.origin(1)).contains(new Batch.Origin(0, 0));
    }

    @Test
    void theFirstChangeIsOfNoUnit() {
        assertThat(batch.origin(0)).isEmpty();
    }

    @Test
    void aConditionIsPutAgainAfterAChangeOfItsEntry() {
        Batch changing = new Batch(PAGE, List.of(unit(RUNS, FIRST), unit(CHANGES_THE_JOB), unit(RUNS, SECOND)));

        assertThat(changing.changes()).containsExactly(PAGE, RUNS, FIRST, CHANGES_THE_JOB, RUNS, SECOND);
    }

    @Test
    void anotherVersionIsAnotherCondition() {
        EntryChange older = new EntryChange.Check("/job", 2);
        Batch differing = new Batch(PAGE, List.of(unit(RUNS, FIRST), unit(older, SECOND)));

        assertThat(differing.changes()).containsExactly(PAGE, RUNS, FIRST, older, SECOND);
    }
}
