package io.patchbay.rest.internal.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.hotswap.ContractCheck;
import io.patchbay.api.hotswap.Verification;
import io.patchbay.api.hotswap.Verifications;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/verifications}: whether jars hold to the contracts of their plug-ins. Thread-safe; methods may block on the disk. */
final class VerificationsResource {
    private static final Logger LOG = LoggerFactory.getLogger(VerificationsResource.class);

    private final Verifications verifications;

    VerificationsResource(Verifications verifications) {
        this.verifications = verifications;
    }

    CompletionStage<Answer> list(Call call) {
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("verifications");
            for (Verification verification : verifications.verifications()) {
                write(json, verification);
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> begin(Call call) {
        String sha256 = call.parameter("sha256");
        Verifications.Begun begun = verifications.begin(sha256);
        if (begun == Verifications.Begun.YES) {
            LOG.info("Audit: {} had the jar {} verified", call.peer(), sha256);
        }
        return done(
                switch (begun) {
                    case YES -> Answer.empty(202);
                    case UNKNOWN_JAR -> ProblemCode.UNKNOWN_PLUGIN.answer(
                            "No copy of a jar of that sha256 is kept; it must be one that plugins lists.");
                    case BUSY -> ProblemCode.BUSY.answer("As many jars as may be wait to be verified.");
                    case UNAVAILABLE -> ProblemCode.VERIFY_UNAVAILABLE.answer(
                            "This node was not started from a distribution, which has what verifies jars.");
                });
    }

    private static void write(JsonGenerator json, Verification verification) throws IOException {
        json.writeStartObject();
        json.writeStringField("sha256", verification.sha256());
        json.writeStringField("state", verification.state().word());
        json.writeStringField("since", verification.since().toString());
        if (!verification.problem().isEmpty()) {
            json.writeStringField("problem", verification.problem());
        }
        json.writeArrayFieldStart("checks");
        for (ContractCheck check : verification.checks()) {
            json.writeStartObject();
            json.writeStringField("about", check.about());
            json.writeStringField("check", check.name());
            json.writeStringField("result", check.result().word());
            if (!check.why().isEmpty()) {
                json.writeStringField("why", check.why());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
