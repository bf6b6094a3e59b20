package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.LobbySessions;
import io.patchbay.api.lobby.SessionCheck;
import io.patchbay.api.lobby.SessionRefusal;
import io.patchbay.rest.internal.cluster.BearerAccess;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Handler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets clients in that have a good token of the lobby. Thread-safe. */
final class PlayerAccess {
    private final NearLobby near;
    private final ClientAddresses addresses;

    PlayerAccess(NearLobby near, ClientAddresses addresses) {
        this.near = near;
        this.addresses = addresses;
    }

    /** Answers a client that is logged in. Called like a {@link Handler}, or on a thread of the lobby's: must not block. */
    interface PlayerHandler {
        CompletionStage<Answer> answer(LobbySession session, Call call);
    }

    /** The handler behind the check of the token, which then counts as used. */
    Handler player(PlayerHandler handler) {
        return call -> sessions().check(token(call), addresses.of(call)).thenCompose(check -> {
            if (check instanceof SessionCheck.Valid valid) {
                return handler.answer(valid.session(), call);
            }
            return CompletableFuture.completedStage(refused(((SessionCheck.Refused) check).reason()));
        });
    }

    LobbySessions sessions() {
        return near.sessions().orElseThrow(Queries::starting);
    }

    /** The token of a call, or the refusal of one without. */
    static String token(Call call) {
        return BearerAccess.token(call)
                .orElseThrow(() -> ProblemCode.ACCESS_DENIED.refusal(
                        "This path needs Authorization: Bearer with a token of" + " the lobby: log in."));
    }

    static Answer refused(SessionRefusal reason) {
        return switch (reason) {
            case ACCESS_DENIED -> ProblemCode.ACCESS_DENIED.answer(
                    "Neither password nor token is good here: log in, with the right ones.");
            case LOGIN_AGAIN -> ProblemCode.LOGIN_AGAIN.answer(
                    "The token is not good where it comes from, or was left alone for too long: log in.");
            case REFRESH_REQUIRED -> ProblemCode.REFRESH_REQUIRED.answer(
                    "The token was not used for a while, or was given out by another endpoint: refresh it.");
            case REFRESHED_ALREADY -> ProblemCode.REFRESHED_ALREADY.answer(
                    "The token was refreshed a moment ago: use the new one, or log in.");
        };
    }
}
