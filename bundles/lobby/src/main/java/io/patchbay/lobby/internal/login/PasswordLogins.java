package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Account;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.LoginStatus;
import io.patchbay.api.lobby.Logins;
import io.patchbay.api.lobby.Password;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.api.lobby.Wait;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.AccountRecords;
import io.patchbay.api.store.SessionRecords;
import io.patchbay.lobby.internal.AccountIds;
import io.patchbay.lobby.internal.LobbyThreads;
import io.patchbay.lobby.internal.session.TokenSessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logins by password: throttled, queued, hashed, and then given a token. Thread-safe. */
@Component(
        service = {Logins.class, MetricSource.class},
        configurationPid = PasswordLogins.PID)
@Designate(ocd = PasswordLogins.Config.class)
public final class PasswordLogins implements Logins, MetricSource {
    static final String PID = "io.patchbay.lobby.login";

    private static final Logger LOG = LoggerFactory.getLogger(PasswordLogins.class);
    private static final int ATTEMPTS = 3; // to compare a password with a hash that is replaced meanwhile

    @ObjectClassDefinition(name = "Patchbay: logins of the lobby")
    @interface Config {
        @AttributeDefinition(
                description =
                        "How many wrong passwords for one account make nobody wait; from one address twice, from one network ten times as many")
        int freeFailures() default 10;

        @AttributeDefinition(description = "The longest wait after wrong passwords; each wait is twice the one before")
        long maxThrottleMillis() default 900_000;
    }

    private final AccountRecords accounts;
    private final SessionRecords known;
    private final Passwords passwords;
    private final TokenSessions sessions;
    private final LobbyThreads threads;
    private final Throttle throttle;
    private final LoginCounts counts = new LoginCounts();

    @Activate
    public PasswordLogins(
            @Reference AccountRecords accounts,
            @Reference SessionRecords known,
            @Reference Passwords passwords,
            @Reference TokenSessions sessions,
            @Reference LobbyThreads threads,
            @Reference Clock clock,
            Config config) {
        if (config.freeFailures() < 1 || config.freeFailures() > 100_000) {
            throw new IllegalArgumentException(
                    PID + ": freeFailures must be within 1 and 100000 but was " + config.freeFailures());
        }
        if (config.maxThrottleMillis() < 1_000 || config.maxThrottleMillis() > 86_400_000) {
            throw new IllegalArgumentException(
                    PID + ": maxThrottleMillis must be within 1000 and 86400000 but was " + config.maxThrottleMillis());
        }
        this.accounts = accounts;
        this.known = known;
        this.passwords = passwords;
        this.sessions = sessions;
        this.threads = threads;
        this.throttle = new Throttle(clock, config.freeFailures(), config.maxThrottleMillis());
    }

    /** Whether a password is its account's. */
    private sealed interface Verdict {
        /** @param raised its hash as one would be made today, if the one that is kept was made with less */
        record Right(AccountRecord account, Optional<String> raised) implements Verdict {}

        record Wrong() implements Verdict {}

        record Later(Wait delay) implements Verdict {}
    }

    @Override
    public CompletionStage<LoginOutcome> logIn(String id, Password password, ClientAddress from) {
        return logIn(AccountIds.keptOrStandIn(id), password, from, ATTEMPTS).whenComplete(this::count);
    }

    /**
     * The hash may be replaced while the password waits to be compared with it, by another password or by a dearer hash of the same
     * one. Then it is compared with the new one.
     */
    private CompletionStage<LoginOutcome> logIn(String key, Password password, ClientAddress from, int attempts) {
        return verify(key, password, from).thenCompose(verdict -> {
            if (verdict instanceof Verdict.Later later) {
                return CompletableFuture.completedStage(new LoginOutcome.Later(later.delay()));
            }
            if (!(verdict instanceof Verdict.Right right)) {
                return CompletableFuture.completedStage(new LoginOutcome.Refused(SessionRefusal.ACCESS_DENIED));
            }
            return threads.ask(() -> begin(right, from))
                    .thenCompose(outcome -> outcome instanceof LoginOutcome.Refused && attempts > 1
                            ? logIn(key, password, from, attempts - 1)
                            : CompletableFuture.completedStage(outcome));
        });
    }

    private LoginOutcome begin(Verdict.Right right, ClientAddress from) {
        AccountRecord account = right.account();
        LoginOutcome outcome = sessions.begin(account.id(), account.passwordHash(), from);
        if (outcome instanceof LoginOutcome.Granted) {
            right.raised().ifPresent(raised -> raise(account, raised));
        }
        return outcome;
    }

    @Override
    public CompletionStage<AccountChange> changePassword(
            String id, Password password, Password next, ClientAddress from) {
        Optional<String> fault = passwords.fault(next);
        if (fault.isPresent()) {
            return CompletableFuture.completedStage(new AccountChange.Unfit("newPassword", fault.get()));
        }
        return changePassword(AccountIds.keptOrStandIn(id), password, next, from, ATTEMPTS);
    }

    private CompletionStage<AccountChange> changePassword(
            String key, Password password, Password next, ClientAddress from, int attempts) {
        return verify(key, password, from).thenCompose(verdict -> {
            if (verdict instanceof Verdict.Right right) {
                return replace(right.account(), next)
                        .thenCompose(change -> change instanceof AccountChange.Denied && attempts > 1
                                ? changePassword(key, password, next, from, attempts - 1)
                                : CompletableFuture.completedStage(change));
            }
            return CompletableFuture.completedStage(
                    verdict instanceof Verdict.Later later
                            ? new AccountChange.Later(later.delay())
                            : new AccountChange.Denied());
        });
    }

