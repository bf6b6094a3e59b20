package io.patchbay.migrator.internal.shared;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.coordination.EntryChange;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.SharedUse;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.migrator.internal.store.Paths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What tasks on shared resources may do. */
class SharedRulesTest {
    private static final SharedKey NETWORK = new SharedKey(SharedKind.NETWORK, "n", "site");
    private static final SharedKey SUBNET = new SharedKey(SharedKind.SUBNET, "s", "site");
    private static final TaskKey CLEAR = new TaskKey("job", "clear.net");

    private static SharedView made(SharedKey key, Optional<SharedKey> within, String... holders) {
        SharedRecord record =
                SharedRecord.making(key, within, new TaskKey("job", "make")).made(Output.of(Attributes.NONE));
        return new SharedView(record, 1, Set.of(holders));
    }

    @Test
    void nobodyJoinsWhatIsWithinAResourceThatIsBeingDeleted() {
        SharedView network = made(NETWORK, Optional.empty(), "job");
        SharedView subnet = made(SUBNET, Optional.of(NETWORK), "job");
        SharedStep clear = SharedRules.beginClear(
                CLEAR, SharedUse.of(NETWORK), Optional.of(network), List.of(subnet), task -> false);

        SharedRecord after = clear.changes().stream()
                .filter(change -> change.path().equals(Paths.shared(SUBNET)))
                .map(EntryChange.Write.class::cast)
                .map(change -> SharedRecord.of(change.content()))
                .findAny()
                .orElse(subnet.record());
        SharedStep join = SharedRules.begin(
                new TaskKey("other", "make"),
                SharedUse.of(SUBNET),
                Optional.of(new SharedView(after, 2, Set.of("job"))),
                task -> false);

        assertThat(join).isInstanceOf(SharedStep.Wait.class);
    }
}
