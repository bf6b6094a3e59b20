package io.patchbay.lobby.internal.session;

import static io.patchbay.lobby.internal.Lobby.AWAY;
import static io.patchbay.lobby.internal.Lobby.HOME;
import static io.patchbay.lobby.internal.Lobby.address;
import static io.patchbay.lobby.internal.Lobby.result;
import static io.patchbay.lobby.internal.session.OpenSessions.rule;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.SessionCheck;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.api.store.AccountRecord;
import io.patchbay.lobby.internal.LobbyThreads;
import io.patchbay.lobby.internal.MemoryAccounts;
import io.patchbay.lobby.internal.MemorySessions;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of tokens, up to their edges. */
class TokenSessionsTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration TICK = Duration.ofMillis(1);

    private final ManualClock clock = new ManualClock();
    private final MemoryAccounts accounts = new MemoryAccounts();
    private final MemorySessions records = new MemorySessions(accounts);
    private final LobbyThreads threads = new LobbyThreads();
    private final List<TokenSessions> open = new ArrayList<>();
    private final TokenSessions sessions = node(rule((bound, now) -> false), Map.of());

    private TokenSessions node(AddressRule rule, Map<String, Object> overrides) {
        TokenSessions made = OpenSessions.of(records, threads, clock, rule, overrides);
        open.add(made);
        return made;
    }

    @BeforeEach
    void signUp() {
        accounts.create(new AccountRecord("ann", "hash", true, 0));
    }

    @AfterEach
    void close() {
        open.forEach(TokenSessions::close);
        threads.close();
    }

    private String token() {
        return ((LoginOutcome.Granted) sessions.begin("ann", "hash", HOME)).token();
    }

    private static String check(TokenSessions node, String token, ClientAddress from) {
        return result(node.check(token, from)) instanceof SessionCheck.Refused refused
                ? refused.reason().name()
                : "valid";
    }

    private static String refresh(TokenSessions node, String token, ClientAddress from) {
        return word(result(node.refresh(token, from)));
    }

    private static String word(LoginOutcome outcome) {
        return outcome instanceof LoginOutcome.Refused refused
                ? refused.reason().name()
                : "granted";
    }

    private String refreshed(String token) {
        return ((LoginOutcome.Granted) result(sessions.refresh(token, HOME))).token();
    }

    @Test
    void aTokenIsGoodUntilItWasNotUsedForTenMinutes() {
        String token = token();
        clock.advance(TEN_MINUTES.minus(TICK));
        assertThat(check(sessions, token, HOME)).isEqualTo("valid");

        clock.advance(TEN_MINUTES.minus(TICK));
        assertThat(check(sessions, token, HOME)).isEqualTo("valid");

        clock.advance(TEN_MINUTES);
        assertThat(check(sessions, token, HOME)).isEqualTo("REFRESH_REQUIRED");
        assertThat(check(sessions, token, HOME)).isEqualTo("REFRESH_REQUIRED");
    }

    @Test
    void whatIsNoTokenIsDenied() {
        assertThat(List.of("", "x", "A".repeat(43), "ä".repeat(43), "A".repeat(10_000)))
                .allSatisfy(token -> {
                    assertThat(check(sessions, token, HOME)).isEqualTo("ACCESS_DENIED");
                    assertThat(refresh(sessions, token, HOME)).isEqualTo("ACCESS_DENIED");
                    assertThat(result(sessions.logOut(token))).isFalse();
                });
    }

    /** A rule that is away until it arrives. */
    private static final class Traveller implements AddressRule {
        private final CompletableFuture<Void> arrival = new CompletableFuture<>();
        private final CompletableFuture<Void> missed = new CompletableFuture<>();
        private volatile Ruling ruling = Ruling.ABSENT;

        @Override
        public Ruling rule(String account, ClientAddress bound, ClientAddress now) {
            return ruling;
        }

        @Override
        public CompletionStage<Void> arrival() {
            missed.complete(null);
            return arrival;
        }
    }

    @Test
    void aPolicyThatIsBeingReplacedIsWaitedFor() {
        Traveller rule = new Traveller();
        TokenSessions patient = node(rule, Map.of());
        String token = token();
        CompletionStage<SessionCheck> check = patient.check(token, AWAY);
        result(rule.missed);
        rule.ruling = AddressRule.Ruling.ADMITTED;
        rule.arrival.complete(null);

        assertThat(result(check)).isInstanceOf(SessionCheck.Valid.class);
    }

    @Test
    void aTokenIsGoodAtItsAddressOnlyWhereNoPolicyCame() {
        Traveller rule = new Traveller();
        TokenSessions patient = node(rule, Map.of());
        String token = token();
        rule.arrival.complete(null);

        assertThat(check(patient, token, AWAY)).isEqualTo("LOGIN_AGAIN");
        assertThat(refresh(patient, token, AWAY)).isEqualTo("LOGIN_AGAIN");
        assertThat(check(patient, token, HOME)).isEqualTo("valid");
    }

    @Test
    void aTokenFromAnotherAddressHasToLogInAgain() {
        String token = token();

        assertThat(check(sessions, token, AWAY)).isEqualTo("LOGIN_AGAIN");
        assertThat(refresh(sessions, token, AWAY)).isEqualTo("LOGIN_AGAIN");
        assertThat(check(sessions, token, HOME)).isEqualTo("valid");
    }

    @Test
    void aMappedAddressIsTheSameAddress() {
        assertThat(check(sessions, token(), address("::ffff:192.0.2.1"))).isEqualTo("valid");
    }

    @Test
    void thePolicyDecidesAboutOtherAddresses() {
        TokenSessions lenient = node(rule((bound, now) -> bound.network().equals(now.network())), Map.of());
        String token = token();

        assertThat(check(lenient, token, address("192.0.2.77"))).isEqualTo("valid");
        assertThat(check(lenient, token, AWAY)).isEqualTo("LOGIN_AGAIN");
    }

    @Test
    void aTokenIsRefreshedOnce() {
        String token = token();
        clock.advance(TEN_MINUTES);
        String next = refreshed(token);

        assertThat(check(sessions, next, HOME)).isEqualTo("valid");
        assertThat(check(sessions, token, HOME)).isEqualTo("ACCESS_DENIED");
        assertThat(refresh(sessions, token, HOME)).isEqualTo("REFRESHED_ALREADY");
        assertThat(check(sessions, next, HOME)).isEqualTo("valid");
    }

    @Test
    void aTokenThatComesAgainLaterRevokesAllThatCameOfIt() {
        String token = token();
        String next = refreshed(refreshed(token));
        clock.advance(Duration.ofSeconds(10));

        assertThat(refresh(sessions, token, HOME)).isEqualTo("ACCESS_DENIED");
        assertThat(check(sessions, next, HOME)).isEqualTo("ACCESS_DENIED");
        assertThat(refresh(sessions, next, HOME)).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void aTokenThatComesAgainFromElsewhereRevokesAllThatCameOfItAtOnce() {
        String token = token();
        String next = refreshed(token);

        assertThat(refresh(sessions, token, AWAY)).isEqualTo("ACCESS_DENIED");
        assertThat(check(sessions, next, HOME)).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void revokingOneFamilyLeavesOtherLogins() {
        String stolen = token();
        String other = token();
        refreshed(stolen);
        refresh(sessions, stolen, AWAY);

        assertThat(check(sessions, other, HOME)).isEqualTo("valid");
    }

    @Test
    void ofManyRefreshesAtOnceOneWins() {
        TokenSessions second = node(rule((bound, now) -> false), Map.of());
        for (int round = 0; round < 50; round++) {
            String token = token();
            List<CompletionStage<LoginOutcome>> attempts = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                attempts.add(sessions.refresh(token, HOME));
                attempts.add(second.refresh(token, HOME));
            }

            assertThat(attempts.stream().map(attempt -> word(result(attempt))))
                    .containsOnlyOnce("granted")
                    .containsOnly("granted", "REFRESHED_ALREADY");
        }
    }

    @Test
    void aTokenThatWasLeftAloneForAMonthIsNotRefreshed() {
        String token = token();
        clock.advance(Duration.ofDays(30).minus(TICK));
        String next = refreshed(token);
        clock.advance(Duration.ofDays(30));

        assertThat(refresh(sessions, next, HOME)).isEqualTo("LOGIN_AGAIN");
    }

    @Test
    void aTokenOfAnotherEndpointIsRefreshedToThisOne() {
        TokenSessions elsewhere = node(rule((bound, now) -> false), Map.of("endpoint", "https://b.example.org"));
        String token = token();

        assertThat(check(elsewhere, token, HOME)).isEqualTo("REFRESH_REQUIRED");
        LoginOutcome.Granted moved = (LoginOutcome.Granted) result(elsewhere.refresh(token, HOME));
        assertThat(moved.session().endpoint()).isEqualTo("https://b.example.org");
        assertThat(check(elsewhere, moved.token(), HOME)).isEqualTo("valid");
        assertThat(check(sessions, moved.token(), HOME)).isEqualTo("REFRESH_REQUIRED");
    }

    @Test
    void usesCostNoReadAndNoWriteEach() {
        String token = token();
        check(sessions, token, HOME);
        int before = records.finds.get();
        for (int i = 0; i < 1_000; i++) {
            check(sessions, token, HOME);
        }

        assertThat(records.finds.get()).isEqualTo(before);
    }

    @Test
    void anotherNodeKnowsOfUsesOnceTheyAreWritten() {
        TokenSessions second = node(rule((bound, now) -> false), Map.of());
        String token = token();
        assertThat(check(second, token, HOME)).isEqualTo("valid");
        clock.advance(Duration.ofMinutes(9));
        assertThat(check(sessions, token, HOME)).isEqualTo("valid");
        sessions.close(); // writes them
        clock.advance(Duration.ofMinutes(9));

        assertThat(check(second, token, HOME)).isEqualTo("valid");
    }

    @Test
    void anotherNodeNoticesSoonThatATokenWasRevoked() {
        TokenSessions second = node(rule((bound, now) -> false), Map.of());
        String token = token();
        check(second, token, HOME);
        result(sessions.logOut(token));
        assertThat(check(sessions, token, HOME)).isEqualTo("ACCESS_DENIED");

        clock.advance(Duration.ofSeconds(2));
        assertThat(check(second, token, HOME)).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void loggingOutEndsASessionOnce() {
        String token = token();

        assertThat(result(sessions.logOut(token))).isTrue();
        assertThat(result(sessions.logOut(token))).isFalse();
    }

    @Test
    void nobodyIsLetInWhoseAccountIsDisabled() {
        accounts.setEnabled("ann", false);

        assertThat(sessions.begin("ann", "hash", HOME))
                .isEqualTo(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
    }
}
