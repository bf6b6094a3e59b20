package io.patchbay.rest.internal.cluster;

import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ReplayAnswer;
import io.patchbay.api.placement.ReplayRequest;
import io.patchbay.api.placement.Replays;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/replay}: recorded decisions, made again. Thread-safe. */
final class ReplayResource {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayResource.class);

    private final Replays replays;

    ReplayResource(Replays replays) {
        this.replays = replays;
    }

    CompletionStage<Answer> replay(Call call) {
        ReplayRequest request = requestOf(call);
        LOG.info(
                "Audit: {} replays the last {} decisions for {} by {} '{}' {}",
                call.peer(),
                request.last(),
                request.purpose(),
                request.kind(),
                request.name(),
                request.version());
        return replays.replay(request).thenApply(ReplayResource::answer);
    }

    private static ReplayRequest requestOf(Call call) {
        Fields body = Fields.of(call.body().bytes());
        String kind = body.requiredIdentifier("kind");
        if (!Replays.KINDS.contains(kind)) {
            throw new InvalidFieldException("kind", "must be scheduler, matcher or strategy");
        }
        ReplayRequest request = new ReplayRequest(
                kind,
                body.requiredIdentifier("name"),
                body.requiredIdentifier("version"),
                body.requiredIdentifier("purpose"),
                body.smallWhole("last", 1, ReplayRequest.MAX_LAST).orElse(ReplayRequest.MAX_LAST));
        body.end();
        return request;
    }

    private static Answer answer(ReplayAnswer answer) {
        if (answer instanceof ReplayAnswer.Replayed replayed) {
            return Answer.json(json -> ForesightJson.replay(json, replayed));
        }
        ReplayAnswer.Refused refused = (ReplayAnswer.Refused) answer;
        return refused.code() == RefusalCode.NO_PLUGIN
                ? ProblemCode.UNKNOWN_PLUGIN.answer(refused.message())
                : ProblemCode.of(refused.code()).answer(refused.message());
    }
}
