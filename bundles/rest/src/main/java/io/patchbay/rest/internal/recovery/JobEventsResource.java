package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;

/** {@code /recovery/v1/jobs/{job}/events}: a job's audit log as it is written, by Server-Sent Events. Thread-safe. */
final class JobEventsResource {
    private final JobAnswers answers;
    private final ScheduledExecutorService timer;
    private final StreamLimits limits;
    private final AtomicInteger open = new AtomicInteger();

    JobEventsResource(JobAnswers answers, ScheduledExecutorService timer, StreamLimits limits) {
        this.answers = answers;
        this.timer = timer;
        this.limits = limits;
    }

    CompletionStage<Answer> events(Call call) {
        Jobs jobs = answers.jobs();
        Optional<String> after = JobAnswers.position(call);
        return jobs.job(JobAnswers.job(call))
                .thenCompose(job -> jobs.log(JobAnswers.job(call), after, 1).thenApply(next -> {
                    if (job.isEmpty() || next.isEmpty()) {
                        return JobAnswers.unknownJob(call);
                    }
                    boolean over = job.get().state().over() && next.get().isEmpty();
                    return over ? Answer.empty(204) : feed(job.get(), after);
                }));
    }

    private Answer feed(JobStatus job, Optional<String> after) {
        int most = limits.maxJobStreams();
        if (open.incrementAndGet() > most) {
            open.decrementAndGet();
            return ProblemCode.BUSY.answer("As many clients follow recovery jobs as may: " + most + ".");
        }
        return Answer.feed(
                        "text/event-stream; charset=utf-8",
                        new JobFeed(answers, timer, job, after, limits, open::decrementAndGet))
                .with("X-Accel-Buffering", "no"); // a proxy that collects would hold events back
    }
}
