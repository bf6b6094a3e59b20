package io.patchbay.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import io.patchbay.support.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private final List<FakeNode> nodes = new ArrayList<>();
    private final List<ScheduledThreadPoolExecutor> threads = new CopyOnWriteArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Reports reports = new Reports(
            100,
            () -> {
                threads.add(new Line());
                return threads.get(threads.size() - 1);
            },
            nanos::get);

    @AfterEach
    void close() {
        threads.forEach(ScheduledThreadPoolExecutor::shutdownNow);
        nodes.forEach(FakeNode::close);
    }

    private FakeNode node() {
        FakeNode node = new FakeNode();
        nodes.add(node);
        return node;
    }

    private void start() {
        reports.start(nodes.stream()
                .map(node -> new NodeClient(node.url(), "worker", "observer-1", Map.of("purpose", "observer")))
                .toList());
    }

    private void startAndJoin() {
        start();
        await().atMost(20, TimeUnit.SECONDS)
                .until(() -> nodes.stream().noneMatch(node -> node.joins().isEmpty()));
    }

    @Test
    void howeverManyComeWhileOneReportIsUnderWayOneMoreWaits() throws Exception {
        FakeNode node = node();
        node.hold();
        start();
        node.awaitAskedWhileHeld();

        for (int spectator = 0; spectator < 100; spectator++) {
            reports.taken(Set.of("seat-" + spectator));
        }

        assertThat(threads.get(0).getQueue()).hasSize(1);
        node.goOn();
        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(node.tasks()).containsExactly("seat-99"));
    }

    @Test
    void aNodeThatDoesNotAnswerKeepsNoOtherWaiting() throws Exception {
        FakeNode silent = node();
        FakeNode other = node();
        startAndJoin();
        silent.hold();
        reports.taken(Set.of("cid"));
        silent.awaitAskedWhileHeld();

        reports.taken(Set.of("cid", "dan"));

        await().atMost(20, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(other.tasks()).containsExactlyInAnyOrder("cid", "dan"));
    }

    @Test
    void theLastWordHasOneTimeForAllNodes() {
        node();
        node();
        FakeNode last = node();
        startAndJoin();
        nodes.subList(0, 2).forEach(FakeNode::hold);

        reports.quit();

        assertThat(TimeUnit.NANOSECONDS.toMillis(nanos.get())).isEqualTo(Reports.QUIT_MILLIS);
        assertThat(last.hasLeft()).isTrue();
        assertThat(nodes.subList(0, 2)).noneMatch(FakeNode::hasLeft);
        assertThat(threads).allMatch(ScheduledThreadPoolExecutor::isShutdown);
    }

    /** Of the time that it is given to end, all is over when the last node has been told; no clock decides when that is. */
    private final class Line extends ScheduledThreadPoolExecutor {
        Line() {
            super(1, Threads.named("test"));
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            await().atMost(20, TimeUnit.SECONDS)
                    .until(() -> nodes.get(nodes.size() - 1).hasLeft());
            nanos.addAndGet(unit.toNanos(timeout));
            return false;
        }
    }
}
