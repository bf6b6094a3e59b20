package io.patchbay.migrator.internal.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.coordination.EntriesUnavailableException;
import io.patchbay.api.recovery.JobsUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InquiryTest {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Inquiry inquiry = new Inquiry(timer);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    @Test
    void asksAgainWhatMetTheEndOfASession() {
        CompletionStage<String> answer = inquiry.answer(() -> asked.incrementAndGet() < 3
                ? CompletableFuture.failedFuture(new EntriesUnavailableException("SESSIONEXPIRED"))
                : CompletableFuture.completedFuture("here"));

        assertThat(answer.toCompletableFuture().join()).isEqualTo("here");
        assertThat(asked).hasValue(3);
    }

    @Test
    void asksOnceWhatFailsForAnotherReason() {
        CompletionStage<String> answer = inquiry.answer(() -> {
            asked.incrementAndGet();
            return CompletableFuture.failedFuture(new IllegalStateException("a stored part is missing"));
        });

        assertThatThrownBy(answer.toCompletableFuture()::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(JobsUnavailableException.class)
                .hasRootCauseMessage("a stored part is missing");
        assertThat(asked).hasValue(1);
    }

    @Test
    void saysSoWhenTheNodeStops() {
        timer.shutdownNow();

        CompletionStage<String> answer =
                inquiry.answer(() -> CompletableFuture.failedFuture(new EntriesUnavailableException("SESSIONEXPIRED")));

        assertThatThrownBy(answer.toCompletableFuture()::join)
                .hasCauseInstanceOf(JobsUnavailableException.class)
                .hasMessageContaining("this node stops");
    }
}
