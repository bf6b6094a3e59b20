package io.patchbay.placement.internal;

import io.patchbay.api.placement.WorkerInfo;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Every worker that the ledger knows: the members, and those that are gone but have tasks reserved. Confined to the turn. */
final class Registry {
    private final Map<String, LedgerWorker> byId = new HashMap<>();
    private LedgerWorker[] byNumber = new LedgerWorker[16];
    private int[] free = new int[16];
    private int freeCount;
    private int unused;
    private boolean touched;

    Optional<LedgerWorker> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** A member, by its id. */
    Optional<LedgerWorker> member(String id) {
        return find(id).filter(LedgerWorker::isPresent);
    }

    LedgerWorker at(int number) {
        return byNumber[number];
    }

    /** Whether the worker that once joined with that number is still a member. */
    boolean isMember(int number, long joined) {
        LedgerWorker worker = byNumber[number];
        return worker != null && worker.joined() == joined && worker.isPresent();
    }

    /** Whether nobody was ever entered. */
    boolean isUntouched() {
        return !touched;
    }

    /** Somebody was entered, here or where this is copied from. */
    void touch() {
        touched = true;
    }

    /** Gives a worker a number. */
    LedgerWorker enter(String id, WorkerInfo info) {
        int number = freeCount > 0 ? free[--freeCount] : unused++;
        if (number == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, number * 2);
        }
        LedgerWorker worker = new LedgerWorker(id, number, info);
        byNumber[number] = worker;
        byId.put(id, worker);
        touched = true;
        return worker;
    }

    /** Forgets a worker that is gone and has nothing reserved; any other stays. */
    void release(LedgerWorker worker) {
        if (worker.isPresent() || worker.reserved() > 0) {
            return;
        }
        byId.remove(worker.id());
        byNumber[worker.number()] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, freeCount * 2);
        }
        free[freeCount++] = worker.number();
    }
}
