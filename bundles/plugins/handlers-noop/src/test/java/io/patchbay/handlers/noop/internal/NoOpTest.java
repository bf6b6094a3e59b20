package io.patchbay.handlers.noop.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.api.recovery.type.TaskType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Handlers that do nothing. */
class NoOpTest {
    private static final Map<String, Object> VOLUME = Map.of("id", "v", "name", "disk", "size_gib", 5);
    private static final Map<String, Object> STORAGE = Map.of("name", "nfs");

    @Test
    void givesTheResourceUnderAnIdOfItsOwn() throws Exception {
        Attempt attempt = attempt(Map.of("tenant", Map.of("id", "t-1", "name", "shop")));

        Attributes output = handler(TaskType.CREATE_TENANT).perform(attempt).values();

        assertThat(Records.read(TaskOutput.TenantMade.class, output).tenant())
                .satisfies(tenant -> assertThat(tenant.id()).startsWith("noop-"))
                .satisfies(tenant -> assertThat(tenant.name()).isEqualTo("shop"));
    }

    @Test
    void givesAVolumeAtBothSites() throws Exception {
        Attempt attempt = attempt(Map.of("volume", VOLUME, "source_storage", STORAGE, "target_storage", STORAGE));

        Attributes output = handler(TaskType.IMPORT_VOLUME).perform(attempt).values();

        TaskOutput.VolumeImported imported = Records.read(TaskOutput.VolumeImported.class, output);
        assertThat(imported.volumePair().source().id()).isEqualTo("v");
        assertThat(imported.volumePair().target().id()).startsWith("noop-");
    }

    @Test
    void saysThatNothingWasDone() throws Exception {
        assertThat(handler(TaskType.DELETE_TENANT).perform(attempt(Map.of())).message())
                .hasValueSatisfying(message -> assertThat(message.contents()).contains("nothing was done"));
    }

    @Test
    void findsWhatAnEarlierAttemptWouldHaveMade() throws Exception {
        TaskHandler handler = handler(TaskType.CREATE_TENANT);
        Attempt attempt = attempt(Map.of("tenant", Map.of("id", "t-1", "name", "shop")));

        assertThat(handler.find(attempt)).contains(handler.perform(attempt));
    }

    @Test
    void refusesADelayThatMakesNoSense() {
        assertThatThrownBy(() -> new NoOp(TaskType.CREATE_TENANT, -1))
                .hasMessage("io.patchbay.handlers.noop: delayMillis must be within [0, 3600000] but was -1");
    }

    private static TaskHandler handler(TaskType type) {
        return new NoOp(type, 0);
    }

    private static Attempt attempt(Map<String, Object> input) {
        return new Attempt() {
            @Override
            public String job() {
                return "job";
            }

            @Override
            public String task() {
                return "task";
            }

            @Override
            public String type() {
                return "type";
            }

            @Override
            public JobType jobType() {
                return JobType.MIGRATION;
            }

            @Override
            public String cluster() {
                return "site-b";
            }

            @Override
            public Optional<String> target() {
                return Optional.empty();
            }

            @Override
            public Attributes input() {
                return new Attributes(input);
            }

            @Override
            public int number() {
                return 1;
            }

            @Override
            public long epoch() {
                return 1;
            }

            @Override
            public String idempotencyKey() {
                return "0123456789abcdef".repeat(4);
            }

            @Override
            public void progress(double fraction, String message) {
                // nobody watches
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }
}
