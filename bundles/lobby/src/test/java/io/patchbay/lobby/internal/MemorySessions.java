package io.patchbay.lobby.internal;

import io.patchbay.api.store.AccountRecord;
import io.patchbay.api.store.SessionRecord;
import io.patchbay.api.store.SessionRecords;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Sessions in memory, as a database would keep them for several nodes. Thread-safe. */
public final class MemorySessions implements SessionRecords {
    /** How often a session was looked up. */
    public final AtomicInteger finds = new AtomicInteger();

    /** What happens between the look at a password and the beginning of its session. */
    public volatile Runnable beforeBegin = () -> {};

    private final MemoryAccounts accounts;
    private final Map<String, SessionRecord> sessions = new HashMap<>(); // guarded by this, like the rest
    private final Set<String> known = new HashSet<>();

    public MemorySessions(MemoryAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public synchronized Optional<SessionRecord> find(String tokenHash) {
        finds.incrementAndGet();
        return Optional.ofNullable(sessions.get(tokenHash));
    }

    @Override
    public synchronized boolean begin(SessionRecord session, String passwordHash, int most) {
        beforeBegin.run();
        boolean mayBegin = accounts.find(session.account())
                .filter(AccountRecord::enabled)
                .filter(account -> account.passwordHash().equals(passwordHash))
                .isPresent();
        if (mayBegin) {
            sessions.put(session.tokenHash(), session);
            known.add(session.account() + " " + session.address());
        }
        return mayBegin;
    }

    @Override
    public synchronized boolean isKnown(String account, String address) {
        return known.contains(account + " " + address);
    }

    @Override
    public synchronized boolean refresh(String tokenHash, SessionRecord successor) {
        SessionRecord old = sessions.get(tokenHash);
        if (old == null || old.isRefreshed()) {
            return false;
        }
        sessions.put(
                tokenHash,
                new SessionRecord(
                        tokenHash,
                        old.family(),
                        old.account(),
                        old.address(),
                        old.endpoint(),
                        old.usedAt(),
                        successor.usedAt()));
        sessions.put(successor.tokenHash(), successor);
        return true;
    }

    @Override
    public synchronized void touch(Map<String, Long> usedAt) {
        usedAt.forEach((hash, at) -> sessions.computeIfPresent(
                hash,
                (same, old) -> new SessionRecord(
                        hash,
                        old.family(),
                        old.account(),
                        old.address(),
                        old.endpoint(),
                        Math.max(at, old.usedAt()),
                        old.refreshedAt())));
    }

    @Override
    public synchronized int revokeFamily(String family) {
        int before = sessions.size();
        sessions.values().removeIf(one -> one.family().equals(family));
        return before - sessions.size();
    }

    @Override
    public synchronized int revokeAccount(String account) {
        int before = sessions.size();
        sessions.values().removeIf(one -> one.account().equals(account));
        return before - sessions.size();
    }

    @Override
    public synchronized int purge(long usedBefore, int most) {
        int before = sessions.size();
        sessions.values().removeIf(one -> one.usedAt() < usedBefore);
        return before - sessions.size();
    }
}
