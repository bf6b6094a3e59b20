package io.patchbay.lobby.internal.session;

import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.LobbySessions;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.SessionCheck;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.api.node.Node;
import io.patchbay.api.store.SessionRecord;
import io.patchbay.api.store.SessionRecords;
import io.patchbay.api.store.StoreException;
import io.patchbay.lobby.internal.LobbyThreads;
import io.patchbay.support.RandomIds;
import io.patchbay.support.Threads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rules of the lobby's tokens. Thread-safe. */
@Component(
        service = {LobbySessions.class, TokenSessions.class},
        configurationPid = TokenSessions.PID)
@Designate(ocd = TokenSessions.Config.class)
public final class TokenSessions implements LobbySessions {
    static final String PID = "io.patchbay.lobby.sessions";

    private static final Logger LOG = LoggerFactory.getLogger(TokenSessions.class);
    private static final Duration PATIENCE = Duration.ofMillis(500);
    private static final int MOST_RECENT = 100_000; // some 60 MB where they are
    private static final int PURGED_AT_ONCE = 1_000;
    private static final long TRUST_MILLIS =
            2_000; // how long it may go unnoticed that another node has revoked a token
    private static final long RACE_MILLIS = 10_000; // within it a second refresh is a client's own

    @ObjectClassDefinition(name = "Patchbay: sessions of the lobby")
    @interface Config {
        @AttributeDefinition(description = "A token that was not used for this long has to be refreshed")
        long idleMillis() default 600_000;

        @AttributeDefinition(description = "A token that was not used for this long cannot be refreshed any more")
        long keptMillis() default 2_592_000_000L;

        @AttributeDefinition(description = "How often it is written to the database when tokens were used")
        long useWriteMillis() default 30_000;

        @AttributeDefinition(
                description = "How many tokens, and known addresses, an account has at most; the oldest go")
        int maxPerAccount() default 32;

        @AttributeDefinition(
                description =
                        "URL of this lobby, to which tokens are bound; nodes behind one balancer have the same. Empty: this node's")
        String endpoint() default "";
    }

    private final SessionRecords records;
    private final LobbyThreads threads;
    private final Clock clock;
    private final AddressRule addresses;
    private final long idleMillis;
    private final long keptMillis;
    private final int maxPerAccount;
    private final String endpoint;
    private final Tokens tokens = new Tokens();
    private final RecentSessions recent = new RecentSessions(MOST_RECENT);
    private final ScheduledExecutorService timer = Threads.timer("lobby-sessions");

    @Activate
    public TokenSessions(
            @Reference SessionRecords records,
            @Reference LobbyThreads threads,
            @Reference Clock clock,
            @Reference Node node,
            @Reference AddressRule addresses,
            Config config) {
        require("idleMillis", config.idleMillis(), 1_000, 86_400_000);
        require("keptMillis", config.keptMillis(), config.idleMillis(), 31_536_000_000L);
        require("useWriteMillis", config.useWriteMillis(), 100, 600_000);
        require("maxPerAccount", config.maxPerAccount(), 1, 10_000);
        if (config.endpoint().length() > 300) {
            throw new IllegalArgumentException(PID + ": endpoint must be at most 300 characters long");
        }
        this.records = records;
        this.threads = threads;
        this.clock = clock;
        this.addresses = addresses;
        this.idleMillis = config.idleMillis();
        this.keptMillis = config.keptMillis();
        this.maxPerAccount = config.maxPerAccount();
        this.endpoint = config.endpoint().isEmpty() ? node.url().toString() : config.endpoint();
        ScheduledFuture<?> unused = timer.scheduleWithFixedDelay(
                this::tidy, config.useWriteMillis(), config.useWriteMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Gives a token to somebody whose password was right. Blocks on the database.
     *
     * @param passwordHash by which it was: refused if the account has another one by now
     */
    public LoginOutcome begin(String account, String passwordHash, ClientAddress from) {
        String token = tokens.next();
        SessionRecord session = record(token, RandomIds.hex24(), account, from);
        return records.begin(session, passwordHash, maxPerAccount)
                ? granted(session, token)
                : new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED); // changed, disabled or deleted meanwhile
    }

    /** Ends all sessions of an account. Blocks on the database. */
    public void endAll(String account) {
        records.revokeAccount(account);
        recent.forget(session -> session.account().equals(account));
    }

    @Override
    public CompletionStage<SessionCheck> check(String token, ClientAddress from) {
        Optional<String> hash = Tokens.hash(token);
        if (hash.isEmpty()) {
            return CompletableFuture.completedStage(new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED));
        }
        long now = clock.millis();
        Optional<RecentSessions.Recent> known = recent.find(hash.get())
                .filter(one -> now - one.readAt() < TRUST_MILLIS
                        && now - one.usedAt() < idleMillis
                        && one.record().address().equals(from.text())); // else a plug-in decides, not on this thread
        return known.isPresent()
                ? CompletableFuture.completedStage(judged(known.get()))
                : ruled(() -> checked(hash.get(), from), () -> new SessionCheck.Refused(SessionRefusal.LOGIN_AGAIN));
    }

