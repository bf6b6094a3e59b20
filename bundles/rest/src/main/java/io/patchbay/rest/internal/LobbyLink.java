package io.patchbay.rest.internal;

import io.patchbay.api.lobby.Accounts;
import io.patchbay.api.lobby.LobbySessions;
import io.patchbay.api.lobby.Logins;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.Players;
import io.patchbay.api.lobby.Releases;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.api.lobby.Updates;
import io.patchbay.rest.internal.lobby.NearLobby;
import io.patchbay.support.Current;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The lobby's engines, which come after the API and may come and go while it stays. Thread-safe. */
@Component(service = LobbyLink.class)
public final class LobbyLink implements NearLobby {
    private final Current<Releases> releases = new Current<>();
    private final Current<Updates> updates = new Current<>();
    private final Current<StorageWorkers> storage = new Current<>();
    private final Current<Accounts> accounts = new Current<>();
    private final Current<Logins> logins = new Current<>();
    private final Current<LobbySessions> sessions = new Current<>();
    private final Current<Players> players = new Current<>();
    private final Current<PlayRouting> play = new Current<>();
    private final Current<Observers> observers = new Current<>();

    @Activate
    public LobbyLink() {
        // the references are dynamic
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindAccounts(Accounts service) {
        accounts.bind(service);
    }

    void unbindAccounts(Accounts gone) {
        accounts.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindLogins(Logins service) {
        logins.bind(service);
    }

    void unbindLogins(Logins gone) {
        logins.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindSessions(LobbySessions service) {
        sessions.bind(service);
    }

    void unbindSessions(LobbySessions gone) {
        sessions.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPlayers(Players service) {
        players.bind(service);
    }

    void unbindPlayers(Players gone) {
        players.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindPlay(PlayRouting service) {
        play.bind(service);
    }

    void unbindPlay(PlayRouting gone) {
        play.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindObservers(Observers service) {
        observers.bind(service);
    }

    void unbindObservers(Observers gone) {
        observers.unbind(gone);
    }

    @Override
    public Optional<Observers> observers() {
        return observers.get();
    }

    @Override
    public Optional<PlayRouting> play() {
        return play.get();
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindReleases(Releases service) {
        releases.bind(service);
    }

    void unbindReleases(Releases gone) {
        releases.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindUpdates(Updates service) {
        updates.bind(service);
    }

    void unbindUpdates(Updates gone) {
        updates.unbind(gone);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void bindStorage(StorageWorkers service) {
        storage.bind(service);
    }

    void unbindStorage(StorageWorkers gone) {
        storage.unbind(gone);
    }

    @Override
    public Optional<Releases> releases() {
        return releases.get();
    }

    @Override
    public Optional<Updates> updates() {
        return updates.get();
    }

    @Override
    public Optional<StorageWorkers> storage() {
        return storage.get();
    }

    @Override
    public Optional<Accounts> accounts() {
        return accounts.get();
    }

    @Override
    public Optional<Logins> logins() {
        return logins.get();
    }

    @Override
    public Optional<LobbySessions> sessions() {
        return sessions.get();
    }

    @Override
    public Optional<Players> players() {
        return players.get();
    }
}
