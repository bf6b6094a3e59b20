package io.patchbay.store.internal;

import static io.patchbay.store.internal.OpenStore.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.StoreException;
import io.patchbay.api.store.Token;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tokens promise, on any database. */
abstract class TokensContract {
    private static final Duration HOLD = Duration.ofSeconds(10);

    private final TestDatabase database;

    @TempDir
    Path folder;

    private String url;
    private OpenStore store;
    private SqlTokens tokens;

    TokensContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void open() {
        url = database.fresh(folder);
        store = OpenStore.at(url, folder);
        tokens = store.tokens;
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }

    @Test
    void claimAnswersWithTheTokenAsItWasIssued() {
        NewToken token = store.newToken("room");
        Token issued = result(tokens.issue(token));

        assertThat(claim(token)).isEqualTo(new Claim.Claimed(issued));
        assertThat(issued)
                .isEqualTo(new Token(
                        token.id(),
                        token.code(),
                        token.service(),
                        token.room(),
                        token.user(),
                        token.role(),
                        token.origin(),
                        token.host(),
                        token.secure(),
                        store.clock.millis() + 180_000));
    }

    @Test
    void exactlyOneOfFiftySimultaneousClaimsWins() throws Exception {
        NewToken token = store.issue("room");
        try (OpenStore other = database == TestDatabase.POSTGRESQL ? OpenStore.at(url, folder) : store) {
            assertThat(simultaneousClaims(List.of(tokens, other.tokens), token.id(), 50))
                    .filteredOn(Claim.Claimed.class::isInstance)
                    .hasSize(1);
        }
    }

    @Test
    void claimOfAClaimedTokenIsInvalid() {
        NewToken token = store.issue("room");
        claim(token);

        assertThat(result(tokens.claim(token.id(), "other", HOLD))).isEqualTo(new Claim.Invalid());
    }

