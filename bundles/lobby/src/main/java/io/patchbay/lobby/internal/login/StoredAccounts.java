package io.patchbay.lobby.internal.login;

import io.patchbay.api.lobby.Account;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.Accounts;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.Password;
import io.patchbay.api.lobby.Wait;
import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.AccountRecords;
import io.patchbay.lobby.internal.AccountIds;
import io.patchbay.lobby.internal.AccountStanding;
import io.patchbay.lobby.internal.LobbyThreads;
import io.patchbay.lobby.internal.session.TokenSessions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The accounts in the database, with their passwords hashed. Immutable. */
@Component(service = Accounts.class, configurationPid = StoredAccounts.PID)
@Designate(ocd = StoredAccounts.Config.class)
public final class StoredAccounts implements Accounts {
    static final String PID = "io.patchbay.lobby.accounts";

    private static final int MOST_LISTED = 1_000;

    @ObjectClassDefinition(name = "Patchbay: accounts of the lobby")
    @interface Config {
        @AttributeDefinition(description = "Who makes accounts: admin, or open: any client, though not many")
        String signUp() default "admin";
    }

    private final AccountRecords records;
    private final Passwords passwords;
    private final LobbyThreads threads;
    private final Clock clock;
    private final TokenSessions sessions;
    private final AccountStanding standing;
    private final boolean open;
    private final SignUps signUps;

    @Activate
    public StoredAccounts(
            @Reference AccountRecords records,
            @Reference Passwords passwords,
            @Reference LobbyThreads threads,
            @Reference TokenSessions sessions,
            @Reference AccountStanding standing,
            @Reference Clock clock,
            Config config) {
        if (!List.of("admin", "open").contains(config.signUp())) {
            throw new IllegalArgumentException(PID + ": signUp must be admin or open but was " + config.signUp());
        }
        this.sessions = sessions;
        this.standing = standing;
        this.open = config.signUp().equals("open");
        this.signUps = new SignUps(clock);
        this.records = records;
        this.passwords = passwords;
        this.threads = threads;
        this.clock = clock;
    }

    @Override
    public CompletionStage<AccountChange> signUp(String id, Password password, Asker by) {
        if (by instanceof Asker.Client && !open) {
            return completed(new AccountChange.Denied());
        }
        Optional<String> kept = AccountIds.kept(id);
        if (kept.isEmpty()) {
            return completed(new AccountChange.Unfit(
                    "id", "must be 1 to " + Account.MAX_ID_LENGTH + " letters, digits or - _ . : @"));
        }
        Optional<String> fault = passwords.fault(password);
        if (fault.isPresent()) {
            return completed(new AccountChange.Unfit("password", fault.get()));
        }
        String key = kept.get();
        if (by instanceof Asker.Client client) {
            Optional<Wait> delay = signUps.take(client.address());
            if (delay.isPresent()) {
                return completed(new AccountChange.Later(delay.get()));
            }
        }
        return threads.ask(() -> records.find(key)).thenCompose(found -> {
            if (found.isPresent()) { // seen before a hash is made in vain
                return completed(new AccountChange.Taken(key));
            }
            return hashed(password, hash -> create(new AccountRecord(key, hash, true, clock.millis())));
        });
    }

    private AccountChange create(AccountRecord record) {
        return records.create(record) ? new AccountChange.Done(account(record)) : new AccountChange.Taken(record.id());
    }

    @Override
    public CompletionStage<AccountChange> setPassword(String id, Password password) {
        String key = AccountIds.keptOrStandIn(id);
        Optional<String> fault = passwords.fault(password);
        if (fault.isPresent()) {
            return completed(new AccountChange.Unfit("password", fault.get()));
        }
        return threads.ask(() -> records.find(key)).thenCompose(found -> {
            if (found.isEmpty()) {
                return completed(new AccountChange.Unknown(id));
            }
            return hashed(password, hash -> {
                AccountChange change = change(id, records.setPasswordHash(key, hash));
                sessions.endAll(key);
                return change;
            });
        });
    }

    @Override
    public CompletionStage<AccountChange> setEnabled(String id, boolean enabled) {
        String key = AccountIds.keptOrStandIn(id);
        return threads.ask(() -> {
            AccountChange change = change(id, records.setEnabled(key, enabled));
            if (!enabled) {
                sessions.endAll(key); // a login that came in between has looked at the account again
                standing.ended(key);
            }
            return change;
        });
    }

    @Override
    public CompletionStage<AccountChange> delete(String id) {
        String key = AccountIds.keptOrStandIn(id);
        return threads.ask(() -> {
            AccountChange change = change(id, records.delete(key));
            sessions.endAll(key);
            standing.ended(key);
            return change;
        });
    }

    @Override
    public CompletionStage<Optional<Account>> find(String id) {
        return threads.ask(() -> records.find(AccountIds.keptOrStandIn(id)).map(StoredAccounts::account));
    }

    @Override
    public CompletionStage<List<Account>> list(String after, int limit) {
        if (limit < 1 || limit > MOST_LISTED) {
            throw new IllegalArgumentException("limit must be within 1 and " + MOST_LISTED + " but was " + limit);
        }
        return threads.ask(() -> records.list(after.toLowerCase(Locale.ROOT), limit).stream()
                .map(StoredAccounts::account)
                .toList());
    }

    private CompletionStage<AccountChange> hashed(Password password, Function<String, AccountChange> then) {
        return passwords.hash(password).thenCompose(hashed -> {
            if (hashed instanceof Hashed.Busy<String> busy) {
                return completed(new AccountChange.Later(busy.delay()));
            }
            return threads.ask(() -> then.apply(((Hashed.Done<String>) hashed).value()));
        });
    }

    private static AccountChange change(String id, Optional<AccountRecord> changed) {
        return changed.isPresent() ? new AccountChange.Done(account(changed.get())) : new AccountChange.Unknown(id);
    }

    private static Account account(AccountRecord record) {
        return new Account(record.id(), record.enabled(), Instant.ofEpochMilli(record.createdAt()));
    }

    private static CompletionStage<AccountChange> completed(AccountChange change) {
        return CompletableFuture.completedStage(change);
    }
}
