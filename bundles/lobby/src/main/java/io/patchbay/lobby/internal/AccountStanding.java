package io.patchbay.lobby.internal;

import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.AccountRecords;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * Whether accounts may still do what they began, for parts of the lobby that keep something of theirs in memory. It stays while the
 * database is replaced, so that what is kept is not lost by that. Thread-safe.
 */
@Component(service = AccountStanding.class)
public final class AccountStanding {
    private final LobbyThreads threads;
    private final AtomicReference<Optional<AccountRecords>> records = new AtomicReference<>(Optional.empty());
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public AccountStanding(@Reference LobbyThreads threads) {
        this.threads = threads;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindRecords(AccountRecords arrived) {
        records.set(Optional.of(arrived));
    }

    void unbindRecords(AccountRecords gone) {
        records.updateAndGet(now -> now.filter(other -> other != gone));
    }

    /**
     * Whether an account is there and enabled, as the database says now.
     *
     * @return completes on the lobby's threads, exceptionally if the database cannot be asked
     */
    public CompletionStage<Boolean> isGood(String account) {
        Optional<AccountRecords> now = records.get();
        return now.isPresent()
                ? threads.ask(() ->
                        now.get().find(account).filter(AccountRecord::enabled).isPresent())
                : CompletableFuture.failedStage(new IllegalStateException("there is no database at the moment"));
    }

    /**
     * Has somebody told which accounts end on this node.
     *
     * @param listener gets the account's id; does not block
     * @return what ends that
     */
    public Runnable listen(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** An account has been disabled or deleted on this node. */
    public void ended(String account) {
        listeners.forEach(listener -> listener.accept(account));
    }
}
