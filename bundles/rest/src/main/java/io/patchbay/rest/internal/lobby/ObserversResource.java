package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.lobby.HostedStart;
import io.patchbay.api.lobby.LobbySession;
import io.patchbay.api.lobby.ObserverAnswer;
import io.patchbay.api.lobby.ObserverOffer;
import io.patchbay.api.lobby.ObserverOrder;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.ObserverStatus;
import io.patchbay.api.lobby.Observers;
import io.patchbay.api.lobby.Observers.DeclineOutcome;
import io.patchbay.api.lobby.Observers.SupplyAnswer;
import io.patchbay.api.lobby.PlayRouting;
import io.patchbay.api.lobby.StartRequest;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Observers of matches: what spectators, play servers and operators ask. Thread-safe; does not block. */
final class ObserversResource {
    private static final int MOST_WAIT_MILLIS = 8_000; // less than the bound of a request
    private static final int POLL_MILLIS = 500;
    private static final int MAX_SOURCE_CHARACTERS = 1_000;
    private static final int MAX_REASON_CHARACTERS = 200;

    private final NearLobby near;

    ObserversResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> observe(LobbySession session, Call call) {
        String match = matchOf(call);
        String key = call.header(Call.IDEMPOTENCY_KEY).orElse("");
        if (key.length() > StartRequest.MAX_KEY_LENGTH) {
            throw new InvalidFieldException(
                    Call.IDEMPOTENCY_KEY,
                    "is a header of at most " + StartRequest.MAX_KEY_LENGTH
                            + " characters, the same for each repetition of a request");
        }
        int waitMillis = Queries.number(call, "waitMillis", MOST_WAIT_MILLIS, 0, MOST_WAIT_MILLIS);
        return observers().observe(session.account(), match, key, waitMillis).thenApply(ObserversResource::answerOf);
    }

    CompletionStage<Answer> orders(Call call) {
        String worker = Optional.ofNullable(call.query().get("worker"))
                .orElseThrow(() -> new InvalidFieldException("worker", "is missing"));
        Fields.requireIdentifier("worker", worker);
        return orders(worker, Queries.number(call, "waitMillis", 0, 0, MOST_WAIT_MILLIS));
    }

    /** The same for a play server that says who plays there, which this node may not know yet. */
    CompletionStage<Answer> ordersOfAHost(Call call) {
        Fields body = Fields.of(call.body().bytes());
        String worker = body.requiredIdentifier("worker");
        int waitMillis = body.smallWhole("waitMillis", 0, MOST_WAIT_MILLIS).orElse(0);
        List<HostedStart> starts = body.objects("playing", HostedStart.MAX_NAMED).stream()
                .map(ObserversResource::hostedStart)
                .toList();
        body.end();
        PlayRouting play = near.play().orElseThrow(Queries::starting);
        return play.hosts(worker, starts)
                .thenCompose(taken -> taken
                        ? orders(worker, waitMillis)
                        : CompletableFuture.completedStage(
                                ProblemCode.BUSY.answer("Too many play servers say at once who plays there.")));
    }

    private static HostedStart hostedStart(Fields start) {
        HostedStart hosted = new HostedStart(
                start.requiredIdentifier("start"),
                start.requiredIdentifier("match"),
                start.requiredIdentifier("player"),
                start.requiredIdentifier("mode"),
                start.smallWhole("seats", 1, ScheduleRequest.MAX_SEATS).orElse(1));
        start.end();
        return hosted;
    }

    private CompletionStage<Answer> orders(String worker, int waitMillis) {
        return observers().orders(worker, waitMillis).thenApply(orders -> orders.map(ObserversResource::answerOf)
                .orElseGet(ObserversResource::notReady));
    }

