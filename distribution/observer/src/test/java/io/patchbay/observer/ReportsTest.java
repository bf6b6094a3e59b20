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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ReportsTest {
    private final List<FakeNode> nodes = new ArrayList<>();
    private final List<ScheduledThreadPoolExecutor> threads = new CopyOnWriteArrayList<>();
    private final Reports reports = new Reports(100, () -> {
        threads.add(Threads.timer("test"));
        return threads.get(threads.size() - 1);
    });

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

    /** A time for each would be 24 s. */
    @Test
    @Timeout(15)
    void theLastWordHasOneTimeForAllNodes() {
        for (int number = 0; number < 16; number++) {
            node();
        }
        FakeNode last = node();
        startAndJoin();
        nodes.subList(0, 16).forEach(FakeNode::hold);

        reports.quit();

        assertThat(last.hasLeft()).isTrue();
        assertThat(nodes.subList(0, 16)).noneMatch(FakeNode::hasLeft);
        assertThat(threads).allMatch(ScheduledThreadPoolExecutor::isShutdown);
    }
}
