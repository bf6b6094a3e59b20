package io.patchbay.rest.internal.recovery;

import io.patchbay.api.hotswap.PluginStatus;
import io.patchbay.api.hotswap.Plugins;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.SharedKey;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /recovery/v1/plans}: what becomes of plans, in YAML or JSON. Thread-safe; every method takes its time. */
final class PlansResource {
    private static final Logger LOG = LoggerFactory.getLogger(PlansResource.class);
    private static final String HANDLER = "handler";

    private final JobAnswers answers;
    private final JobsResource jobs;
    private final Plugins plugins;

    PlansResource(JobAnswers answers, JobsResource jobs, Plugins plugins) {
        this.answers = answers;
        this.jobs = jobs;
        this.plugins = plugins;
    }

    CompletionStage<Answer> validate(Call call) {
        Plans plans = answers.plans();
        JobSubmission job = plans.build(read(plans, call), JobType.MIGRATION);
        return CompletableFuture.completedFuture(Answer.json(json -> PlanJson.summary(json, job)));
    }

    CompletionStage<Answer> preview(Call call) {
        Plans plans = answers.plans();
        JobSubmission job = plans.build(read(plans, call), JobType.MIGRATION);
        Preview preview = plans.preview(job, Map.of());
        Map<String, String> handlers = handlers();
        return held(preview)
                .thenApplyAsync(
                        held -> Answer.json(json -> {
                            PlanJson.summary(json, job);
                            PlanJson.preview(json, preview, handlers, held);
                        }),
                        answers.writers());
    }

    /** What jobs have now of what the plan shares; empty while nobody can tell, without which the rest is still worth knowing. */
    private CompletionStage<Optional<Map<SharedKey, SharedStatus>>> held(Preview preview) {
        List<SharedKey> keys =
                preview.shared().stream().map(Preview.Sharing::key).toList();
        return answers.jobs()
                .shared(keys)
                .<Optional<Map<SharedKey, SharedStatus>>>thenApply(all ->
                        Optional.of(all.stream().collect(Collectors.toMap(SharedStatus::key, Function.identity()))))
                .exceptionally(away -> {
                    LOG.debug("A preview does without what other jobs hold", away);
                    return Optional.empty();
                });
    }

    CompletionStage<Answer> submit(Call call) {
        JobType type = JobAnswers.choice(call, "type", JobType.class).orElse(JobType.MIGRATION);
        Optional<String> id = Optional.ofNullable(call.query().get("id"));
        id.ifPresent(chosen -> Fields.requireIdentifier("id", chosen));
        Plans plans = answers.plans();
        JobSubmission job = plans.build(read(plans, call), type);
        return jobs.submit(call, id.map(job::as).orElse(job), new Faults());
    }

    /** @throws Refusal with every fault of the plan */
    private static RecoveryPlan read(Plans plans, Call call) {
        PlanOutcome outcome = plans.read(call.body().bytes());
        if (outcome instanceof PlanOutcome.Refused refused) {
            throw new Refusal(ProblemCode.INVALID_PLAN.answer(
                    "The plan cannot be carried out as it is (faults: "
                            + refused.faults().size() + "); nothing is stored.",
                    json -> JobJson.faults(json, refused.faults())));
        }
        return ((PlanOutcome.Accepted) outcome).plan();
    }

    /** Which version would perform the tasks of each type. */
    private Map<String, String> handlers() {
        Map<String, String> versions = new HashMap<>();
        for (PluginStatus plugin : plugins.plugins()) {
            if (plugin.kind().equals(HANDLER) && plugin.state() == PluginStatus.State.SERVING) {
                versions.put(plugin.name(), plugin.version());
            }
        }
        return versions;
    }
}
