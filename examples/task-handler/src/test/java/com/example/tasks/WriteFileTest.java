package com.example.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteFileTest {
    private final WriteFile handler = new WriteFile();

    @TempDir
    Path folder;

    @Test
    void findsWhatAnEarlierAttemptHasMade() throws Exception {
        Output made = handler.perform(attempt(1, Attributes.of("folder", folder.toString(), "content", "hello")));

        assertThat(handler.find(attempt(2, Attributes.of("folder", folder.toString()))))
                .contains(made);
        assertThat(Files.readString(Path.of(made.values().text("file").orElseThrow())))
                .isEqualTo("hello");
    }

    @Test
    void findsNothingBeforeItIsMade() throws Exception {
        assertThat(handler.find(attempt(1, Attributes.of("folder", folder.toString()))))
                .isEmpty();
    }

    @Test
    void isUndoneByDeletingTheFile() throws Exception {
        Output made = handler.perform(attempt(1, Attributes.of("folder", folder.toString())));

        new DeleteFile().perform(attempt(1, made.values()));

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void failsForGoodWithoutAFolder() {
        assertThatThrownBy(() -> handler.perform(attempt(1, Attributes.NONE)))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> assertThat(failed.isRetryable())
                        .isFalse());
    }

    private static Attempt attempt(int number, Attributes input) {
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
                return "example.write-file";
            }

            @Override
            public JobType jobType() {
                return JobType.SIMULATION;
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
                return input;
            }

            @Override
            public int number() {
                return number;
            }

            @Override
            public long epoch() {
                return number;
            }

            @Override
            public String idempotencyKey() {
                return "a1b2";
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
