package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.support.Backoff;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException.NoAuthException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.server.ExitCode;
import org.apache.zookeeper.util.ServiceUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ServerSupervisorTest {
    private static final Digest OURS = new Digest("patchbay", "secret");

    @TempDir
    Path folder;

    private final AtomicInteger starts = new AtomicInteger();
    private Optional<ServerSupervisor> server = Optional.empty();

    @AfterEach
    void closeServer() {
        server.ifPresent(ServerSupervisor::close);
    }

    @Test
    void isStartedAgainOnTheSamePortInsteadOfEndingTheJvm() throws Exception {
        int port = start(0, Optional.empty());
        act(port, zookeeper -> create(zookeeper, "/kept"));

        ServiceUtils.requestSystemExit(ExitCode.TXNLOG_ERROR_TAKING_SNAPSHOT.getValue());

        await().until(() -> starts.get() == 2);
        act(port, zookeeper -> assertThat(zookeeper.exists("/kept", false)).isNotNull());
    }

    @Test
    void isStartedAgainWithAllItsDataOnceItsDiskWorks() throws Exception {
        act(start(0, Optional.empty()), zookeeper -> create(zookeeper, "/before"));
        server.ifPresent(ServerSupervisor::close);
        int port = start(0, Optional.empty());
        Path data = folder.resolve("zookeeper/version-2");
        Path away = folder.resolve("away");

        Files.move(data, away);
        Files.createFile(data); // the log of the first transaction, which is a session's, cannot be made
        act(port, zookeeper -> {
            await().until(() -> !listens(port));
            Files.delete(data);
            Files.move(away, data);

            await().ignoreExceptions().until(() -> zookeeper.exists("/before", false) != null);
            create(zookeeper, "/after");
        });
    }

    @Test
    void deniesAClientThatProvesNothing() throws Exception {
        int port = start(0, Optional.of(OURS));

        act(port, zookeeper -> {
            assertThatThrownBy(() -> zookeeper.getChildren("/", false)).isInstanceOf(NoAuthException.class);
            assertThatThrownBy(() -> create(zookeeper, "/mine")).isInstanceOf(NoAuthException.class);
            assertThatThrownBy(() -> zookeeper.exists("/", true)).isInstanceOf(NoAuthException.class);
        });
    }

    @Test
    void deniesAClientThatProvesSomethingElse() throws Exception {
        int port = start(0, Optional.of(OURS));

        act(port, zookeeper -> {
            zookeeper.addAuthInfo(Digest.SCHEME, new Digest("patchbay", "guessed").proof());
            assertThatThrownBy(() -> create(zookeeper, "/mine")).isInstanceOf(NoAuthException.class);
        });
    }

    @Test
    void servesAClientThatKnowsTheSecret() throws Exception {
        int port = start(0, Optional.of(OURS));

        act(port, zookeeper -> {
            zookeeper.addAuthInfo(Digest.SCHEME, OURS.proof());
            create(zookeeper, "/ours");
            assertThat(zookeeper.getChildren("/", false)).contains("ours");
        });
    }

    @Test
    void tellsNothingToFourLetterWords() throws Exception {
        int port = start(0, Optional.of(OURS));

        assertThat(fourLetters(port, "dump")).doesNotContain("Session").contains("not in the whitelist");
        assertThat(fourLetters(port, "envi")).contains("not in the whitelist");
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the loopback interface has but one address")
    void listensOnTheLoopbackInterfaceOnly() throws IOException {
        int port = start(0, Optional.empty());

        try (ServerSocket elsewhere = new ServerSocket()) {
            elsewhere.bind(new InetSocketAddress("127.0.0.2", port));
            assertThat(elsewhere.isBound()).isTrue(); // a server on every interface would have that one, too
        }
    }

    @Test
    void saysWhyItDoesNotStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> start(taken.getLocalPort(), Optional.empty()))
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void startsAsSoonAsItsPortIsFree() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> start(port, Optional.empty())).isInstanceOf(CompletionException.class);
        }

        await().until(() -> starts.get() == 1);
        assertThat(server.orElseThrow().port()).isEqualTo(port);
    }

    @Test
    void movesWhenSomebodyElseHasTakenItsPort() throws IOException {
        Duration pause = Duration.ofMillis(400); // long enough to take the port before the server does
        int port = start(0, Optional.empty(), new Backoff(pause, pause, new Random(1)));

        ServiceUtils.requestSystemExit(ExitCode.UNEXPECTED_ERROR.getValue());
        try (ServerSocket taken = new ServerSocket()) {
            taken.setReuseAddress(true);
            await().pollInterval(Duration.ofMillis(5)).ignoreExceptions().until(() -> {
                taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return true;
            });

            await().until(() -> starts.get() == 2);
        }

        assertThat(server.orElseThrow().port()).isNotEqualTo(port);
    }

    @Test
    void keepsNoMoreSnapshotsThanItIsToldAndAllThatTheyNeed() throws Exception {
        for (int i = 0; i < 6; i++) {
            String path = "/written-" + i;
            act(start(0, Optional.empty()), zookeeper -> create(zookeeper, path));
            server.ifPresent(ServerSupervisor::close);
        }

        act(start(0, Optional.empty()), zookeeper -> assertThat(zookeeper.getChildren("/", false))
                .contains("written-0", "written-5"));
        try (Stream<Path> files = Files.list(folder.resolve("zookeeper/version-2"))) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString().replaceFirst("\\..*", ""))
                    .containsOnly("snapshot", "log")
                    .filteredOn("snapshot"::equals)
                    .hasSize(3);
        }
    }

    private int start(int port, Optional<Digest> guard) {
        return start(port, guard, TestCluster.backoff());
    }

    private int start(int port, Optional<Digest> guard, Backoff backoff) {
        ServerSupervisor starting =
                new ServerSupervisor(TestCluster.settings(folder.resolve("zookeeper"), port, guard), backoff);
        server = Optional.of(starting);
        starting.whenListening(starts::incrementAndGet);
        return starting.start()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static void act(int port, ByHand.Deed deed) throws Exception {
        ByHand.act(port, deed);
    }

    private static void create(ZooKeeper zookeeper, String path) throws Exception {
        zookeeper.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static String fourLetters(int port, String word) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(word.getBytes(StandardCharsets.US_ASCII));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
