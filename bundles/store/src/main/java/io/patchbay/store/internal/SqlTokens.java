package io.patchbay.store.internal;

import io.patchbay.api.store.Claim;
import io.patchbay.api.store.NewToken;
import io.patchbay.api.store.StoreException;
import io.patchbay.api.store.Token;
import io.patchbay.api.store.Tokens;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The tokens in the database: a token's state is changed by one conditional update, so that only one of many can win. Thread-safe. */
@Component(service = Tokens.class)
public final class SqlTokens implements Tokens {
    private final Clock clock;
    private final GroupCommit commits;
    private final TokenPurge purge;

    @Activate
    public SqlTokens(@Reference Store store) {
        this.clock = store.clock();
        this.commits = new GroupCommit(store);
        this.purge = new TokenPurge(store);
    }

    @Override
    public CompletionStage<Token> issue(NewToken token) {
        if (!Texts.isId(token.id()) || token.lifeMillis() <= 0) {
            throw new IllegalArgumentException("a token needs an id of 24 hex digits and a life of more than 0 ms");
        }
        Token issued = new Token(
                token.id(),
                token.code(),
                token.service(),
                token.room(),
                token.user(),
                token.role(),
                token.origin(),
                token.host(),
                token.secure(),
                clock.millis() + token.lifeMillis());
        try {
            Texts.require("a token's code", token.code(), Texts.REFERENCE);
            Texts.require("a token's service", token.service(), Texts.REFERENCE);
            Texts.require("a token's room", token.room(), Texts.REFERENCE);
            Texts.require("a token's user", token.user(), Texts.LONG);
            Texts.require("a token's role", token.role(), Texts.LONG);
            Texts.require("a token's host", token.host(), Texts.LONG);
        } catch (StoreException refused) {
            return CompletableFuture.failedFuture(refused);
        }
        return commits.submit(table -> {
            table.insert(issued);
            return issued;
        });
    }

    @Override
    public CompletionStage<Claim> claim(String id, String claimant, Duration hold) {
        if (!Texts.isId(id)) {
            return CompletableFuture.completedFuture(new Claim.Invalid());
        }
        if (claimant.isBlank() || claimant.length() > Texts.REFERENCE) {
            throw new IllegalArgumentException("a claimant has 1 to " + Texts.REFERENCE + " characters");
        }
        return commits.submit(table -> {
            long now = clock.millis();
            return table.claim(id, claimant, now, now + hold.toMillis());
        });
    }

    @Override
    public CompletionStage<Boolean> use(String id, String claimant) {
        return Texts.isId(id)
                ? commits.submit(table -> table.use(id, claimant, clock.millis()))
                : CompletableFuture.completedFuture(false);
    }

    @Override
    public CompletionStage<Boolean> release(String id, String claimant) {
        return Texts.isId(id)
                ? commits.submit(table -> table.release(id, claimant, clock.millis()))
                : CompletableFuture.completedFuture(false);
    }

    @Deactivate
    void close() {
        purge.close();
        commits.close();
    }
}
