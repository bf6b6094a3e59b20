package io.patchbay.contract;

import io.patchbay.api.portal.Acknowledgement;
import io.patchbay.api.portal.NamespaceHandler;
import io.patchbay.api.portal.NamespaceSocket;
import io.patchbay.api.portal.SocketNamespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a {@link SocketNamespace} must hold to. Immutable. */
final class NamespaceChecks {
    private static final int CLIENTS = 50;
    private static final int ROUNDS = 10;

    private final Supplier<SocketNamespace> plugins;

    private NamespaceChecks(Supplier<SocketNamespace> plugins) {
        this.plugins = plugins;
    }

    static List<Check> of(Supplier<SocketNamespace> plugins) {
        NamespaceChecks checks = new NamespaceChecks(plugins);
        return List.of(
                new Check("takes anything that a client can send", checks::takesEverything),
                new Check("answers a request at most once", checks::answersOnce),
                new Check("takes a predecessor's client over, or declines", checks::takesOver),
                new Check("lets several clients connect at once", checks::takesSeveral),
                new Check("takes at most " + Asker.BUDGET_MILLIS + " ms an event", checks::isFast));
    }

    private record Event(String name, List<Object> arguments) {}

    private void takesEverything() throws InterruptedException {
        SocketNamespace namespace = plugins.get();
        try (Asker asker = new Asker(namespace, 2)) {
            for (Map<String, Object> auth :
                    List.<Map<String, Object>>of(Map.of(), Map.of("token", 7, "user", List.of()))) {
                NamespaceHandler handler = connect(asker, namespace, auth);
                for (Event event : events()) {
                    tell(asker, handler, event, Optional.empty());
                    tell(asker, handler, event, Optional.of(arguments -> {}));
                }
                asker.ask("onDisconnect", () -> {
                    handler.onDisconnect("checked");
                    return true;
                });
            }
        }
    }

    private void answersOnce() throws InterruptedException {
        SocketNamespace namespace = plugins.get();
        try (Asker asker = new Asker(namespace, 1)) {
            NamespaceHandler handler = connect(asker, namespace, Map.of());
            for (Event event : events()) {
                AtomicInteger answers = new AtomicInteger();
                tell(asker, handler, event, Optional.of(arguments -> answers.incrementAndGet()));
                if (answers.get() > 1) {
                    throw new BrokenContract("onEvent of '" + event.name + "' answered " + answers.get() + " times");
                }
            }
        }
    }

    private void takesOver() throws InterruptedException {
        SocketNamespace namespace = plugins.get();
        try (Asker asker = new Asker(namespace, 1)) {
            Optional<NamespaceHandler> taken = asker.ask("takeOver", () -> namespace.takeOver(new Client(), Map.of()));
            if (taken.isPresent()) {
                for (Event event : events()) {
                    tell(asker, taken.get(), event, Optional.empty());
                }
            }
        }
    }

    private void takesSeveral() throws InterruptedException {
        SocketNamespace namespace = plugins.get();
        try (Asker asker = new Asker(namespace, 4)) {
            List<Future<NamespaceHandler>> connecting = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                connecting.add(asker.begin(() -> namespace.connect(new Client(), Map.of())));
            }
            for (Future<NamespaceHandler> client : connecting) {
                asker.await("connect", client);
            }
        }
    }

    private void isFast() throws InterruptedException {
        SocketNamespace namespace = plugins.get();
        try (Asker asker = new Asker(namespace, 1)) {
            NamespaceHandler handler = connect(asker, namespace, Map.of());
            for (Event event : events()) {
                Stopwatch watch = new Stopwatch();
                for (int round = 0; round < ROUNDS; round++) {
                    asker.ask(
                            "onEvent",
                            () -> watch.time(() -> {
                                handler.onEvent(event.name, event.arguments, Optional.empty());
                                return true;
                            }));
                }
                watch.requireWithin(
                        TimeUnit.MILLISECONDS.toNanos(Asker.BUDGET_MILLIS), "onEvent of '" + event.name + "'");
            }
        }
    }

    private static NamespaceHandler connect(Asker asker, SocketNamespace namespace, Map<String, Object> auth)
            throws InterruptedException {
        return asker.ask("connect", () -> namespace.connect(new Client(), auth));
    }

    private static void tell(
            Asker asker, NamespaceHandler handler, Event event, Optional<Acknowledgement> acknowledgement)
            throws InterruptedException {
        asker.ask("onEvent of '" + event.name + "' with " + event.arguments, () -> {
            handler.onEvent(event.name, event.arguments, acknowledgement);
            return true;
        });
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (String name : List.of("message", "no-such-event", "")) {
            for (Object argument :
                    Arrays.asList(null, 7, "text", new byte[] {1, 2}, List.of(), Map.of("a", List.of()))) {
                events.add(new Event(name, Arrays.asList(argument)));
            }
            events.add(new Event(name, List.of()));
        }
        return events;
    }

    /** A client that hears nothing. */
    private record Client() implements NamespaceSocket {
        @Override
        public String id() {
            return "client";
        }

        @Override
        public void emit(String event, List<Object> arguments) {
            // nobody hears it
        }

        @Override
        public void disconnect() {
            // nobody is connected
        }
    }
}
