package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.placement.Reservation;
import io.patchbay.api.placement.Reservations;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /cluster/v1/reservations}: what is reserved and not picked up. Thread-safe; does not block. */
final class ReservationsResource {
    private static final int USUAL_LIMIT = 100;

    private final Reservations reservations;

    ReservationsResource(Reservations reservations) {
        this.reservations = reservations;
    }

    CompletionStage<Answer> list(Call call) {
        Optional<String> purpose = Optional.ofNullable(call.query().get("purpose"));
        purpose.ifPresent(text -> Fields.requireIdentifier("purpose", text));
        int limit = Limit.of(call, USUAL_LIMIT, Reservations.MAX_LISTED);
        return reservations
                .endingSoonest(purpose, limit)
                .thenApply(listing -> Answer.json(json -> {
                    json.writeNumberField("count", listing.count());
                    json.writeArrayFieldStart("reservations");
                    for (Reservation reservation : listing.soonest()) {
                        write(json, reservation);
                    }
                    json.writeEndArray();
                }));
    }

    private static void write(JsonGenerator json, Reservation reservation) throws IOException {
        json.writeStartObject();
        json.writeStringField("purpose", reservation.purpose());
        json.writeStringField("task", reservation.task());
        json.writeStringField("worker", reservation.worker());
        json.writeNumberField("seats", reservation.seats());
        if (reservation.sinceMillis().isPresent()) {
            json.writeNumberField("since", reservation.sinceMillis().getAsLong());
        }
        json.writeNumberField("until", reservation.untilMillis());
        json.writeEndObject();
    }
}
