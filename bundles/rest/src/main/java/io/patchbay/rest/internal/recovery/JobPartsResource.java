package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.LogEntry;
import io.patchbay.api.recovery.SharedStatus;
import io.patchbay.api.recovery.TaskState;
import io.patchbay.api.recovery.TaskStatus;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.JsonText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What a job consists of: {@code tasks}, {@code log} and {@code shared} below {@code /recovery/v1/jobs/{job}}. Thread-safe. */
final class JobPartsResource {
    private static final int USUAL_TASKS = 1000;
    private static final int MOST = 10_000;
    private static final int USUAL_ENTRIES = 200;

    private final JobAnswers answers;

    JobPartsResource(JobAnswers answers) {
        this.answers = answers;
    }

    CompletionStage<Answer> tasks(Call call) {
        int offset = JobAnswers.number(call, "offset", 0, 0, Integer.MAX_VALUE);
        int limit = JobAnswers.number(call, "limit", USUAL_TASKS, 1, MOST);
        Optional<TaskState> state = JobAnswers.choice(call, "state", TaskState.class);
        return answers.written(call, answers.jobs().tasks(JobAnswers.job(call)), all -> {
            List<TaskStatus> chosen = all.stream()
                    .filter(task -> state.isEmpty() || task.state() == state.get())
                    .toList();
            return tasks(chosen, offset, limit);
        });
    }

    private static JsonText.Writing tasks(List<TaskStatus> tasks, int offset, int limit) {
        return json -> {
            json.writeNumberField("total", tasks.size());
            json.writeArrayFieldStart("tasks");
            for (TaskStatus task : tasks.stream().skip(offset).limit(limit).toList()) {
                json.writeStartObject();
                JobJson.summary(json, task);
                json.writeEndObject();
            }
            json.writeEndArray();
        };
    }

    CompletionStage<Answer> task(Call call) {
        String job = JobAnswers.job(call);
        String task = JobAnswers.identifier(call, "task");
        return answers.jobs()
                .task(job, task)
                .thenApplyAsync(
                        found -> found.isPresent()
                                ? Answer.json(json -> JobJson.task(json, found.get()))
                                : ProblemCode.UNKNOWN_JOB_TASK.answer(
                                        "There is no recovery job " + job + ", or no task " + task + " in it."),
                        answers.writers());
    }

    CompletionStage<Answer> log(Call call) {
        int limit = JobAnswers.number(call, "limit", USUAL_ENTRIES, 1, MOST);
        return answers.written(
                call, answers.jobs().log(JobAnswers.job(call), JobAnswers.position(call), limit), entries -> json -> {
                    json.writeArrayFieldStart("entries");
                    for (LogEntry entry : entries) {
                        json.writeStartObject();
                        JobJson.entry(json, entry);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                });
    }

    CompletionStage<Answer> shared(Call call) {
        return answers.written(call, answers.jobs().shared(JobAnswers.job(call)), all -> json -> {
            json.writeArrayFieldStart("shared");
            for (SharedStatus shared : all) {
                json.writeStartObject();
                JobJson.shared(json, shared);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