    /** @return {@link AccountChange.Denied} if the password was changed meanwhile, or the account is gone */
    private CompletionStage<AccountChange> replace(AccountRecord account, Password next) {
        return passwords.hash(next).thenCompose(hashed -> {
            if (hashed instanceof Hashed.Busy<String> busy) {
                return CompletableFuture.completedStage(new AccountChange.Later(busy.delay()));
            }
            String hash = ((Hashed.Done<String>) hashed).value();
            return threads.ask(() -> {
                if (!accounts.replacePasswordHash(account.id(), account.passwordHash(), hash)) {
                    return new AccountChange.Denied();
                }
                sessions.endAll(account.id());
                return new AccountChange.Done(
                        new Account(account.id(), account.enabled(), Instant.ofEpochMilli(account.createdAt())));
            });
        });
    }

    private CompletionStage<Verdict> verify(String key, Password password, ClientAddress from) {
        Optional<Wait> wait = throttle.strangersWait(key, from);
        if (wait.isEmpty()) {
            return compare(key, password, from);
        }
        return threads.ask(() -> known.isKnown(key, from.text())).thenCompose(acquainted -> {
            Optional<Wait> delay = acquainted ? throttle.acquaintancesWait(key, from) : wait;
            return delay.isPresent()
                    ? CompletableFuture.completedStage(new Verdict.Later(delay.get()))
                    : compare(key, password, from);
        });
    }

    private CompletionStage<Verdict> compare(String key, Password password, ClientAddress from) {
        Optional<Wait> full = passwords.refusal(); // in a flood, the database is left to those who are in
        if (full.isPresent()) {
            return CompletableFuture.completedStage(new Verdict.Later(full.get()));
        }
        Throttle.Attempt attempt = throttle.begin(key, from);
        return threads.ask(() -> accounts.find(key))
                .thenCompose(found -> passwords
                        .verify(password, found.map(AccountRecord::passwordHash))
                        .thenApply(verified -> judge(found, verified, attempt, from)))
                .whenComplete((verdict, failed) -> {
                    if (failed != null) {
                        attempt.takeBack(); // the database is away
                    }
                });
    }

    private Verdict judge(
            Optional<AccountRecord> found,
            Hashed<Passwords.Verified> verified,
            Throttle.Attempt attempt,
            ClientAddress from) {
        if (verified instanceof Hashed.Busy<Passwords.Verified> busy) {
            attempt.takeBack();
            return new Verdict.Later(busy.delay());
        }
        Passwords.Verified result = ((Hashed.Done<Passwords.Verified>) verified).value();
        if (!result.right() || found.isEmpty() || !found.get().enabled()) {
            tell(attempt.failed(), found, from);
            return new Verdict.Wrong();
        }
        attempt.succeeded();
        return new Verdict.Right(found.get(), result.raised());
    }

    /** An id that no account has may be anything, even a password that was typed in the wrong place. */
    private static void tell(Throttle.Slowed slowed, Optional<AccountRecord> found, ClientAddress from) {
        if (slowed.account()) {
            String account = found.map(AccountRecord::id).orElse("an id that no account has");
            LOG.warn("Logins to {} are slowed down: too many wrong passwords, the last from {}", account, from.text());
        }
        if (slowed.address()) {
            LOG.warn("Logins from {} are slowed down: too many wrong passwords", from.text());
        }
        if (slowed.network()) {
            LOG.warn(
                    "Logins from the network {} are slowed down: too many wrong passwords",
                    from.network().text());
        }
    }

    /** Nobody waits for it: if it fails, the next login does it. */
    private void raise(AccountRecord account, String hash) {
        CompletionStage<Boolean> unused =
                threads.ask(() -> accounts.replacePasswordHash(account.id(), account.passwordHash(), hash));
    }

    private void count(LoginOutcome outcome, Throwable failed) {
        if (failed != null) {
            counts.failed.increment();
        } else if (outcome instanceof LoginOutcome.Granted) {
            counts.granted.increment();
        } else if (outcome instanceof LoginOutcome.Later later) {
            (later.delay().reason() == Wait.Reason.BUSY ? counts.busy : counts.throttled).increment();
        } else {
            counts.denied.increment();
        }
    }

    @Override
    public LoginStatus status() {
        return new LoginStatus(counts.byOutcome(), passwords.present(), passwords.nanosOfOne() / 1_000_000);
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(List.of(
                new Metric.Counter(
                        "patchbay_lobby_logins_total", "Logins to the lobby by how they ended", counts.samples()),
                new Metric.Gauge(
                        "patchbay_lobby_hash_queue", "Passwords that wait to be hashed or are", passwords.present()),
                new Metric.Gauge(
                        "patchbay_lobby_hash_seconds",
                        "How long hashing one password takes lately",
                        passwords.nanosOfOne() / 1e9),
                new Metric.Counter("patchbay_lobby_hashes_total", "Passwords that were hashed", passwords.done()),
                new Metric.Counter(
                        "patchbay_lobby_hashing_seconds_total",
                        "How long hashing them took, one after the other",
                        passwords.nanosOfAll() / 1e9)));
    }
}
