package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who starts and stops in health warns of nothing, so that a warning means something. */
class QuietIT {
    private static final Pattern QUIET = Pattern.compile("\\S+ (INFO|DEBUG|TRACE) .*");

    @TempDir
    private Path folder;

    @Test
    void warnsOfNothingFromStartToStop() throws Exception {
        Path data = folder.resolve("data");

        startTalkAndStop(data);

        assertThat(loud(folder.resolve("data.log"))).isEmpty();
    }

    @Test
    void warnsOfNothingWhenItStartsAgainOnItsData() throws Exception {
        Path data = folder.resolve("data");
        startTalkAndStop(data);

        startTalkAndStop(data);

        assertThat(loud(folder.resolve("data.log"))).isEmpty();
    }

    @Test
    void warnsOfNothingOnASharedZooKeeper() throws Exception {
        int port = StandaloneServers.freePort();
        Process zooKeeper = StandaloneServers.zooKeeper(port, folder.resolve("zookeeper"));
        try {
            startTalkAndStop(folder.resolve("data"), "--zookeeper", "127.0.0.1:" + port);
        } finally {
            zooKeeper.destroy();
            zooKeeper.waitFor();
        }

        assertThat(loud(folder.resolve("data.log"))).isEmpty();
        assertThat(loud(folder.resolve("zookeeper.log"))).isEmpty();
    }

    /** With a client that is still there at the end, and a worker. */
    private static void startTalkAndStop(Path data, String... options) throws Exception {
        try (NodeProcess node = NodeProcess.start(data, options)) {
            assertThat(node.workers().join("play-1", 0.1, List.of("match-1")).status())
                    .isEqualTo(200);
            String token = node.rest().token(node.rest().room(Map.of()), "ann", "presenter");
            try (RawClient client = RawClient.connectTo(token)) {
                client.login(token);
                node.terminate();
            }
        }
    }

    /** Every line that is no record of a low level, thus also traces and what libraries print. */
    private static List<String> loud(Path log) throws Exception {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(line -> !QUIET.matcher(line).matches()).toList();
        }
    }
}
