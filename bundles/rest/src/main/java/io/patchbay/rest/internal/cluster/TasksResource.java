package io.patchbay.rest.internal.cluster;

import io.patchbay.api.Attributes;
import io.patchbay.api.placement.Origin;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.TaskStatus;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import java.util.concurrent.CompletionStage;

/** {@code /cluster/v1/schedule}, {@code explain} and {@code tasks}: who does what. Thread-safe; does not block. */
final class TasksResource {
    private final Placement placement;
    private final ClusterAccess access;

    TasksResource(Placement placement, ClusterAccess access) {
        this.placement = placement;
        this.access = access;
    }

    CompletionStage<Answer> schedule(Call call) {
        ScheduleRequest request = requestOf(call);
        requireFree(request.purpose(), call);
        return placement.schedule(request).thenApply(scheduled -> {
            if (scheduled instanceof Scheduled.Placed placed) {
                return Answer.json(json -> PlacementJson.placed(json, placed));
            }
            Scheduled.Refused refused = (Scheduled.Refused) scheduled;
            return ProblemCode.of(refused.code()).answer(refused.message());
        });
    }

    CompletionStage<Answer> explain(Call call) {
        return placement.explain(requestOf(call)).thenApply(explanation -> {
            boolean paused = explanation.outcome() instanceof Scheduled.Refused refused
                    && refused.code() == RefusalCode.NOT_READY;
            return paused ? Leading.notReady() : Answer.json(json -> PlacementJson.explanation(json, explanation));
        });
    }

    CompletionStage<Answer> get(Call call) {
        return placement.task(purposeOf(call), taskOf(call)).thenApply(status -> {
            if (status instanceof TaskStatus.Found found) {
                return Answer.json(json -> PlacementJson.found(json, found));
            }
            if (status instanceof TaskStatus.NoSuchTask) {
                return ProblemCode.NO_SUCH_TASK.answer("No such a task");
            }
            return status instanceof TaskStatus.InvalidPurpose
                    ? ProblemCode.INVALID_PURPOSE.answer("Invalid purpose.")
                    : Leading.notReady();
        });
    }

    CompletionStage<Answer> delete(Call call) {
        String purpose = purposeOf(call);
        String task = taskOf(call);
        requireFree(purpose, call);
        return placement
                .unschedule(purpose, task)
                .thenApply(was -> was ? Answer.empty(204) : ProblemCode.NO_SUCH_TASK.answer("No such a task"));
    }

    /** Tasks of portals and controllers are placed by nodes; the admin may interfere. */
    private void requireFree(String purpose, Call call) {
        if (ReservedPurposes.isReserved(purpose) && !access.isAdmin(call)) {
            throw ProblemCode.RESERVED_PURPOSE.refusal("reserved purpose: only nodes place tasks of " + purpose + ".");
        }
    }

    private static ScheduleRequest requestOf(Call call) {
        Fields body = Fields.of(call.body().bytes());
        ScheduleRequest request = new ScheduleRequest(
                body.requiredIdentifier("purpose"),
                body.requiredIdentifier("task"),
                Preference.of(
                        body.attributes("preference", TasksResource::checkPlace).orElse(Attributes.NONE)),
                body.whole("reserveMillis", 0, ScheduleRequest.MAX_RESERVE_MILLIS)
                        .orElse(0),
                new Origin(
                        body.identifier("room").orElse(""),
                        body.identifier("service").orElse("")),
                body.smallWhole("seats", 1, ScheduleRequest.MAX_SEATS).orElse(1));
        body.end();
        return request;
    }

    /** A matcher would take a wish of another type for none. */
    private static void checkPlace(Fields preference) {
        preference.text("isp");
        preference.text("region");
    }

    private static String purposeOf(Call call) {
        return identifier(call, "purpose");
    }

    private static String taskOf(Call call) {
        return identifier(call, "task");
    }

    private static String identifier(Call call, String name) {
        Fields.requireIdentifier(name, call.parameter(name));
        return call.parameter(name);
    }
}
