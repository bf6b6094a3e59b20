package io.patchbay.rest.internal.cluster;

import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.ReportAnswer;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.WorkerAnnouncement;
import io.patchbay.api.placement.WorkerReport;
import io.patchbay.api.placement.WorkerStatus;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** {@code /cluster/v1/workers}: how an external process is a worker. Thread-safe; does not block. */
final class WorkersResource {
    private static final long MAX_SEQUENCE = 1L << 53; // what JavaScript can count

    private final Placement placement;
    private final ReservedPurposes reserved;

    WorkersResource(Placement placement, Clock clock) {
        this.placement = placement;
        this.reserved = new ReservedPurposes(placement, clock);
    }

    CompletionStage<Answer> join(Call call) {
        String id = idOf(call);
        Fields body = Fields.of(call.body().bytes());
        String purpose = body.requiredIdentifier("purpose");
        WorkerAnnouncement announcement = new WorkerAnnouncement(
                id,
                purpose,
                WorkerInfoReader.read(body),
                body.smallWhole("state", 0, Integer.MAX_VALUE),
                body.number("load", 0, 1),
                body.identifier("incarnation"),
                body.identifiers("tasks").map(Set::copyOf),
                body.smallWholes("seats", 1, ScheduleRequest.MAX_SEATS));
        body.end();
        if (ReservedPurposes.isReserved(purpose)) {
            return done(reservedPurpose(purpose));
        }
        return unlessNodes(id, () -> placement.join(announcement).thenApply(answer -> answerOf(answer, id)));
    }

    CompletionStage<Answer> report(Call call) {
        String id = idOf(call);
        Fields body = Fields.of(call.body().bytes());
        WorkerReport report = new WorkerReport(
                id,
                body.number("load", 0, 1),
                body.smallWhole("state", 0, Integer.MAX_VALUE),
                body.identifiers("pickedUp").orElse(List.of()),
                body.identifiers("laidDown").orElse(List.of()),
                body.whole("sequence", 0, MAX_SEQUENCE),
                body.smallWholes("seats", 1, ScheduleRequest.MAX_SEATS));
        body.end();
        return unlessNodes(id, () -> placement.report(report).thenApply(answer -> answerOf(answer, id)));
    }

    CompletionStage<Answer> quit(Call call) {
        String id = idOf(call);
        return unlessNodes(id, () -> placement.quit(id).thenApply(was -> was ? Answer.empty(204) : unknown(id)));
    }

    CompletionStage<Answer> list(Call call) {
        Optional<String> purpose = Optional.ofNullable(call.query().get("purpose"));
        purpose.ifPresent(text -> Fields.requireIdentifier("purpose", text));
        boolean tasks = Flag.of(call, "tasks");
        Ages ages = Ages.of(call);
        return placement
                .workers(purpose, tasks ? WorkerStatus.MOST_TASKS : 0)
                .thenApply(workers -> Answer.json(json -> {
                    json.writeArrayFieldStart("workers");
                    for (WorkerStatus worker : workers) {
                        PlacementJson.worker(json, worker, tasks, ages);
                    }
                    json.writeEndArray();
                }));
    }

    private CompletionStage<Answer> unlessNodes(String id, Supplier<CompletionStage<Answer>> otherwise) {
        return reserved.isNodes(id).thenCompose(nodes -> nodes ? done(reservedPurpose(id)) : otherwise.get());
    }

    private static Answer answerOf(ReportAnswer answer, String id) {
        if (answer instanceof ReportAnswer.Accepted accepted) {
            return Answer.json(json -> {
                json.writeNumberField("epoch", accepted.epoch());
                json.writeArrayFieldStart("revoked");
                for (String task : accepted.revoked()) {
                    json.writeString(task);
                }
                json.writeEndArray();
            });
        }
        if (answer instanceof ReportAnswer.Resync resync) {
            return ProblemCode.RESYNC.answer(
                    "This is not report " + resync.expected() + ", which is expected: PUT /cluster/v1/workers/" + id
                            + " with all tasks, then go on counting.",
                    json -> json.writeNumberField("expected", resync.expected()));
        }
        if (answer instanceof ReportAnswer.PurposeConflict conflict) {
            return ProblemCode.PURPOSE_CONFLICT.answer(
                    "The id " + id + " belongs to a worker of purpose " + conflict.purpose() + ".");
        }
        return answer instanceof ReportAnswer.Unknown ? unknown(id) : Leading.notReady();
    }

    private static Answer unknown(String id) {
        return ProblemCode.UNKNOWN_WORKER.answer("Nobody of id " + id
                + " is a member: join first with PUT /cluster/v1/workers/" + id + " and all tasks.");
    }

    private static Answer reservedPurpose(String what) {
        return ProblemCode.RESERVED_PURPOSE.answer("reserved purpose: " + what + " belongs to nodes.");
    }

    private static String idOf(Call call) {
        String id = call.parameter("id");
        Fields.requireIdentifier("id", id);
        return id;
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
