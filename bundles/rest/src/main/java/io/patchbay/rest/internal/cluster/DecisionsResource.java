package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.placement.Explanation;
import io.patchbay.api.placement.PastDecision;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Replays;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /cluster/v1/decisions}: what was decided lately, and why. Thread-safe; does not block. */
final class DecisionsResource {
    private static final int USUAL_LIMIT = 100;

    private final Replays replays;

    DecisionsResource(Replays replays) {
        this.replays = replays;
    }

    CompletionStage<Answer> list(Call call) {
        String purpose =
                Asked.identifier(call, "purpose").orElseThrow(() -> new InvalidFieldException("purpose", "is missing"));
        Optional<String> task = Asked.identifier(call, "task");
        Optional<String> room = Asked.identifier(call, "room");
        int limit = Limit.of(call, USUAL_LIMIT, ReplayRequest.MAX_LAST);
        boolean all = task.isEmpty() && room.isEmpty();
        return replays.decisions(purpose, all ? limit : ReplayRequest.MAX_LAST).thenApply(decisions -> {
            List<PastDecision> some = decisions.stream()
                    .filter(one -> task.isEmpty() || one.request().task().equals(task.get()))
                    .filter(one ->
                            room.isEmpty() || one.request().origin().room().equals(room.get()))
                    .limit(limit)
                    .toList();
            return Answer.json(json -> {
                json.writeArrayFieldStart("decisions");
                for (PastDecision decision : some) {
                    write(json, decision);
                }
                json.writeEndArray();
            });
        });
    }

    CompletionStage<Answer> explain(Call call) {
        String purpose = call.parameter("purpose");
        Fields.requireIdentifier("purpose", purpose);
        long number = numberOf(call);
        return replays.explain(purpose, number).thenApply(explanation -> explanation
                .map(DecisionsResource::explained)
                .orElseGet(() -> ProblemCode.UNKNOWN_DECISION.answer(
                        "Decision " + number + " of purpose " + purpose + " is not among the recorded ones.")));
    }

    private static Answer explained(Explanation explanation) {
        boolean busy = explanation.workers().isEmpty()
                && explanation.outcome() instanceof Scheduled.Refused refused
                && refused.code() == RefusalCode.BUSY;
        return busy
                ? ProblemCode.BUSY.answer(((Scheduled.Refused) explanation.outcome()).message())
                : Answer.json(json -> PlacementJson.explanation(json, explanation));
    }

    private static void write(JsonGenerator json, PastDecision decision) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", decision.number());
        json.writeNumberField("at", decision.atMillis());
        json.writeStringField("task", decision.request().task());
        json.writeStringField("room", decision.request().origin().room());
        json.writeStringField("service", decision.request().origin().service());
        json.writeNumberField("seats", decision.request().seats());
        JsonText.member(
                json, "preference", decision.request().preference().attributes().values());
        json.writeBooleanField("kept", decision.kept());
        if (decision.outcome() instanceof Scheduled.Placed placed) {
            json.writeStringField("worker", placed.worker());
            json.writeNumberField("reservedUntil", placed.reservedUntilMillis());
        } else if (decision.outcome() instanceof Scheduled.Refused refused) {
            json.writeObjectFieldStart("refused");
            json.writeStringField("code", ProblemCode.of(refused.code()).code());
            json.writeStringField("message", refused.message());
            json.writeEndObject();
        }
        json.writeStringField("scheduler", decision.scheduler());
        json.writeStringField("matcher", decision.matcher());
        json.writeStringField("strategy", decision.strategy());
        json.writeEndObject();
    }

    private static long numberOf(Call call) {
        String text = call.parameter("number");
        if (!text.matches("\\d{1,18}")) {
            throw new InvalidFieldException("number", "must be a whole number");
        }
        return Long.parseLong(text);
    }
}
