package io.patchbay.lobby.internal.login;

import static io.patchbay.lobby.internal.Lobby.AWAY;
import static io.patchbay.lobby.internal.Lobby.HOME;
import static io.patchbay.lobby.internal.Lobby.address;
import static io.patchbay.lobby.internal.Lobby.config;
import static io.patchbay.lobby.internal.Lobby.result;
import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.Password;
import io.patchbay.api.lobby.SessionCheck;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.api.lobby.Wait;
import io.patchbay.lobby.internal.AccountStanding;
import io.patchbay.lobby.internal.LobbyThreads;
import io.patchbay.lobby.internal.MemoryAccounts;
import io.patchbay.lobby.internal.MemorySessions;
import io.patchbay.lobby.internal.session.OpenSessions;
import io.patchbay.lobby.internal.session.TokenSessions;
import io.patchbay.testing.ManualClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts and logins, with hashes that cost little. */
class PasswordLoginsTest {
    private static final Password RIGHT = new Password("correct horse");
    private static final Password WRONG = new Password("battery staple");

    private final ManualClock clock = new ManualClock();
    private final MemoryAccounts records = new MemoryAccounts();
    private final MemorySessions sessionRecords = new MemorySessions(records);
    private final LobbyThreads threads = new LobbyThreads();
    private final Passwords passwords = cheap(Map.of());
    private final TokenSessions sessions = OpenSessions.of(sessionRecords, threads, clock);
    private final AccountStanding standing = new AccountStanding(threads);
    private final StoredAccounts accounts = accounts("admin");
    private final PasswordLogins logins = logins(passwords);

    @AfterEach
    void close() {
        OpenSessions.close(sessions);
        passwords.close();
        threads.close();
    }

    private static Passwords cheap(Map<String, Object> overrides) {
        Map<String, Object> values = new HashMap<>(Map.of("memoryKib", 64, "iterations", 1, "maxWaitMillis", 60_000L));
        values.putAll(overrides);
        return new Passwords(config(Passwords.Config.class, values));
    }

    private StoredAccounts accounts(String signUp) {
        return new StoredAccounts(
                records,
                passwords,
                threads,
                sessions,
                standing,
                clock,
                config(StoredAccounts.Config.class, Map.of("signUp", signUp)));
    }

    private PasswordLogins logins(Passwords by) {
        return new PasswordLogins(
                records,
                sessionRecords,
                by,
                sessions,
                threads,
                clock,
                config(PasswordLogins.Config.class, Map.of("freeFailures", 3)));
    }

    private void signUp(String id) {
        assertThat(result(accounts.signUp(id, RIGHT, new Asker.Admin()))).isInstanceOf(AccountChange.Done.class);
    }

    private LoginOutcome logIn(String id, Password password, ClientAddress from) {
        return result(logins.logIn(id, password, from));
    }

    private void fail(String id, ClientAddress from, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(logIn(id, WRONG, from)).isEqualTo(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
        }
    }

    private static String reason(LoginOutcome outcome) {
        return outcome instanceof LoginOutcome.Later later
                ? later.delay().reason().name()
                : outcome instanceof LoginOutcome.Refused refused
                        ? refused.reason().name()
                        : "granted";
    }

    @Test
    void theRightPasswordGetsATokenThatIsGood() {
        signUp("Ann");

        LoginOutcome.Granted granted = (LoginOutcome.Granted) logIn("aNN", RIGHT, HOME);

        assertThat(granted.session().account()).isEqualTo("ann");
        assertThat(result(sessions.check(granted.token(), HOME))).isInstanceOf(SessionCheck.Valid.class);
    }