    private static Answer answerOf(List<ObserverOrder> orders) {
        return Answer.json(json -> {
            json.writeArrayFieldStart("orders");
            for (ObserverOrder order : orders) {
                json.writeStartObject();
                json.writeStringField("request", order.id());
                json.writeStringField("match", order.match());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    CompletionStage<Answer> supply(Call call) {
        String match = matchOf(call);
        Fields body = Fields.of(call.body().bytes());
        String worker = body.requiredIdentifier("worker");
        String request = body.requiredIdentifier("request");
        Optional<String> refused = body.text("refused", MAX_REASON_CHARACTERS);
        Optional<String> source = body.text("source", MAX_SOURCE_CHARACTERS);
        Optional<String> ticket = body.text("ticket", ObserverOffer.MAX_TICKET_LENGTH);
        body.end();
        if (refused.isPresent()) {
            return observers().decline(worker, request, refused.get()).thenApply(ObserversResource::answerOf);
        }
        ObserverOffer offer = new ObserverOffer(
                worker, request, match, source(required("source", source)), required("ticket", ticket));
        return observers().supply(offer).thenApply(ObserversResource::answerOf);
    }

    CompletionStage<Answer> list(Call call) {
        return observers().list().thenApply(observers -> Answer.json(json -> write(json, observers)));
    }

    /** The text itself is not told: its query may be a secret. */
    private static URI source(String text) {
        try {
            URI source = URI.create(text);
            ObserverSpec.requireSource(source);
            return source;
        } catch (IllegalArgumentException wrong) {
            throw new InvalidFieldException(
                    "source", "must be a WebSocket like ws://10.0.0.7:7000/watch, without user, password and fragment");
        }
    }

    private static String required(String name, Optional<String> value) {
        return value.filter(text -> !text.isEmpty()).orElseThrow(() -> new InvalidFieldException(name, "is missing"));
    }

    private static Answer answerOf(ObserverAnswer answer) {
        if (answer instanceof ObserverAnswer.Refused refused) {
            return switch (refused.reason()) {
                case UNKNOWN_MATCH -> ProblemCode.UNKNOWN_MATCH.answer(refused.detail());
                case QUOTA -> ProblemCode.OBSERVER_QUOTA.answer(refused.detail());
                case NO_OBSERVER -> ProblemCode.NO_OBSERVER.answer(refused.detail());
                case NOT_READY -> ProblemCode.NOT_READY.answer(refused.detail());
            };
        }
        if (answer instanceof ObserverAnswer.Starting starting) {
            return Answer.of(202, Answer.JSON, JsonText.object(json -> {
                        json.writeStringField("match", starting.match());
                        json.writeStringField("state", "starting");
                        json.writeNumberField("pollMillis", POLL_MILLIS);
                    }))
                    .with("Retry-After", "1");
        }
        ObserverAnswer.Ready ready = (ObserverAnswer.Ready) answer;
        return Answer.json(json -> {
            json.writeStringField("match", ready.match());
            json.writeStringField("state", "ready");
            json.writeStringField("observer", ready.observer());
            json.writeStringField("endpoint", ready.endpoint());
            json.writeStringField("ticket", ready.ticket());
            json.writeNumberField("deadline", ready.deadlineMillis());
            if (ready.endsAtMillis().isPresent()) {
                json.writeNumberField("endsAt", ready.endsAtMillis().getAsLong());
            }
        });
    }

    private static Answer answerOf(SupplyAnswer answer) {
        if (answer instanceof SupplyAnswer.Launched launched) {
            return Answer.of(launched.endpoint().isPresent() ? 200 : 202, Answer.JSON, JsonText.object(json -> {
                json.writeStringField("observer", launched.observer());
                if (launched.endpoint().isPresent()) {
                    json.writeStringField("endpoint", launched.endpoint().get());
                }
            }));
        }
        if (answer instanceof SupplyAnswer.Failed failed) {
            return ProblemCode.NO_OBSERVER.answer(failed.detail());
        }
        return answer instanceof SupplyAnswer.NotReady ? notReady() : unknownOrder();
    }

    private static Answer answerOf(DeclineOutcome outcome) {
        return switch (outcome) {
            case TAKEN -> Answer.empty(204);
            case UNKNOWN -> unknownOrder();
            case NOT_READY -> notReady();
        };
    }

    private static Answer notReady() {
        return ProblemCode.NOT_READY.answer("This node does not lead, or cannot decide now.");
    }

    private static Answer unknownOrder() {
        return ProblemCode.UNKNOWN_ORDER.answer(
                "No such observer is wanted of this play server: it was answered, or its time is over.");
    }

    private static void write(JsonGenerator json, List<ObserverStatus> observers) throws IOException {
        json.writeArrayFieldStart("observers");
        for (ObserverStatus status : observers) {
            json.writeStartObject();
            json.writeStringField("observer", status.observer().id());
            json.writeStringField("match", status.observer().match());
            json.writeStringField("state", status.endpoint().isEmpty() ? "starting" : "joined");
            json.writeStringField("endpoint", status.endpoint());
            json.writeNumberField("spectators", status.spectators());
            json.writeNumberField("seats", status.seats());
            json.writeNumberField("since", status.observer().startedMillis());
            json.writeNumberField("endsAt", status.observer().endsAtMillis());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static String matchOf(Call call) {
        String match = call.parameter("match");
        Fields.requireIdentifier("match", match);
        return match;
    }

    private Observers observers() {
        return near.observers().orElseThrow(Queries::starting);
    }
}
