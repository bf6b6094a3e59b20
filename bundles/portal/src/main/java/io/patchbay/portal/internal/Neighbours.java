package io.patchbay.portal.internal;

import io.patchbay.api.lobby.LobbyApi;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.rooms.RoomControllers;
import io.patchbay.api.store.SigningKeys;
import io.patchbay.api.store.Tokens;
import io.patchbay.support.Current;
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
    private final Current<Placement> placement = new Current<>();
    private final Current<Tokens> tokens = new Current<>();
    private final Current<SigningKeys> keys = new Current<>();
    private final Current<LobbyApi> lobby = new Current<>();
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
        placement.bind(service);
    }

    void unbindPlacement(Placement service) {
        placement.unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindTokens(Tokens service) {
        tokens.bind(service);
    }

    void unbindTokens(Tokens service) {
        tokens.unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindKeys(SigningKeys service) {
        keys.bind(service);
    }

    void unbindKeys(SigningKeys service) {
        keys.unbind(service);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLobby(LobbyApi service) {
        lobby.bind(service);
    }

    void unbindLobby(LobbyApi service) {
        lobby.unbind(service);
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

    /** What clients ask without being in a room. */
    public Optional<LobbyApi> lobby() {
        return lobby.get();
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
