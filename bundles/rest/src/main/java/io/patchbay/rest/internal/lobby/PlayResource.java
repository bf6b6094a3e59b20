package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.CancelOutcome;
import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.StartRefusal;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.lobby.StartState;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/** {@code /lobby/v1/start}: how players get to play. Thread-safe; does not block. */
final class PlayResource {
    private static final int MOST_WAIT_MILLIS = 8_000; // less than the bound of a request
    private static final long POLL_MILLIS = 1_000;

    private final NearLobby near;

    PlayResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> start(LobbySession session, Call call) {
        StartRequest request = requestOf(call);
        return play().start(session.account(), request).thenApply(PlayResource::answerOf);
    }

    CompletionStage<Answer> await(LobbySession session, Call call) {
        int waitMillis = Queries.number(call, "waitMillis", 0, 0, MOST_WAIT_MILLIS);
        int after = Queries.number(call, "after", 0, 0, 999_999_999);
        return play().await(
                        session.account(),
                        call.parameter("start"),
                        after == 0 ? OptionalInt.empty() : OptionalInt.of(after),
                        waitMillis)
                .thenApply(PlayResource::answerOf);
    }

    CompletionStage<Answer> cancel(LobbySession session, Call call) {
        return play().cancel(session.account(), call.parameter("start")).thenApply(PlayResource::answerOf);
    }

    private static StartRequest requestOf(Call call) {
        String key = call.header(Call.IDEMPOTENCY_KEY)
                .filter(text -> !text.isEmpty() && text.length() <= StartRequest.MAX_KEY_LENGTH)
                .orElseThrow(() -> new InvalidFieldException(
                        Call.IDEMPOTENCY_KEY,
                        "is a header of 1 to " + StartRequest.MAX_KEY_LENGTH
                                + " characters, the same for each repetition of a request"));
        Fields body = Fields.of(call.body().bytes());
        String mode = body.requiredIdentifier("mode");
        Attributes preference =
                body.attributes("preference", PlayResource::checkPlace).orElse(Attributes.NONE);
        int seats = body.smallWhole("group", 1, ScheduleRequest.MAX_SEATS).orElse(1);
        Optional<String> unreachable = body.identifier("unreachable");
        body.end();
        return new StartRequest(key, mode, preference, seats, unreachable);
    }

    /** A matcher would take a wish of another type for none. */
    private static void checkPlace(Fields preference) {
        preference.text("isp");
        preference.text("region");
    }

    private static Answer answerOf(StartState state) {
        if (state instanceof StartState.Refused refused) {
            return refusal(refused);
        }
        if (state instanceof StartState.Waiting waiting) {
            return Answer.of(202, Answer.JSON, JsonText.object(json -> write(json, waiting)))
                    .with("Location", PlayRoutes.START + "/" + waiting.start());
        }
        return state instanceof StartState.Reserved reserved
                ? Answer.json(json -> write(json, reserved))
                : Answer.json(json -> write(json, (StartState.Playing) state));
    }

    private static void write(JsonGenerator json, StartState.Waiting waiting) throws IOException {
        json.writeStringField("start", waiting.start());
        json.writeStringField("state", "waiting");
        json.writeNumberField("position", waiting.position());
        if (waiting.estimateMillis().isPresent()) {
            json.writeNumberField("estimateMillis", waiting.estimateMillis().getAsLong());
        }
        json.writeNumberField("pollMillis", POLL_MILLIS);
    }

    private static void write(JsonGenerator json, StartState.Reserved reserved) throws IOException {
        json.writeStringField("start", reserved.start());
        json.writeStringField("state", "reserved");
        json.writeStringField("server", reserved.server());
        json.writeStringField("endpoint", reserved.endpoint());
        json.writeStringField("playToken", reserved.tokens().get(0));
        if (reserved.tokens().size() > 1) {
            json.writeArrayFieldStart("groupTokens");
            for (String token : reserved.tokens().subList(1, reserved.tokens().size())) {
                json.writeString(token);
            }
            json.writeEndArray();
        }
        json.writeNumberField("deadline", reserved.deadlineMillis());
    }

    private static void write(JsonGenerator json, StartState.Playing playing) throws IOException {
        json.writeStringField("start", playing.start());
        json.writeStringField("state", "playing");
        json.writeStringField("server", playing.server());
        json.writeStringField("endpoint", playing.endpoint());
        json.writeStringField("match", playing.match());
    }

    private static Answer refusal(StartState.Refused refused) {
        Answer answer =
                switch (refused.reason()) {
                    case KEY_REUSED -> ProblemCode.KEY_REUSED.answer(
                            "This Idempotency-Key is of a start that asked for something else: take another.");
                    case SUPERSEDED -> ProblemCode.SUPERSEDED.answer(
                            "You have started with another Idempotency-Key since, and that start counts.");
                    case LINE_FULL -> ProblemCode.LINE_FULL.answer("As many players wait as may.");
                    case NOT_READY -> ProblemCode.NOT_READY.answer("This node does not lead, or cannot decide now.");
                    case UNKNOWN -> ProblemCode.UNKNOWN_START.answer("There is no such start of yours, or it is over.");
                };
        return refused.reason() == StartRefusal.KEY_REUSED || refused.retryMillis() == 0
                ? answer
                : answer.with("Retry-After", String.valueOf((refused.retryMillis() + 999) / 1_000));
    }

    private static Answer answerOf(CancelOutcome outcome) {
        return switch (outcome) {
            case DONE -> Answer.empty(204);
            case PLAYING -> ProblemCode.ALREADY_PLAYING.answer(
                    "Somebody has come to play already: leave at the play server.");
            case UNKNOWN -> ProblemCode.UNKNOWN_START.answer("There is no such start of yours, or it is over.");
        };
    }

    private PlayRouting play() {
        return near.play().orElseThrow(Queries::starting);
    }
}
