package io.patchbay.rest.internal;

import io.patchbay.api.lobby.Account;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.Accounts;
import io.patchbay.api.lobby.Asker;
import io.patchbay.api.lobby.Password;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Accounts in memory; answers the next change with what a test wants. Confined to one test. */
final class ScriptedAccounts implements Accounts {
    final SortedMap<String, Account> byId = new TreeMap<>();
    final SortedMap<String, String> passwords = new TreeMap<>();
    Optional<AccountChange> next = Optional.empty();
    Optional<Asker> asker = Optional.empty();

    @Override
    public CompletionStage<AccountChange> signUp(String id, Password password, Asker by) {
        asker = Optional.of(by);
        return change(() -> {
            Account account = new Account(id, true, Instant.EPOCH);
            passwords.put(id, password.text());
            byId.put(id, account);
            return account;
        });
    }

    @Override
    public CompletionStage<AccountChange> setPassword(String id, Password password) {
        return change(() -> {
            passwords.put(id, password.text());
            return byId.get(id);
        });
    }

    @Override
    public CompletionStage<AccountChange> setEnabled(String id, boolean enabled) {
        return change(() -> byId.computeIfPresent(id, (key, old) -> new Account(id, enabled, old.createdAt())));
    }

    @Override
    public CompletionStage<AccountChange> delete(String id) {
        return change(() -> byId.remove(id));
    }

    @Override
    public CompletionStage<Optional<Account>> find(String id) {
        return CompletableFuture.completedStage(Optional.ofNullable(byId.get(id)));
    }

    @Override
    public CompletionStage<List<Account>> list(String after, int limit) {
        return CompletableFuture.completedStage(
                byId.tailMap(after + "\0").values().stream().limit(limit).toList());
    }

    private CompletionStage<AccountChange> change(java.util.function.Supplier<Account> change) {
        AccountChange scripted = next.orElseGet(() -> new AccountChange.Done(change.get()));
        return CompletableFuture.completedStage(scripted);
    }
}
