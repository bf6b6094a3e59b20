package io.patchbay.lobby.internal.login;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashQueueTest {
    private static final long MILLI = 1_000_000;

    private final AtomicLong nanos = new AtomicLong();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<HashQueue> open = new ArrayList<>();

    @AfterEach
    void close() {
        release.countDown();
        open.forEach(HashQueue::close);
    }

    /** One thread, whose hashes are thought to take 100 ms until one was measured. */
    private HashQueue queue(int waiting, long deadlineMillis) {
        HashQueue queue = new HashQueue(1, waiting, deadlineMillis, nanos::get, new Random(1));
        open.add(queue);
        return queue;
    }

    private CompletableFuture<Hashed<String>> blocked(HashQueue queue) {
        return queue.submit(hasher -> {
                    begun.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                    return "done";
                })
                .toCompletableFuture();
    }

    private static Hashed<String> result(CompletableFuture<Hashed<String>> stage) {
        return stage.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static Wait delay(CompletableFuture<Hashed<String>> stage) {
        assertThat(stage).isDone();
        return ((Hashed.Busy<String>) stage.join()).delay();
    }

    @Test
    void doesWhatItTook() {
        assertThat(result(queue(1, 1_000).submit(hasher -> "made").toCompletableFuture()))
                .isEqualTo(new Hashed.Done<>("made"));
    }

    @Test
    void refusesAtOnceWhatDoesNotFit() {
        HashQueue queue = queue(2, 60_000);
        List<CompletableFuture<Hashed<String>>> taken = List.of(blocked(queue), blocked(queue), blocked(queue));

        assertThat(delay(blocked(queue)).reason()).isEqualTo(Wait.Reason.BUSY);
        assertThat(taken).noneMatch(CompletableFuture::isDone);
        assertThat(queue.present()).isEqualTo(3);
    }

    @Test
    void refusesAtOnceWhatWouldNotBeBegunInTime() {
        HashQueue queue = queue(1_000, 200);
        CompletableFuture<Hashed<String>> first = blocked(queue);
        CompletableFuture<Hashed<String>> second = blocked(queue); // begun in 100 ms
        CompletableFuture<Hashed<String>> third = blocked(queue); // in 200 ms

        assertThat(delay(blocked(queue)).millis()).isGreaterThanOrEqualTo(1_000);
        release.countDown();
        assertThat(List.of(result(first), result(second), result(third))).containsOnly(new Hashed.Done<>("done"));
    }

    @Test
    void learnsHowLongAHashTakes() {
        HashQueue queue = queue(1, 1_000);
        for (int i = 0; i < 100; i++) {
            result(queue.submit(hasher -> String.valueOf(nanos.addAndGet(40 * MILLI)))
                    .toCompletableFuture());
        }

        assertThat(queue.nanosOfOne()).isBetween(40 * MILLI, 41 * MILLI);
    }

    @Test
    void countsWhatItDidAndHowLongThatTook() {
        HashQueue queue = queue(1, 1_000);
        for (int i = 0; i < 3; i++) {
            result(queue.submit(hasher -> String.valueOf(nanos.addAndGet(40 * MILLI)))
                    .toCompletableFuture());
        }

        assertThat(List.of(queue.done(), queue.nanosOfAll())).containsExactly(3L, 120 * MILLI);
    }

    @Test
    void hashesOnThreadsThatGiveWayToAllOthers() {
        assertThat(result(queue(1, 1_000)
                        .submit(hasher -> String.valueOf(Thread.currentThread().getPriority()))
                        .toCompletableFuture()))
                .isEqualTo(new Hashed.Done<>(String.valueOf(Thread.MIN_PRIORITY)));
    }

    @Test
    void doesNotBeginWhatIsLateAnyway() throws InterruptedException {
        HashQueue queue = queue(1_000, 200);
        CompletableFuture<Hashed<String>> first = blocked(queue);
        CompletableFuture<Hashed<String>> second = blocked(queue);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
        nanos.addAndGet(201 * MILLI);
        release.countDown();

        assertThat(result(first)).isInstanceOf(Hashed.Done.class);
        assertThat(result(second)).isInstanceOf(Hashed.Busy.class);
    }

    @Test
    void goesOnAfterAJobThatHadNoMemory() {
        HashQueue queue = queue(1, 1_000);
        CompletableFuture<Hashed<String>> failed = queue.<String>submit(hasher -> {
                    throw new OutOfMemoryError("of a trial");
                })
                .toCompletableFuture();

        assertThat(failed).failsWithin(10, TimeUnit.SECONDS);
        assertThat(queue.present()).isZero();
        assertThat(result(queue.submit(hasher -> "made").toCompletableFuture())).isEqualTo(new Hashed.Done<>("made"));
    }
}
