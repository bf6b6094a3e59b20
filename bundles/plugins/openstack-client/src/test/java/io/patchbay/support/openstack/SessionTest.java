package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.openstack.FakeCloud.Asked;
import io.patchbay.support.openstack.FakeCloud.Reply;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens, and where the services are. */
class SessionTest extends CloudCase {
    @BeforeEach
    void answer() {
        fake.on("GET", "/network/v2.0/networks", 200, "{\"networks\":[]}");
    }

    private void ask() throws Exception {
        cloud().admin().network().get("/networks");
    }

    private List<String> tokensUsed() {
        return fake.calls().stream().map(call -> call.token().orElse("none")).toList();
    }

    @Test
    void oneTokenDoesForManyRequests() throws Exception {
        ask();
        ask();

        assertThat(tokensUsed()).containsExactly("token-1", "token-1");
        assertThat(fake.tokensGiven()).isOne();
    }

    @Test
    void aTokenIsRenewedBeforeItExpires() throws Exception {
        ask();
        time.pass(Duration.ofMinutes(57));
        ask();
        time.pass(Duration.ofMinutes(2));
        ask();

        assertThat(tokensUsed()).containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void aShortTokenIsUsedForMostOfItsTime() throws Exception {
        fake.expires = "2026-01-01T00:01:00.000000Z";
        ask();
        time.pass(Duration.ofSeconds(47));
        ask();
        time.pass(Duration.ofSeconds(2));
        ask();

        assertThat(tokensUsed()).containsExactly("token-1", "token-1", "token-2");
    }

    @Test
    void aTokenThatIsTakenNoMoreIsReplacedAndTheRequestSentAgain() throws Exception {
        fake.on(
                "GET",
                "/network/v2.0/networks",
                request -> request.token().orElseThrow().equals("token-1")
                        ? Reply.of(401, "")
                        : Reply.of(200, "{\"networks\":[]}"));
        ask();

        assertThat(tokensUsed()).containsExactly("token-1", "token-2");
    }

    @Test
    void aServiceThatTakesNoTokenIsAskedTwice() {
        fake.on("GET", "/network/v2.0/networks", 401, "");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::ask)
                .satisfies(failed -> assertThat(failed.kind()).isEqualTo(Kind.UNAUTHORIZED));
        assertThat(tokensUsed()).hasSize(2);
    }

    @Test
    void aWrongPasswordIsToldWithoutIt() throws Exception {
        configure("wrong-secret", "");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::ask)
                .satisfies(failed -> assertThat(
                                failed.asTaskFailure("create.network").isRetryable())
                        .isFalse())
                .withMessageContaining(
                        "for cloud site-b was answered 401 Unauthorized: The request you have made requires")
                .withMessageNotContaining("wrong-secret");
    }

    @Test
    void aProjectHasATokenOfItsOwn() throws Exception {
        fake.on("GET", "/volume/v3/p-7/volumes", 200, "{}");
        cloud().project("p-7").volume().get("/volumes");
        cloud().project("p-7").volume().get("/volumes");

        assertThat(fake.tokensGiven()).isOne();
        Asked token = fake.asked.get(0);
        assertThat(token.json().at("/auth/scope/project/id").asText()).isEqualTo("p-7");
        assertThat(token.json().at("/auth/identity/password/user/domain/id").asText())
                .isEqualTo("default");
    }

    @Test
    void anAddressOfAnotherRegionIsNotUsed() throws Exception {
        configure(FakeCloud.PASSWORD, "    region_name: RegionTwo\n");

        assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::ask)
                .withMessage(
                        "the catalogue of cloud site-b has no public address of a service network in region RegionTwo");
    }

    @Test
    void whatIsSettledInTheFileCountsFromThenOn() throws Exception {
        ask();
        configure(FakeCloud.PASSWORD, "    region_name: RegionOne\n");
        ask();

        assertThat(tokensUsed()).containsExactly("token-1", "token-2");
    }

    @Test
    void whoWaitsForATokenOfAnotherThreadFailsWithIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answer = new CountDownLatch(1);
        fake.on("POST", "/identity/v3/auth/tokens", request -> {
            asked.countDown();
            await(answer);
            return Reply.of(401, "");
        });
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Session session = cloud().admin();
            List<Thread> askers = new CopyOnWriteArrayList<>();
            List<Future<Kind>> failures = new ArrayList<>();
            for (int number = 0; number < 3; number++) {
                failures.add(threads.submit(() -> {
                    askers.add(Thread.currentThread());
                    return assertThatExceptionOfType(OpenStackException.class)
                            .isThrownBy(session::projectId)
                            .actual()
                            .kind();
                }));
            }
            await(asked);
            while (askers.size() < 3 || !askers.stream().allMatch(SessionTest::waits)) {
                Thread.onSpinWait();
            }
            answer.countDown();
            for (Future<Kind> failure : failures) {
                assertThat(failure.get(60, TimeUnit.SECONDS)).isEqualTo(Kind.UNAUTHORIZED);
            }
        } finally {
            answer.countDown();
            threads.shutdownNow();
        }

        assertThat(fake.asked).hasSize(1);
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void neitherPasswordNorTokenIsInWhatIsShown() throws Exception {
        ask();

        assertThat(new CloudsFile(conf).settings("site-b").toString()).doesNotContain(FakeCloud.PASSWORD);
        assertThat(new Token("secret", 0, "u", "p", "d", List.of(), Json.of(List.of())).toString())
                .doesNotContain("secret");
    }
}
