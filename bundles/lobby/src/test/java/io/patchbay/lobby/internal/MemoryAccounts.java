package io.patchbay.lobby.internal;

import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.AccountRecords;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Accounts in memory. Thread-safe. */
public final class MemoryAccounts implements AccountRecords {
    /** What happens between the look at a password and its replacement. */
    public volatile Runnable beforeReplace = () -> {};

    private final TreeMap<String, AccountRecord> accounts = new TreeMap<>(); // guarded by this

    @Override
    public synchronized boolean create(AccountRecord account) {
        return accounts.putIfAbsent(account.id(), account) == null;
    }

    @Override
    public synchronized List<AccountRecord> list(String after, int limit) {
        return accounts.tailMap(after, false).values().stream().limit(limit).toList();
    }

    private synchronized Optional<AccountRecord> changed(String id, UnaryOperator<AccountRecord> change) {
        return Optional.ofNullable(accounts.computeIfPresent(id, (same, account) -> change.apply(account)));
    }

    @Override
    public Optional<AccountRecord> setPasswordHash(String id, String hash) {
        return changed(id, account -> new AccountRecord(id, hash, account.enabled(), account.createdAt()));
    }

    @Override
    public synchronized boolean replacePasswordHash(String id, String expected, String hash) {
        beforeReplace.run();
        return accounts.containsKey(id)
                && accounts.get(id).passwordHash().equals(expected)
                && setPasswordHash(id, hash).isPresent();
    }

    @Override
    public Optional<AccountRecord> setEnabled(String id, boolean enabled) {
        return changed(id, account -> new AccountRecord(id, account.passwordHash(), enabled, account.createdAt()));
    }

    @Override
    public synchronized Optional<AccountRecord> delete(String id) {
        return Optional.ofNullable(accounts.remove(id));
    }

    @Override
    public synchronized Optional<AccountRecord> find(String id) {
        return Optional.ofNullable(accounts.get(id));
    }
}
