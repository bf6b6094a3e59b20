package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.AccountChange;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.LobbySessions;
import io.patchbay.api.lobby.LoginOutcome;
import io.patchbay.api.lobby.LoginStatus;
import io.patchbay.api.lobby.Logins;
import io.patchbay.api.lobby.Password;
import io.patchbay.api.lobby.Player;
import io.patchbay.api.lobby.Players;
import io.patchbay.api.lobby.Ranking;
import io.patchbay.api.lobby.SessionCheck;
import io.patchbay.api.lobby.SessionRefusal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Logins, sessions and players that answer what a test wants. Confined to one test. */
final class ScriptedLobby implements Logins, LobbySessions, Players {
    static final String TOKEN = "the-token";
    static final LobbySession ANN = new LobbySession(
            "ann",
            ClientAddress.parse("127.0.0.1").orElseThrow(),
            "http://here",
            Instant.ofEpochMilli(600_000),
            Instant.ofEpochMilli(3_600_000));

    LoginOutcome outcome = new LoginOutcome.Granted(ANN, TOKEN);
    Optional<SessionRefusal> refusal = Optional.empty();
    Optional<AccountChange> passwordChange = Optional.empty();
    Player player = new Player("ann", 3, 70, 2, Attributes.of("colour", "red"), 4);
    String asked = "";

    @Override
    public CompletionStage<LoginOutcome> logIn(String id, Password password, ClientAddress from) {
        asked = "logIn " + id + " " + password.text() + " " + from;
        return CompletableFuture.completedStage(outcome);
    }

    @Override
    public CompletionStage<AccountChange> changePassword(
            String id, Password password, Password next, ClientAddress from) {
        asked = "changePassword " + id + " " + password.text() + " " + next.text() + " " + from;
        return CompletableFuture.completedStage(passwordChange.orElseGet(AccountChange.Denied::new));
    }

    @Override
    public LoginStatus status() {
        return new LoginStatus(Map.of("granted", 3L), 2, 41);
    }

    @Override
    public CompletionStage<SessionCheck> check(String token, ClientAddress from) {
        if (!token.equals(TOKEN)) {
            return CompletableFuture.completedStage(new SessionCheck.Refused(SessionRefusal.ACCESS_DENIED));
        }
        return CompletableFuture.completedStage(
                refusal.isPresent() ? new SessionCheck.Refused(refusal.get()) : new SessionCheck.Valid(ANN));
    }

    @Override
    public CompletionStage<LoginOutcome> refresh(String token, ClientAddress from) {
        asked = "refresh " + token + " " + from;
        return CompletableFuture.completedStage(outcome);
    }

    @Override
    public CompletionStage<Boolean> logOut(String token) {
        return CompletableFuture.completedStage(token.equals(TOKEN));
    }

    @Override
    public CompletionStage<Player> find(String account) {
        return CompletableFuture.completedStage(player);
    }

    @Override
    public CompletionStage<Ranking> ranking(long offset, int limit) {
        asked = "ranking " + offset + " " + limit;
        return CompletableFuture.completedStage(new Ranking(List.of(player)));
    }

    @Override
    public CompletionStage<Ranking> around(String account, int limit) {
        asked = "around " + account + " " + limit;
        return CompletableFuture.completedStage(new Ranking(List.of(player)));
    }

    @Override
    public CompletionStage<Optional<Player>> setFields(String account, Attributes fields, long version) {
        if (version != player.version()) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        player = new Player(account, player.level(), player.score(), player.rank(), fields, version + 1);
        return CompletableFuture.completedStage(Optional.of(player));
    }

    @Override
    public CompletionStage<Optional<Player>> setStanding(String account, int level, long score) {
        if (!account.equals(player.account())) {
            return CompletableFuture.completedStage(Optional.empty());
        }
        player = new Player(account, level, score, 1, player.fields(), player.version());
        return CompletableFuture.completedStage(Optional.of(player));
    }
}
