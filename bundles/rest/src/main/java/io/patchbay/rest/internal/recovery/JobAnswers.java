package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.JobsUnavailableException;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Refusal;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** What the paths of recovery jobs have in common. Thread-safe. */
final class JobAnswers {
    private final NearJobs near;
    private final Executor writers;

    /** @param writers write what may be long, so that nobody else's thread does */
    JobAnswers(NearJobs near, Executor writers) {
        this.near = near;
        this.writers = writers;
    }

    Jobs jobs() {
        return near.jobs().orElseThrow(JobAnswers::starting);
    }

    Plans plans() {
        return near.plans().orElseThrow(JobAnswers::starting);
    }

    private static Refusal starting() {
        return ProblemCode.STARTING.refusal("The recovery jobs of this node are starting, or being replaced.");
    }

    Executor writers() {
        return writers;
    }

    /** The id in the path. */
    static String job(Call call) {
        return identifier(call, "job");
    }

    static String identifier(Call call, String name) {
        String value = call.parameter(name);
        Fields.requireIdentifier(name, value);
        return value;
    }

    /** A whole number of the query. */
    static int number(Call call, String name, int otherwise, int least, int most) {
        String text = call.query().get(name);
        if (text == null) {
            return otherwise;
        }
        int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw new InvalidFieldException(name, "must be a number from " + least + " to " + most);
        }
        return number;
    }

    /** A constant of the query, written as {@link Words#of} does. */
    static <E extends Enum<E>> Optional<E> choice(Call call, String name, Class<E> type) {
        Optional<String> word = Optional.ofNullable(call.query().get(name));
        Optional<E> chosen = word.flatMap(written -> Words.find(type, written));
        if (word.isPresent() && chosen.isEmpty()) {
            throw new InvalidFieldException(name, "must be one of " + String.join(", ", Words.all(type)));
        }
        return chosen;
    }

    /** A position of the log in the query or in the header of browsers. */
    static Optional<String> position(Call call) {
        Optional<String> position =
                call.lastEventId().or(() -> Optional.ofNullable(call.query().get("after")));
        position.ifPresent(given -> Fields.requireIdentifier("after", given));
        return position;
    }

    /** Writes what was found of a job, or says that there is no such job. */
    <T> CompletionStage<Answer> written(Call call, CompletionStage<Optional<T>> found, Writing<T> writing) {
        return found.thenApplyAsync(
                value -> value.isPresent()
                        ? Answer.json(json -> writing.members(value.get()).to(json))
                        : unknownJob(call),
                writers);
    }

    /** How something is written. */
    interface Writing<T> {
        JsonText.Writing members(T value);
    }

    static Answer unknownJob(Call call) {
        return ProblemCode.UNKNOWN_JOB.answer("There is no recovery job " + job(call) + ".");
    }

    /** The same handler, which says so when the jobs cannot be reached. */
    static Handler guarded(Handler handler) {
        return call -> handler.answer(call).exceptionallyCompose(failed -> {
            Throwable cause =
                    failed instanceof CompletionException && failed.getCause() != null ? failed.getCause() : failed;
            return CompletableFuture.failedFuture(cause instanceof JobsUnavailableException ? unavailable() : cause);
        });
    }

    private static Refusal unavailable() {
        return ProblemCode.JOBS_UNAVAILABLE.refusal(
                "ZooKeeper does not answer: whether anything was changed is not known. Jobs that run go on.");
    }
}
