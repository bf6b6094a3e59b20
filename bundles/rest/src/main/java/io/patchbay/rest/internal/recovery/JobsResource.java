package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.Commanded;
import io.patchbay.api.recovery.JobState;
import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.Submitted;
import io.patchbay.rest.internal.cluster.Ages;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /recovery/v1/jobs}: jobs as a whole, and what an operator wants of them. Thread-safe; {@link #submit} takes its time. */
final class JobsResource {
    private static final Logger LOG = LoggerFactory.getLogger(JobsResource.class);
    private static final int USUAL_LIMIT = 200;
    private static final int MOST = 1000;

    private final JobAnswers answers;

    JobsResource(JobAnswers answers) {
        this.answers = answers;
    }

    CompletionStage<Answer> submit(Call call) {
        Jobs jobs = answers.jobs();
        Faults faults = new Faults();
        JobSubmission job = JobReader.read(call.body().bytes(), faults);
        if (!faults.isEmpty()) {
            faults.addAll(jobs.check(job));
            return CompletableFuture.completedFuture(refused(faults));
        }
        return submit(call, job, faults);
    }

    /** @param faults what is wrong with it so far */
    CompletionStage<Answer> submit(Call call, JobSubmission job, Faults faults) {
        return answers.jobs().submit(job, call.peer()).thenCompose(submitted -> {
            if (submitted instanceof Submitted.Refused refused) {
                faults.addAll(refused.faults());
                return CompletableFuture.completedFuture(refused(faults));
            }
            if (submitted instanceof Submitted.Exists exists) {
                return CompletableFuture.completedFuture(ProblemCode.JOB_EXISTS.answer(
                        "There is another recovery job " + exists.id() + ": choose another id, or none."));
            }
            return accepted(call, job, (Submitted.Accepted) submitted);
        });
    }

    private CompletionStage<Answer> accepted(Call call, JobSubmission job, Submitted.Accepted accepted) {
        if (!accepted.before()) {
            LOG.info(
                    "Audit: {} submitted the recovery job {} of {} tasks",
                    call.peer(),
                    accepted.id(),
                    job.tasks().size());
        }
        // stored is stored: who would send it again because it cannot be read just now might make another one
        CompletionStage<Optional<JobStatus>> stored =
                answers.jobs().job(accepted.id()).exceptionally(unread -> Optional.empty());
        return stored.thenApply(status -> {
            byte[] body = JsonText.object(json -> {
                if (status.isPresent()) {
                    JobJson.job(json, status.get());
                } else {
                    json.writeStringField("id", accepted.id());
                }
            });
            return Answer.of(accepted.before() ? 200 : 201, Answer.JSON, body)
                    .with("Location", RecoveryRoutes.BASE + "/jobs/" + accepted.id());
        });
    }

    private static Answer refused(Faults faults) {
        int count = faults.list().size();
        String many = count < Faults.MOST ? String.valueOf(count) : count + " or more";
        return ProblemCode.INVALID_JOB.answer(
                "The job cannot run as it is (faults: " + many + "); nothing is stored.",
                json -> JobJson.faults(json, faults.list()));
    }

    CompletionStage<Answer> list(Call call) {
        int limit = JobAnswers.number(call, "limit", USUAL_LIMIT, 1, MOST);
        Optional<JobState> state = JobAnswers.choice(call, "state", JobState.class);
        Ages ages = Ages.of(call);
        return answers.jobs()
                .jobs()
                .thenApplyAsync(
                        all -> {
                            List<JobStatus> chosen = new ArrayList<>(all);
                            chosen.removeIf(job -> state.isPresent() && job.state() != state.get());
                            Collections.reverse(chosen); // the newest first
                            return listed(chosen, limit, ages);
                        },
                        answers.writers());
    }

    private static Answer listed(List<JobStatus> jobs, int limit, Ages ages) {
        return Answer.json(json -> {
            json.writeNumberField("total", jobs.size());
            json.writeArrayFieldStart("jobs");
            for (JobStatus job : jobs.subList(0, Math.min(limit, jobs.size()))) {
                json.writeStartObject();
                JobJson.summary(json, job, ages);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    CompletionStage<Answer> get(Call call) {
        Ages ages = Ages.of(call);
        return answers.written(
                call, answers.jobs().job(JobAnswers.job(call)), job -> json -> JobJson.job(json, job, ages));
    }

    CompletionStage<Answer> operate(Call call) {
        String job = JobAnswers.job(call);
        Operation operation = Operation.read(call.body().bytes());
        return answers.jobs().command(job, operation.command(), call.peer()).thenApply(commanded -> {
            if (commanded instanceof Commanded.Done done) {
                LOG.info("Audit: {} wants {} of the recovery job {}", call.peer(), operation, job);
                return Answer.json(json -> JobJson.job(json, done.status()));
            }
            if (commanded instanceof Commanded.Refused refused) {
                return ProblemCode.ofRefusedCommand(refused.code()).answer(Words.sentence(refused.reason()));
            }
            return operation.task().isEmpty()
                    ? JobAnswers.unknownJob(call)
                    : ProblemCode.UNKNOWN_JOB_TASK.answer("There is no recovery job " + job + ", or no task "
                            + operation.task().get() + " in it.");
        });
    }
}
