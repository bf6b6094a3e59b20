package io.patchbay.placement.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.placement.Candidates;
import io.patchbay.api.placement.Decision;
import io.patchbay.api.placement.Strategy;
import io.patchbay.api.placement.Worker;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a plug-in was handed is of no use to it outside its call. */
class VoidedViewsTest {
    private static final Strategy FIRST =
            decision -> Optional.of(decision.candidates().first());

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void voidsTheViewOfACallThatWasGivenUp() {
        AtomicReference<Throwable> size = new AtomicReference<>();
        AtomicReference<Throwable> id = new AtomicReference<>();
        CompletableFuture<Void> over = new CompletableFuture<>();
        rig.strategy(() -> decision -> {
            Candidates candidates = decision.candidates();
            Worker worker = candidates.first();
            try {
                rig.hang.untilReleased();
            } finally {
                size.set(thrownBy(candidates::size));
                id.set(thrownBy(worker::id));
                over.complete(null);
            }
            return Optional.of(worker);
        });
        rig.workers("a");
        rig.await(rig.engine.schedule(Rig.request("t", 0)));
        rig.hang.release();
        Rig.get(over);
        assertThat(size.get()).isInstanceOf(IllegalStateException.class);
        assertThat(id.get()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void voidsTheViewOfACallThatIsOver() {
        AtomicReference<Decision> kept = new AtomicReference<>();
        AtomicReference<Candidates> candidates = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            kept.set(decision);
            candidates.set(decision.candidates());
            return FIRST.choose(decision);
        });
        rig.workers("a");
        rig.schedule("t");
        assertThatThrownBy(kept.get()::candidates).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(kept.get()::previous).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(candidates.get()::leastLoaded).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesTheViewToAnotherThread() {
        AtomicReference<Throwable> elsewhere = new AtomicReference<>();
        rig.strategy(() -> decision -> {
            elsewhere.set(CompletableFuture.supplyAsync(() -> thrownBy(decision.candidates()::size))
                    .exceptionally(thrown -> thrown.getCause())
                    .join());
            return FIRST.choose(decision);
        });
        rig.workers("a");
        assertThat(rig.placed("t")).isEqualTo("a");
        assertThat(elsewhere.get()).isInstanceOf(IllegalStateException.class);
    }

    private static Throwable thrownBy(Runnable call) {
        try {
            call.run();
            return new AssertionError("nothing was thrown");
        } catch (RuntimeException thrown) {
            return thrown;
        }
    }
}
