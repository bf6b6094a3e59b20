package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.operator.Event;
import io.patchbay.api.operator.EventLog;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** {@code /cluster/v1/events}: what has happened on this node, and who did what. Thread-safe; does not block. */
final class HappeningsResource {
    private static final int USUAL_LIMIT = 200;
    private static final int MOST_CHARACTERS = 200;

    private final Supplier<Optional<EventLog>> log;

    HappeningsResource(Supplier<Optional<EventLog>> log) {
        this.log = log;
    }

    CompletionStage<Answer> list(Call call) {
        List<Event> kept = log.get()
                .orElseThrow(() -> ProblemCode.STARTING.refusal("What happens on this node is not kept, or not yet."))
                .after(afterOf(call).orElse(0L));
        List<Event> wanted = kept.stream().filter(wantedBy(call)).toList();
        int limit = Limit.of(call, USUAL_LIMIT, EventLog.MOST_EVENTS);
        boolean more = wanted.size() > limit;
        // who goes on takes the next ones; who begins wants the latest
        List<Event> told = !more
                ? wanted
                : afterOf(call).isPresent()
                        ? wanted.subList(0, limit)
                        : wanted.subList(wanted.size() - limit, wanted.size());
        boolean cut = more && afterOf(call).isPresent();
        long next = cut ? last(told) : kept.isEmpty() ? afterOf(call).orElse(0L) : last(kept);
        return CompletableFuture.completedFuture(Answer.json(json -> {
            json.writeNumberField("next", next);
            json.writeArrayFieldStart("events");
            for (Event event : told) {
                write(json, event);
            }
            json.writeEndArray();
        }));
    }

    private static long last(List<Event> events) {
        return events.get(events.size() - 1).number();
    }

    private static Predicate<Event> wantedBy(Call call) {
        Optional<String> area = asked(call, "area");
        Optional<String> actor = asked(call, "actor").map(HappeningsResource::folded);
        Optional<String> search = asked(call, "search").map(HappeningsResource::folded);
        Event.Severity least =
                asked(call, "severity").map(HappeningsResource::severityOf).orElse(Event.Severity.INFO);
        return event -> event.severity().compareTo(least) >= 0
                && area.filter(one -> !one.equals(event.area())).isEmpty()
                && actor.filter(one -> !folded(event.actor().orElse("")).contains(one))
                        .isEmpty()
                && search.filter(one -> !folded(event.text()).contains(one)).isEmpty();
    }

    private static Optional<Long> afterOf(Call call) {
        return asked(call, "after").map(text -> {
            if (!text.matches("\\d{1,18}")) {
                throw new InvalidFieldException("after", "must be the number of an event");
            }
            return Long.parseLong(text);
        });
    }

    private static Event.Severity severityOf(String text) {
        return Arrays.stream(Event.Severity.values())
                .filter(severity -> folded(severity.name()).equals(text))
                .findFirst()
                .orElseThrow(() -> new InvalidFieldException("severity", "must be info, warn or error"));
    }

    private static Optional<String> asked(Call call, String name) {
        return Optional.ofNullable(call.query().get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    if (text.length() > MOST_CHARACTERS) {
                        throw new InvalidFieldException(name, "must have at most " + MOST_CHARACTERS + " characters");
                    }
                    return text;
                });
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static void write(JsonGenerator json, Event event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", event.number());
        json.writeNumberField("at", event.at().toEpochMilli());
        json.writeStringField("severity", folded(event.severity().name()));
        json.writeStringField("area", event.area());
        if (event.actor().isPresent()) {
            json.writeStringField("actor", event.actor().get());
        }
        json.writeStringField("text", event.text());
        json.writeEndObject();
    }
}