    @Test
    void lapsedClaimCanBeClaimedByAnother() {
        NewToken token = store.issue("room");
        claim(token);
        store.clock.advance(HOLD);

        assertThat(result(tokens.claim(token.id(), "other", HOLD))).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void lapsedClaimCannotBeUsed() {
        NewToken token = store.issue("room");
        claim(token);
        store.clock.advance(HOLD);

        assertThat(result(tokens.use(token.id(), "claimant"))).isFalse();
    }

    @Test
    void releasedTokenCanBeClaimedAgain() {
        NewToken token = store.issue("room");
        claim(token);

        assertThat(result(tokens.release(token.id(), "claimant"))).isTrue();
        assertThat(result(tokens.claim(token.id(), "other", HOLD))).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void usedTokenCanBeGivenBackByItsClaimantForAsLongAsItWasClaimed() {
        NewToken cut = store.issue("room");
        NewToken late = store.issue("room");
        for (NewToken token : List.of(cut, late)) {
            claim(token);
            result(tokens.use(token.id(), "claimant"));
        }
        assertThat(result(tokens.release(cut.id(), "other"))).isFalse();
        assertThat(result(tokens.release(cut.id(), "claimant"))).isTrue();
        store.clock.advance(HOLD);

        assertThat(result(tokens.release(late.id(), "claimant"))).isFalse();
        assertThat(result(tokens.claim(cut.id(), "other", HOLD))).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void nobodyButTheClaimantCanReleaseOrUse() {
        NewToken token = store.issue("room");
        claim(token);

        assertThat(result(tokens.release(token.id(), "other"))).isFalse();
        assertThat(result(tokens.use(token.id(), "other"))).isFalse();
    }

    @Test
    void usedTokenIsInvalidEvenWhenTheClaimWouldHaveLapsed() {
        NewToken token = store.issue("room");
        claim(token);
        assertThat(result(tokens.use(token.id(), "claimant"))).isTrue();
        store.clock.advance(HOLD);

        assertThat(claim(token)).isEqualTo(new Claim.Invalid());
    }

    @Test
    void tokenIsUsedOnce() {
        NewToken token = store.issue("room");
        claim(token);
        result(tokens.use(token.id(), "claimant"));

        assertThat(result(tokens.use(token.id(), "claimant"))).isFalse();
    }

    @Test
    void tokenClaimedWithinItsLifeCanBeUsedAfterIt() {
        NewToken token = store.issue("room");
        store.clock.advance(Duration.ofSeconds(179));
        claim(token);
        store.clock.advance(Duration.ofSeconds(5));

        assertThat(result(tokens.use(token.id(), "claimant"))).isTrue();
    }

    @Test
    void tokenIsExpiredWhenItsLifeIsOver() {
        NewToken token = store.issue("room");
        store.clock.advance(Duration.ofMinutes(3));

        assertThat(claim(token)).isEqualTo(new Claim.Expired());
    }

    @Test
    void anyTextMayBeClaimed() {
        for (String id :
                List.of("", "0123456789abcdef01234567", "' OR 1=1 --", "a\0b", "\ud800", "x".repeat(100_000))) {
            assertThat(result(tokens.claim(id, "claimant", HOLD))).isEqualTo(new Claim.Invalid());
            assertThat(result(tokens.use(id, "claimant"))).isFalse();
            assertThat(result(tokens.release(id, "claimant"))).isFalse();
        }
    }

    @Test
    void expiredTokensArePurgedAndOthersKept() {
        List<NewToken> old = new ArrayList<>();
        for (int i = 0; i < 10; i++) { // more than three batches
            old.add(store.issue("room"));
        }
        store.clock.advance(Duration.ofSeconds(239));
        NewToken young = store.issue("room");
        assertThat(claim(old.get(0))).isEqualTo(new Claim.Expired());
        store.clock.advance(Duration.ofSeconds(1));

        await().atMost(OpenStore.BOUND).untilAsserted(() -> assertThat(old)
                .allSatisfy(token -> assertThat(claim(token)).isEqualTo(new Claim.Invalid())));
        assertThat(claim(young)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void refusesOnlyTheOneOfManyThatIsWrong() {
        NewToken twice = store.issue("room");
        List<CompletionStage<Token>> stages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stages.add(tokens.issue(i == 10 ? twice : store.newToken("room")));
        }

        for (int i = 0; i < 20; i++) {
            int number = i;
            Throwable thrown = catchThrowable(() -> result(stages.get(number)));
            if (i == 10) {
                assertThat(thrown).hasCauseInstanceOf(StoreException.class);
            } else {
                assertThat(thrown).isNull();
            }
        }
    }

    @Test
    void refusesATextThatOneDatabaseCannotHold() {
        NewToken token = store.newToken("room");
        NewToken odd = new NewToken(
                token.id(),
                token.code(),
                token.service(),
                token.room(),
                "a\0b",
                "role",
                token.origin(),
                "host",
                false,
                1);

        assertThat(catchThrowable(() -> result(tokens.issue(odd))))
                .cause()
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isFalse());
    }

    @Test
    void refusesAtOnceWhenClosed() {
        store.close();

        assertThat(catchThrowable(() -> result(tokens.issue(store.newToken("room")))))
                .cause()
                .isInstanceOfSatisfying(StoreException.class, failed -> assertThat(failed.retryable())
                        .isTrue());
    }

    @Test
    void issuedTokensAreThereWhenTheStoreIsOpenedAgain() {
        NewToken token = store.issue("room");
        store.close();
        store = OpenStore.at(url, folder);

        assertThat(result(store.tokens.claim(token.id(), "claimant", HOLD))).isInstanceOf(Claim.Claimed.class);
    }

    private Claim claim(NewToken token) {
        return result(tokens.claim(token.id(), "claimant", HOLD));
    }

    private static List<Claim> simultaneousClaims(List<SqlTokens> nodes, String id, int count) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(count);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Claim>> claims = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                SqlTokens node = nodes.get(i % nodes.size());
                String claimant = "claimant" + i;
                claims.add(pool.submit(() -> {
                    start.await();
                    return result(node.claim(id, claimant, HOLD));
                }));
            }
            start.countDown();
            List<Claim> results = new ArrayList<>();
            for (Future<Claim> claim : claims) {
                results.add(claim.get(10, TimeUnit.SECONDS));
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }
}
