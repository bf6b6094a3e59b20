package io.patchbay.portal.internal;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Tokens;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * The services that logins need and connections do not: they may come and go while clients stay connected. Thread-safe.
 */
@Component(service = Neighbours.class)
public final class Neighbours {
    private final AtomicReference<Optional<Placement>> placement = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Tokens>> tokens = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<SigningKeys>> keys = new AtomicReference<>(Optional.empty());
    private final Map<String, RoomControllers> controllers = new ConcurrentHashMap<>();
    private final AtomicReference<Consumer<RoomControllers>> onControllersGone = new AtomicReference<>(gone -> {});

    @Activate
    public Neighbours() {
        // the references are dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPlacement(Placement service) {
        placement.set(Optional.of(service));
    }

    void unbindPlacement(Placement service) {
        forget(placement, service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTokens(Tokens service) {
        tokens.set(Optional.of(service));
    }

    void unbindTokens(Tokens service) {
        forget(tokens, service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindKeys(SigningKeys service) {
        keys.set(Optional.of(service));
    }

    void unbindKeys(SigningKeys service) {
        forget(keys, service);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindControllers(RoomControllers service) {
        controllers.put(service.workerId(), service);
    }

    void unbindControllers(RoomControllers service) {
        if (controllers.remove(service.workerId(), service)) {
            onControllersGone.get().accept(service);
        }
    }

    private static <T> void forget(AtomicReference<Optional<T>> used, T gone) {
        used.updateAndGet(current -> current.filter(service -> service != gone)); // a successor may be in use already
    }

    /** Who says where a room is. */
    public Optional<Placement> placement() {
        return placement.get();
    }

    /** Where tokens are redeemed. */
    public Optional<Tokens> tokens() {
        return tokens.get();
    }

    /** Who signs tickets and checks tokens. */
    public Optional<SigningKeys> keys() {
        return keys.get();
    }

    /** The controllers of a conference worker. */
    public Optional<RoomControllers> controllers(String worker) {
        return Optional.ofNullable(controllers.get(worker));
    }

    /** Has someone told when controllers are gone, and with them everyone's place in their rooms. */
    public void onControllersGone(Consumer<RoomControllers> listener) {
        onControllersGone.set(listener);
    }
}
