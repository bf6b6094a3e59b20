package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.Player;
import io.patchbay.api.lobby.Players;
import io.patchbay.api.lobby.Ranking;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /lobby/v1/me}, {@code ranking} and {@code players}: what is kept of players. Thread-safe. */
final class PlayersResource {
    private static final Logger LOG = LoggerFactory.getLogger(PlayersResource.class);
    private static final int USUAL_LIMIT = 20;
    private static final int MOST = 1_000;
    private static final int MOST_OFFSET = 999_999_999;
    private static final long MOST_SCORE = 1L << 53; // what a JavaScript number holds exactly

    private final NearLobby near;

    PlayersResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> me(LobbySession session, Call call) {
        return players().find(session.account()).thenApply(PlayersResource::answer);
    }

    CompletionStage<Answer> setFields(LobbySession session, Call call) {
        Fields body = Fields.of(call.body().bytes());
        Attributes fields = body.attributes("fields", known -> {})
                .orElseThrow(() -> new InvalidFieldException("fields", "is missing"));
        long version = required("version", body.whole("version", 0, Long.MAX_VALUE));
        body.end();
        return players().setFields(session.account(), fields, version).thenApply(changed -> changed.map(
                        PlayersResource::answer)
                .orElseGet(() -> ProblemCode.STALE_VERSION.answer(
                        "The fields do not have version " + version + " any more: read them again.")));
    }

    CompletionStage<Answer> ranking(LobbySession session, Call call) {
        int limit = Queries.number(call, "limit", USUAL_LIMIT, 1, MOST);
        Optional<String> around = Optional.ofNullable(call.query().get("around"));
        if (around.isPresent()) {
            if (!around.get().equals("me")) {
                throw new InvalidFieldException("around", "must be me");
            }
            return players().around(session.account(), limit).thenApply(PlayersResource::listed);
        }
        int offset = Queries.number(call, "offset", 0, 0, MOST_OFFSET);
        return players().ranking(offset, limit).thenApply(PlayersResource::listed);
    }

    CompletionStage<Answer> setStanding(Call call) {
        String account = call.parameter("account");
        Fields body = Fields.of(call.body().bytes());
        int level = (int) required("level", body.whole("level", 0, Integer.MAX_VALUE));
        long score = required("score", body.whole("score", -MOST_SCORE, MOST_SCORE));
        body.end();
        return players().setStanding(account, level, score).thenApply(changed -> {
            changed.ifPresent(player -> LOG.info(
                    "Audit: {} gave {} the level {} and the score {}", call.peer(), player.account(), level, score));
            return changed.map(PlayersResource::answer).orElseGet(() -> AccountsResource.unknown(account));
        });
    }

    private static long required(String name, OptionalLong value) {
        return value.orElseThrow(() -> new InvalidFieldException(name, "is missing"));
    }

    private static Answer answer(Player player) {
        return Answer.json(json -> {
            standing(json, player);
            JsonText.member(json, "fields", player.fields().values());
            json.writeNumberField("version", player.version());
        });
    }

    private static Answer listed(Ranking ranking) {
        return Answer.json(json -> {
            json.writeArrayFieldStart("players");
            for (Player player : ranking.players()) {
                json.writeStartObject();
                standing(json, player);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void standing(JsonGenerator json, Player player) throws IOException {
        json.writeStringField("account", player.account());
        json.writeNumberField("level", player.level());
        json.writeNumberField("score", player.score());
        json.writeNumberField("rank", player.rank());
    }

    private Players players() {
        return near.players().orElseThrow(Queries::starting);
    }
}
