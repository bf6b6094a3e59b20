package io.patchbay.support.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import io.patchbay.support.openstack.FakeCloud.Reply;
import io.patchbay.support.openstack.OpenStackException.Kind;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What becomes of requests that are not simply answered. */
class ExchangeTest extends CloudCase {
    private static final String LIMITED = "{\"overLimit\":{\"code\":429,\"message\":\"slow down\"}}";

    private void ask() throws Exception {
        cloud().admin().network().get("/networks");
    }

    private void answer(Function<FakeCloud.Asked, Reply> reply) {
        fake.on("GET", "/network/v2.0/networks", reply);
    }

    private OpenStackException failure() {
        return assertThatExceptionOfType(OpenStackException.class)
                .isThrownBy(this::ask)
                .actual();
    }

    @Test
    void isPatientForAsLongAsTheServiceAsks() throws Exception {
        AtomicInteger before = new AtomicInteger(2);
        answer(request -> before.getAndDecrement() > 0
                ? new Reply(429, LIMITED, Map.of("Retry-After", "7"))
                : Reply.of(200, "{}"));
        ask();

        assertThat(time.pauses).hasSize(2).allSatisfy(pause -> assertThat(pause)
                .isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8)));
    }

    @Test
    void leavesNothingInMemoryWithAConnectionThatIsKept() throws Exception {
        answer(request -> Reply.of(200, "{}"));
        WeakReference<HttpClient> client = askedAndLeft();

        // the fake keeps the connection longer
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            System.gc();
            return client.get() == null;
        });
    }

    private WeakReference<HttpClient> askedAndLeft() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
        new Exchange(client, limits(Duration.ofSeconds(60)), time)
                .send(new Exchange.Request(
                        "networks",
                        "GET",
                        URI.create(fake.address() + "/network/v2.0/networks"),
                        Map.of(),
                        Optional.empty()));
        return new WeakReference<>(client);
    }

    @Test
    void isNotPatientForEver() {
        answer(request -> Reply.of(429, LIMITED));

        OpenStackException failed = failure();

        assertThat(failed.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(failed.asTaskFailure("create.network").isRetryable()).isTrue();
        assertThat(fake.calls()).hasSize(4);
    }

    @Test
    void aServiceThatWantsALongPauseIsLeftToTheNextAttempt() {
        answer(request -> new Reply(429, LIMITED, Map.of("Retry-After", "3600")));

        assertThat(failure().kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(time.pauses).isEmpty();
    }

    @Test
    void whatMayHaveBeenCarriedOutIsNotSentAgain() {
        answer(request -> Reply.of(503, "<html>no back end</html>"));

        OpenStackException failed = failure();

        assertThat(failed.kind()).isEqualTo(Kind.SERVICE_FAULT);
        assertThat(failed).hasMessage("network GET /networks was answered 503");
        assertThat(fake.calls()).hasSize(1);
    }

    @Test
    void anAnswerThatIsTooLongIsNotTaken() {
        answer(request -> Reply.of(200, "\"" + "x".repeat(MOST_BYTES) + "\""));

        assertThat(failure())
                .hasMessage("network GET /networks: the answer is longer than " + MOST_BYTES + " bytes")
                .extracting(OpenStackException::kind)
                .isEqualTo(Kind.BAD_ANSWER);
    }

    @Test
    void aServiceThatIsNotThereIsNamed() {
        String address = fake.address();
        fake.close();

        assertThat(failure())
                .hasMessageStartingWith(
                        "identity POST /auth/tokens: no answer from " + address.substring("http://".length()))
                .extracting(OpenStackException::kind)
                .isEqualTo(Kind.UNREACHABLE);
    }

    @Test
    void aServiceThatDoesNotAnswerIsGivenUp() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        answer(request -> silent(over));
        clouds.close();
        clouds = new Clouds(new CloudsFile(conf), limits(Duration.ofMillis(1500)), time);

        assertThat(failure().kind()).isEqualTo(Kind.UNREACHABLE);
        over.countDown();
    }

    @Test
    void whoIsInterruptedDoesNotWaitForTheAnswer() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        answer(request -> {
            caller.interrupt();
            return silent(over);
        });

        assertThatThrownBy(this::ask).isInstanceOf(InterruptedException.class);
        over.countDown();
    }

    private static Reply silent(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Reply.of(200, "{}");
    }
}
