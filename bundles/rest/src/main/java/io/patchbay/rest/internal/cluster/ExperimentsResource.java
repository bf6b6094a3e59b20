package io.patchbay.rest.internal.cluster;

import io.patchbay.api.hotswap.BeginAnswer;
import io.patchbay.api.hotswap.Experiment;
import io.patchbay.api.hotswap.ExperimentStatus;
import io.patchbay.api.hotswap.Experiments;
import io.patchbay.api.hotswap.Share;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /cluster/v1/experiments}: shadows and canaries. Thread-safe; methods may block on the disk. */
final class ExperimentsResource {
    private static final Logger LOG = LoggerFactory.getLogger(ExperimentsResource.class);

    private final Experiments experiments;

    ExperimentsResource(Experiments experiments) {
        this.experiments = experiments;
    }

    CompletionStage<Answer> list(Call call) {
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("experiments");
            for (ExperimentStatus status : experiments.experiments()) {
                json.writeStartObject();
                ForesightJson.experiment(json, status);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> get(Call call) {
        Experiment.Mode mode = modeOf(call);
        String kind = identifier(call, "kind");
        String scope = identifier(call, "scope");
        return done(experiments.experiments().stream()
                .filter(status -> status.experiment().mode() == mode
                        && status.experiment().kind().equals(kind)
                        && status.experiment().scope().equals(scope))
                .findFirst()
                .map(ExperimentsResource::answer)
                .orElseGet(() -> noSuchExperiment(call)));
    }

    CompletionStage<Answer> begin(Call call) {
        Experiment.Mode mode = modeOf(call);
        Fields body = Fields.of(call.body().bytes());
        Experiment experiment = new Experiment(
                mode,
                identifier(call, "kind"),
                identifier(call, "scope"),
                body.requiredIdentifier("name"),
                body.requiredIdentifier("version"),
                shareOf(body, mode));
        body.end();
        BeginAnswer begun = experiments.begin(experiment);
        if (begun instanceof BeginAnswer.Begun good) {
            LOG.info("Audit: {} began the {}", call.peer(), experiment);
            return done(answer(good.status()));
        }
        BeginAnswer.Refused refused = (BeginAnswer.Refused) begun;
        return done(codeOf(refused.reason()).answer(refused.message()));
    }

    CompletionStage<Answer> end(Call call) {
        Experiment.Mode mode = modeOf(call);
        String kind = identifier(call, "kind");
        String scope = identifier(call, "scope");
        if (!experiments.end(mode, kind, scope)) {
            return done(noSuchExperiment(call));
        }
        LOG.info("Audit: {} ended the {} of a {} for {}", call.peer(), call.parameter("mode"), kind, scope);
        return done(Answer.empty(204));
    }

    private static Share shareOf(Fields body, Experiment.Mode mode) {
        OptionalInt percent = body.smallWhole("percent", 1, 100);
        Set<String> rooms = listed(body, "rooms");
        Set<String> services = listed(body, "services");
        boolean none = percent.isEmpty() && rooms.isEmpty() && services.isEmpty();
        if (none && mode == Experiment.Mode.CANARY) {
            throw new InvalidFieldException("percent", "is missing: a canary needs percent, rooms or services");
        }
        return none ? Share.ALL : new Share(percent.orElse(0), rooms, services);
    }

    private static Set<String> listed(Fields body, String name) {
        List<String> names = body.identifiers(name).orElse(List.of());
        if (names.size() > Share.MAX_LISTED) {
            throw new InvalidFieldException(name, "must have at most " + Share.MAX_LISTED + " elements");
        }
        return Set.copyOf(names);
    }

    private static ProblemCode codeOf(BeginAnswer.Reason reason) {
        return switch (reason) {
            case UNKNOWN_PLUGIN -> ProblemCode.UNKNOWN_PLUGIN;
            case UNFIT_PLUGIN -> ProblemCode.UNFIT_PLUGIN;
            case UNSUPPORTED -> ProblemCode.UNSUPPORTED_EXPERIMENT;
            case TOO_MANY -> ProblemCode.TOO_MANY_EXPERIMENTS;
        };
    }

    private static Experiment.Mode modeOf(Call call) {
        return switch (call.parameter("mode")) {
            case "shadow" -> Experiment.Mode.SHADOW;
            case "canary" -> Experiment.Mode.CANARY;
            default -> throw new InvalidFieldException("mode", "must be shadow or canary");
        };
    }

    private static Answer noSuchExperiment(Call call) {
        return ProblemCode.NO_SUCH_EXPERIMENT.answer("There is no " + call.parameter("mode") + " of a "
                + call.parameter("kind") + " for " + call.parameter("scope") + ".");
    }

    private static Answer answer(ExperimentStatus status) {
        return Answer.json(json -> {
            ForesightJson.experiment(json, status);
            ForesightJson.differences(json, status.differences());
        });
    }

    private static String identifier(Call call, String name) {
        Fields.requireIdentifier(name, call.parameter(name));
        return call.parameter(name);
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