    @Test
    void nobodyLearnsWhetherItIsTheIdOrThePasswordThatIsWrong() {
        signUp("ann");
        signUp("gone");
        result(accounts.setEnabled("gone", false));

        assertThat(logIn("ann", WRONG, HOME))
                .isEqualTo(logIn("nobody", RIGHT, HOME))
                .isEqualTo(logIn("gone", RIGHT, HOME))
                .isEqualTo(logIn("x".repeat(5_000), RIGHT, HOME))
                .isEqualTo(logIn("ann", new Password("x".repeat(5_000)), AWAY))
                .isEqualTo(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
    }

    @Test
    void idsThatCanBeNoAccountsShareWhatIsCountedAgainstThem() {
        fail("x".repeat(7_000) + "Aa", HOME, 2);
        fail("x".repeat(7_000) + "BB", AWAY, 1); // another text, of the same hash

        assertThat(reason(logIn("x".repeat(7_000) + "Aa", WRONG, address("203.0.113.1"))))
                .isEqualTo("THROTTLED");
    }

    @Test
    void whoeverKeepsSomethingOfAnAccountLearnsThatItEnds() {
        List<String> ended = new CopyOnWriteArrayList<>();
        standing.listen(ended::add);
        signUp("ann");
        signUp("bob");
        result(accounts.setEnabled("bob", true));
        result(accounts.setEnabled("Ann", false));
        result(accounts.delete("bob"));

        assertThat(ended).containsExactly("ann", "bob");
    }

    private String hashOf(Password password) {
        return ((Hashed.Done<String>) result(passwords.hash(password))).value();
    }

    @Test
    void aPasswordThatIsChangedWhileItWaitsIsWrong() {
        signUp("ann");
        String other = hashOf(WRONG);
        sessionRecords.beforeBegin = () -> records.setPasswordHash("ann", other);

        assertThat(logIn("ann", RIGHT, HOME)).isEqualTo(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
        assertThat(reason(logIn("ann", WRONG, HOME))).isEqualTo("granted");
    }

    @Test
    void aHashThatIsMadeAnewWhileItsPasswordWaitsLocksNobodyOut() {
        signUp("ann");
        String anew = hashOf(RIGHT);
        sessionRecords.beforeBegin = () -> records.setPasswordHash("ann", anew);

        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
    }

    @Test
    void aPasswordThatIsChangedWhileItWaitsChangesNone() {
        signUp("ann");
        String other = hashOf(WRONG);
        records.beforeReplace = () -> records.setPasswordHash("ann", other);

        assertThat(result(logins.changePassword("ann", RIGHT, new Password("third password"), HOME)))
                .isEqualTo(new AccountChange.Denied());
        assertThat(records.find("ann").orElseThrow().passwordHash()).isEqualTo(other);
    }

    @Test
    void aPasswordTypedInAnotherWayIsTheSame() {
        assertThat(result(accounts.signUp("ann", new Password("caf\u00e9 au lait"), new Asker.Admin())))
                .isInstanceOf(AccountChange.Done.class);

        assertThat(reason(logIn("ann", new Password("cafe\u0301 au lait"), HOME)))
                .isEqualTo("granted");
    }

    @Test
    void aHashThatWasMadeWithLessIsMadeAnewAtTheNextLogin() {
        signUp("ann");
        String before = records.find("ann").orElseThrow().passwordHash();
        Passwords dearer = cheap(Map.of("memoryKib", 128));
        try {
            assertThat(reason(result(logins(dearer).logIn("ann", RIGHT, HOME)))).isEqualTo("granted");
            org.awaitility.Awaitility.await().untilAsserted(() -> assertThat(
                            records.find("ann").orElseThrow().passwordHash())
                    .contains("m=128")
                    .isNotEqualTo(before));
            assertThat(reason(result(logins(dearer).logIn("ann", RIGHT, HOME)))).isEqualTo("granted");
        } finally {
            dearer.close();
        }
    }

    @Test
    void whoGuessesAtOneAccountFromManyAddressesIsSlowedDown() {
        signUp("ann");
        for (int i = 0; i < 3; i++) {
            fail("ann", address("203.0." + i + ".1"), 1);
        }

        assertThat(reason(logIn("ann", RIGHT, address("203.0.99.1")))).isEqualTo("THROTTLED");
        clock.advance(Duration.ofSeconds(1));
        assertThat(reason(logIn("ann", RIGHT, address("203.0.99.1")))).isEqualTo("granted");
    }

    @Test
    void whoGuessesAtManyAccountsFromOneAddressIsSlowedDown() {
        signUp("ann");
        for (int i = 0; i < 6; i++) {
            fail("nobody" + i, AWAY, 1);
        }

        assertThat(reason(logIn("ann", RIGHT, AWAY))).isEqualTo("THROTTLED");
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
    }

    @Test
    void whoGuessesFromManyAddressesOfOneNetworkIsSlowedDown() {
        for (int i = 0; i < 30; i++) {
            fail("nobody" + i, address("2001:db8:1:" + i + "::1"), 1);
        }

        assertThat(reason(logIn("ann", WRONG, address("2001:db8:1:ffff::1")))).isEqualTo("THROTTLED");
        assertThat(reason(logIn("ann", WRONG, address("2001:db8:2::1")))).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void theRightPasswordFromAKnownAddressStillGetsIn() {
        signUp("ann");
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
        fail("ann", AWAY, 3);
        assertThat(reason(logIn("ann", RIGHT, AWAY))).isEqualTo("THROTTLED");

        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
    }

    @Test
    void aKnownAddressMayNotGuessWithoutEndEither() {
        signUp("ann");
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
        fail("ann", HOME, 3);

        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("THROTTLED");
    }

    @Test
    void theFailuresOfAnAccountDoNotEndWithItsOwnersSuccess() {
        signUp("ann");
        fail("ann", AWAY, 2);
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
        fail("ann", AWAY, 1);

        assertThat(reason(logIn("ann", RIGHT, AWAY))).isEqualTo("THROTTLED");
    }

    @Test
    void changingThePasswordEndsAllSessions() {
        signUp("ann");
        LoginOutcome.Granted granted = (LoginOutcome.Granted) logIn("ann", RIGHT, HOME);

        assertThat(result(logins.changePassword("ann", WRONG, new Password("tell nobody"), HOME)))
                .isEqualTo(new AccountChange.Denied());
        assertThat(result(logins.changePassword("ann", RIGHT, new Password("tell nobody"), HOME)))
                .isInstanceOf(AccountChange.Done.class);
        assertThat(result(sessions.check(granted.token(), HOME)))
                .isEqualTo(new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED));
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("ACCESS_DENIED");
        assertThat(reason(logIn("ann", new Password("tell nobody"), HOME))).isEqualTo("granted");
    }

    @Test
    void disablingAnAccountEndsAllSessions() {
        signUp("ann");
        LoginOutcome.Granted granted = (LoginOutcome.Granted) logIn("ann", RIGHT, HOME);
        result(accounts.setEnabled("ann", false));

        assertThat(result(sessions.check(granted.token(), HOME)))
                .isEqualTo(new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED));
    }

    @Test
    void aClientSignsUpOnlyWhereThatIsOpen() {
        assertThat(result(accounts.signUp("ann", RIGHT, new Asker.Client(HOME))))
                .isEqualTo(new AccountChange.Denied());
        assertThat(result(accounts("open").signUp("ann", RIGHT, new Asker.Client(HOME))))
                .isInstanceOf(AccountChange.Done.class);
        assertThat(reason(logIn("ann", RIGHT, HOME))).isEqualTo("granted");
    }

    @Test
    void aClientDoesNotSignUpTooOften() {
        StoredAccounts open = accounts("open");
        for (int i = 0; i < 5; i++) {
            result(open.signUp("player" + i, RIGHT, new Asker.Client(HOME)));
        }

        assertThat(result(open.signUp("player5", RIGHT, new Asker.Client(HOME))))
                .isEqualTo(new AccountChange.Later(new Wait(Wait.Reason.THROTTLED, 1_000)));
        assertThat(result(open.signUp("player5", RIGHT, new Asker.Client(AWAY))))
                .isInstanceOf(AccountChange.Done.class);
    }

    @Test
    void tellsHowLoginsEnded() {
        signUp("ann");
        logIn("ann", RIGHT, HOME);
        logIn("ann", WRONG, HOME);
        logIn("bob", WRONG, HOME);

        assertThat(logins.status().outcomes()).containsEntry("granted", 1L).containsEntry("denied", 2L);
        assertThat(logins.status().waiting()).isZero();
    }

    @Test
    void anIdIsTakenOnce() {
        signUp("ann");

        assertThat(result(accounts.signUp("ANN", RIGHT, new Asker.Admin()))).isEqualTo(new AccountChange.Taken("ann"));
    }

    @Test
    void anIdOrPasswordThatCanBeNoneIsRefused() {
        assertThat(result(accounts.signUp("an n", RIGHT, new Asker.Admin()))).isInstanceOf(AccountChange.Unfit.class);
        assertThat(result(accounts.signUp("\u212a", RIGHT, new Asker.Admin()))).isInstanceOf(AccountChange.Unfit.class);
        assertThat(result(accounts.signUp("x".repeat(65), RIGHT, new Asker.Admin())))
                .isInstanceOf(AccountChange.Unfit.class);
        assertThat(result(accounts.signUp("ann", new Password("short"), new Asker.Admin())))
                .isInstanceOf(AccountChange.Unfit.class);
    }
}