    /**
     * Has something decided for which the address rule may be needed. If nobody rules just now, since a plug-in is being replaced, it
     * is tried once more when somebody may.
     *
     * @param attempt empty if nobody rules; on the lobby's threads
     * @param otherwise what holds if nobody came
     */
    private <T> CompletionStage<T> ruled(Supplier<Optional<T>> attempt, Supplier<T> otherwise) {
        return threads.ask(attempt)
                .thenCompose(first -> first.isPresent()
                        ? CompletableFuture.completedStage(first.get())
                        : addresses
                                .arrival()
                                .thenCompose(arrived ->
                                        threads.ask(() -> attempt.get().orElseGet(otherwise))));
    }

    private Optional<SessionCheck> checked(String hash, ClientAddress from) {
        Optional<RecentSessions.Recent> found = read(hash);
        if (found.isEmpty() || found.get().record().isRefreshed()) {
            return Optional.of(new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED));
        }
        return switch (rule(found.get().record(), from)) {
            case ADMITTED -> Optional.of(judged(found.get()));
            case REFUSED -> Optional.of(new SessionCheck.Refused(SessionRefusal.LOGIN_AGAIN));
            case ABSENT -> Optional.empty();
        };
    }

    /** Of a token that is good where it comes from. */
    private SessionCheck judged(RecentSessions.Recent session) {
        long now = clock.millis();
        SessionRecord record = session.record();
        if (record.isRefreshed()) {
            return new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED);
        }
        if (now - session.usedAt() >= idleMillis || !record.endpoint().equals(endpoint)) {
            return new SessionCheck.Refused(SessionRefusal.REFRESH_REQUIRED);
        }
        recent.use(record.tokenHash(), now);
        return new SessionCheck.Valid(session(record, now));
    }

    private AddressRule.Ruling rule(SessionRecord record, ClientAddress from) {
        Optional<ClientAddress> bound = ClientAddress.parse(record.address());
        if (bound.isEmpty()) {
            return AddressRule.Ruling.REFUSED;
        }
        return bound.get().equals(from)
                ? AddressRule.Ruling.ADMITTED
                : addresses.rule(record.account(), bound.get(), from);
    }

    @Override
    public CompletionStage<LoginOutcome> refresh(String token, ClientAddress from) {
        Optional<String> hash = Tokens.hash(token);
        return hash.isEmpty()
                ? CompletableFuture.completedStage(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED))
                : ruled(() -> refreshed(hash.get(), from), () -> new LoginOutcome.Refused(SessionRefusal.LOGIN_AGAIN));
    }

    private Optional<LoginOutcome> refreshed(String hash, ClientAddress from) {
        Optional<RecentSessions.Recent> found = read(hash);
        if (found.isEmpty()) {
            return Optional.of(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
        }
        SessionRecord old = found.get().record();
        if (old.isRefreshed()) {
            return Optional.of(new LoginOutcome.Refused(usedAgain(old, from)));
        }
        if (clock.millis() - found.get().usedAt() >= keptMillis) {
            return Optional.of(new LoginOutcome.Refused(SessionRefusal.LOGIN_AGAIN));
        }
        return switch (rule(old, from)) {
            case ADMITTED -> Optional.of(renewed(old, from));
            case REFUSED -> Optional.of(new LoginOutcome.Refused(SessionRefusal.LOGIN_AGAIN));
            case ABSENT -> Optional.empty();
        };
    }

    private LoginOutcome renewed(SessionRecord old, ClientAddress from) {
        String hash = old.tokenHash();
        String token = tokens.next();
        SessionRecord successor = record(token, old.family(), old.account(), from);
        boolean won = records.refresh(hash, successor);
        recent.forget(hash);
        if (won) {
            return granted(successor, token);
        }
        return new LoginOutcome.Refused( // another attempt was first, or the session was ended
                read(hash).map(again -> usedAgain(again.record(), from)).orElse(SessionRefusal.ACCESS_DENIED));
    }

    /** A client may ask twice in a hurry; later, or from elsewhere, it is another that has got hold of the token. */
    private SessionRefusal usedAgain(SessionRecord spent, ClientAddress from) {
        boolean hurry = clock.millis() - spent.refreshedAt() < RACE_MILLIS;
        if (hurry && spent.address().equals(from.text())) {
            return SessionRefusal.REFRESHED_ALREADY;
        }
        int revoked = records.revokeFamily(spent.family());
        recent.forget(session -> session.family().equals(spent.family()));
        LOG.warn(
                "Audit: a lobby token of {} that was refreshed before came again from {}: it and all that came of it"
                        + " are revoked ({} tokens)",
                spent.account(),
                from.text(),
                revoked);
        return SessionRefusal.ACCESS_DENIED;
    }

    @Override
    public CompletionStage<Boolean> logOut(String token) {
        Optional<String> hash = Tokens.hash(token);
        return hash.isEmpty()
                ? CompletableFuture.completedStage(false)
                : threads.ask(() -> {
                    Optional<SessionRecord> session = records.find(hash.get());
                    session.ifPresent(one -> records.revokeFamily(one.family()));
                    session.ifPresent(
                            one -> recent.forget(other -> other.family().equals(one.family())));
                    return session.filter(one -> !one.isRefreshed()).isPresent();
                });
    }

    private Optional<RecentSessions.Recent> read(String hash) {
        Optional<SessionRecord> found = records.find(hash);
        if (found.isEmpty()) {
            recent.forget(hash);
        }
        return found.map(record -> recent.read(record, clock.millis()));
    }

    private SessionRecord record(String token, String family, String account, ClientAddress from) {
        String hash = Tokens.hash(token).orElseThrow();
        return new SessionRecord(hash, family, account, from.text(), endpoint, clock.millis(), 0);
    }

    private LoginOutcome granted(SessionRecord record, String token) {
        return new LoginOutcome.Granted(session(record, record.usedAt()), token);
    }

    private LobbySession session(SessionRecord record, long usedAt) {
        return new LobbySession(
                record.account(),
                ClientAddress.parse(record.address()).orElseThrow(),
                record.endpoint(),
                Instant.ofEpochMilli(usedAt + idleMillis),
                Instant.ofEpochMilli(usedAt + keptMillis));
    }

    private void tidy() {
        try {
            threads.execute(() -> {
                writeUses();
                purge();
            });
        } catch (RejectedExecutionException full) {
            LOG.debug("Uses of tokens are written later: too much waits for the database", full);
        }
    }

    private void writeUses() {
        Map<String, Long> uses = recent.takeUses();
        if (uses.isEmpty()) {
            return;
        }
        try {
            records.touch(uses);
        } catch (StoreException away) {
            LOG.debug("Uses of tokens are written later", away);
            recent.giveBack(uses);
        }
    }

    private void purge() {
        try {
            records.purge(clock.millis() - keptMillis, PURGED_AT_ONCE);
        } catch (StoreException away) {
            LOG.debug("Old tokens are removed later", away);
        }
    }

    private static void require(String key, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    PID + ": " + key + " must be within " + least + " and " + most + " but was " + value);
        }
    }

    @Deactivate
    void close() {
        Threads.close(timer, PATIENCE);
        writeUses();
    }
}
