package io.patchbay.rest.internal.lobby;

import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.StorageOrders;
import io.patchbay.api.lobby.StorageReport;
import io.patchbay.api.lobby.StorageStatus;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.rest.internal.cluster.Ages;
import io.patchbay.rest.internal.cluster.PlacementJson;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.cluster.WorkerInfoReader;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code /lobby/v1/storage}: how storage workers say that they are there. Thread-safe; does not block. */
final class StorageResource {
    private final NearLobby near;

    StorageResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> report(Call call) {
        String id = idOf(call);
        Fields body = Fields.of(call.body().bytes());
        StorageReport report = reportOf(id, body);
        body.end();
        StorageOrders orders = workers().report(report);
        return done(Answer.json(json -> {
            json.writeBooleanField("known", orders.known());
            json.writeArrayFieldStart("releases");
            for (ReleaseStatus release : orders.releases()) {
                json.writeStartObject();
                json.writeStringField("version", release.version());
                json.writeStringField("manifest", release.manifest());
                json.writeNumberField("manifestBytes", release.manifestBytes());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> leave(Call call) {
        String id = idOf(call);
        return done(
                workers().leave(id)
                        ? Answer.empty(204)
                        : ProblemCode.UNKNOWN_WORKER.answer("No storage worker " + id + " reports to this node."));
    }

    CompletionStage<Answer> list(Call call) {
        Ages ages = Ages.of(call);
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("workers");
            for (StorageStatus worker : workers().list()) {
                json.writeStartObject();
                json.writeStringField("id", worker.id());
                PlacementJson.info(json, worker.info());
                json.writeNumberField("load", worker.load());
                ages.ofReport(json, worker.silentMillis(), worker.reportedAtMillis());
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private static StorageReport reportOf(String id, Fields body) {
        double load = body.number("load", 0, 1).orElseThrow(() -> new InvalidFieldException("load", "is missing"));
        String incarnation = body.requiredIdentifier("incarnation");
        try {
            return new StorageReport(id, WorkerInfoReader.read(body), load, incarnation);
        } catch (IllegalArgumentException unreachable) {
            throw new InvalidFieldException("info", "must have viaHost, or port and one of hostname and ip");
        }
    }

    private StorageWorkers workers() {
        return near.storage().orElseThrow(Queries::starting);
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
