package io.patchbay.lobby.internal.observe;

import io.patchbay.api.lobby.ObserverOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What play servers are asked for, and which of them wait for that. Confined to the turn. */
final class Orders {
    /** One that was told and not answered is told again after this: the answer with it may have been lost. */
    private static final long AGAIN_MILLIS = 1_500;

    private static final long NEVER = Long.MIN_VALUE;

    private record Poll(long untilMillis, CompletableFuture<Optional<List<ObserverOrder>>> promise) {
        private void answer(List<ObserverOrder> orders) {
            promise.complete(Optional.of(orders));
        }
    }

    private static final class Open {
        private final ObserverOrder order;
        private long toldMillis = NEVER;

        private Open(ObserverOrder order) {
            this.order = order;
        }

        private boolean isDue(long nowMillis) {
            return toldMillis == NEVER || nowMillis - toldMillis >= AGAIN_MILLIS;
        }
    }

    private final Map<String, Poll> polls = new HashMap<>(); // by server
    private final Map<String, List<Open>> open = new HashMap<>(); // by server

    boolean isIdle() {
        return polls.isEmpty();
    }

    /** How many servers wait. */
    int waiting() {
        return polls.size();
    }

    void add(String server, ObserverOrder order, long nowMillis) {
        open.computeIfAbsent(server, name -> new ArrayList<>()).add(new Open(order));
        tell(server, nowMillis);
    }

    /** It has been answered, or nobody wants it any more. */
    void remove(String server, String order) {
        open.computeIfPresent(server, (name, orders) -> {
            orders.removeIf(one -> one.order.id().equals(order));
            return orders.isEmpty() ? null : orders;
        });
    }

    /** A server waits for orders; if it did already, that question is over. */
    void poll(
            String server, long untilMillis, CompletableFuture<Optional<List<ObserverOrder>>> promise, long nowMillis) {
        Optional.ofNullable(polls.put(server, new Poll(untilMillis, promise)))
                .ifPresent(before -> before.answer(List.of()));
        tell(server, nowMillis);
        expire(server, nowMillis);
    }

    /** Tells what is to be told again, and ends questions whose time is over. */
    void tick(long nowMillis) {
        for (String server : List.copyOf(polls.keySet())) {
            tell(server, nowMillis);
            expire(server, nowMillis);
        }
    }

    private void tell(String server, long nowMillis) {
        List<Open> due = open.getOrDefault(server, List.of()).stream()
                .filter(one -> one.isDue(nowMillis))
                .toList();
        if (!due.isEmpty() && polls.containsKey(server)) {
            due.forEach(one -> one.toldMillis = nowMillis);
            polls.remove(server).answer(due.stream().map(one -> one.order).toList());
        }
    }

    private void expire(String server, long nowMillis) {
        Optional<Poll> poll = Optional.ofNullable(polls.get(server));
        if (poll.isPresent() && nowMillis >= poll.get().untilMillis()) {
            polls.remove(server);
            poll.get().answer(List.of());
        }
    }
}
