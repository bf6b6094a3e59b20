package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.portal.Drain;
import io.patchbay.api.portal.DrainStatus;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/drain}: emptying this node's portal. Thread-safe. */
final class DrainResource {
    private static final Logger LOG = LoggerFactory.getLogger(DrainResource.class);

    private final NearPortal portal;

    DrainResource(NearPortal portal) {
        this.portal = portal;
    }

    CompletionStage<Answer> get(Call call) {
        return answer(drain().status());
    }

    CompletionStage<Answer> begin(Call call) {
        Fields body = Fields.of(call.body().bytes());
        long patience = body.whole("deadlineMillis", 0, Drain.LONGEST.toMillis())
                .orElseThrow(() -> new InvalidFieldException("deadlineMillis", "is missing"));
        body.end();
        DrainStatus status = drain().begin(Duration.ofMillis(patience));
        LOG.info("Audit: {} drains this node within {} ms", call.peer(), patience);
        return answer(status);
    }

    CompletionStage<Answer> cancel(Call call) {
        DrainStatus status = drain().cancel();
        LOG.info("Audit: {} cancelled the drain of this node", call.peer());
        return answer(status);
    }

    static void write(JsonGenerator json, DrainStatus status) throws IOException {
        json.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("atBegin", status.atBegin());
        json.writeNumberField("connected", status.connected());
        json.writeNumberField("waiting", status.waiting());
        json.writeNumberField("leftMillis", status.leftMillis());
    }

    private Drain drain() {
        return portal.drain().orElseThrow(OperationResource::noPortal);
    }

    private static CompletionStage<Answer> answer(DrainStatus status) {
        return CompletableFuture.completedFuture(Answer.json(json -> write(json, status)));
    }
}
