package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.PlayStatus;
import io.patchbay.api.lobby.Redemption;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /lobby/v1/matches}: what play servers and operators ask. Thread-safe; does not block. */
final class MatchesResource {
    private static final int MAX_TOKEN_CHARACTERS = 200;

    private final NearLobby near;

    MatchesResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> redeem(Call call) {
        Fields body = Fields.of(call.body().bytes());
        String worker = body.requiredIdentifier("worker");
        String token = body.text("token", MAX_TOKEN_CHARACTERS)
                .orElseThrow(() -> new InvalidFieldException("token", "is missing"));
        Optional<String> match = body.identifier("match");
        body.end();
        return play().redeem(worker, token, match).thenApply(MatchesResource::answerOf);
    }

    CompletionStage<Answer> list(Call call) {
        return play().status().thenApply(status -> Answer.json(json -> write(json, status)));
    }

    private static Answer answerOf(Redemption redemption) {
        if (redemption instanceof Redemption.Redeemed redeemed) {
            return Answer.json(json -> {
                json.writeStringField("start", redeemed.start());
                json.writeStringField("match", redeemed.match());
                json.writeStringField("player", redeemed.player());
                json.writeStringField("mode", redeemed.mode());
                json.writeNumberField("seat", redeemed.seat());
                json.writeNumberField("seats", redeemed.seats());
            });
        }
        return switch (((Redemption.Refused) redemption).reason()) {
            case UNKNOWN -> ProblemCode.UNKNOWN_PLAY_TOKEN.answer("Nobody was given this token, or it is over.");
            case USED -> ProblemCode.PLAY_TOKEN_USED.answer("Somebody has come with this token already.");
            case EXPIRED -> ProblemCode.PLAY_TOKEN_EXPIRED.answer("The time of this token is over.");
            case WRONG_SERVER -> ProblemCode.WRONG_SERVER.answer("This token is for another play server.");
            case NOT_READY -> ProblemCode.NOT_READY.answer("This node does not lead, or cannot decide now.");
        };
    }

    private static void write(JsonGenerator json, PlayStatus status) throws IOException {
        json.writeArrayFieldStart("matches");
        for (PlayStatus.Match match : status.matches()) {
            json.writeStartObject();
            json.writeStringField("match", match.id());
            json.writeStringField("server", match.server());
            json.writeStringField("mode", match.mode());
            json.writeArrayFieldStart("players");
            for (String player : match.players()) {
                json.writeString(player);
            }
            json.writeEndArray();
            json.writeNumberField("seats", match.seats());
            json.writeNumberField("since", match.sinceMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("waiting");
        for (PlayStatus.Line line : status.lines()) {
            json.writeStartObject();
            json.writeStringField("mode", line.mode());
            json.writeNumberField("players", line.waiting());
            json.writeNumberField("longestMillis", line.longestMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("reserved", status.reserved());
    }

    private PlayRouting play() {
        return near.play().orElseThrow(Queries::starting);
    }
}
