package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.lobby.UpdateQuestion;
import io.patchbay.api.placement.Preference;
import io.patchbay.rest.internal.cluster.Leading;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@code /lobby/v1/update}: what a client lacks, and where it fetches that. Thread-safe; does not block. */
final class UpdateResource {
    private static final int MAX_VERSION_CHARACTERS = 200;
    private static final byte[] ENDPOINTS = ",\"endpoints\":".getBytes(StandardCharsets.UTF_8);

    private final NearLobby near;
    private final Leading leading;
    private final DeltaTexts deltas = new DeltaTexts();

    UpdateResource(NearLobby near, Leading leading) {
        this.near = near;
        this.leading = leading;
    }

    CompletionStage<Answer> check(Call call) {
        String version = Optional.ofNullable(call.query().get("version"))
                .filter(text -> text.length() <= MAX_VERSION_CHARACTERS)
                .orElseThrow(() -> new InvalidFieldException(
                        "version", "must be what the client has, or empty if it has nothing yet"));
        Map<String, Object> place = new LinkedHashMap<>();
        add(call, "isp", place);
        add(call, "region", place);
        return near.updates()
                .orElseThrow(Queries::starting)
                .check(new UpdateQuestion(version, Preference.of(new Attributes(place))))
                .thenApply(answer -> told(answer, call).with("Cache-Control", "no-store"));
    }

    private static void add(Call call, String name, Map<String, Object> place) {
        Optional<String> value = Optional.ofNullable(call.query().get(name)).filter(text -> !text.isEmpty());
        value.ifPresent(text -> {
            if (!Identifier.isValid(text)) {
                throw new InvalidFieldException(name, "must be 1 to 200 letters, digits or - _ . : @");
            }
            place.put(name, text);
        });
    }

    private Answer told(UpdateAnswer answer, Call call) {
        if (answer instanceof UpdateAnswer.Current current) {
            return Answer.json(json -> {
                json.writeStringField("result", "noUpdate");
                json.writeStringField("version", current.release().version());
            });
        }
        if (answer instanceof UpdateAnswer.Outdated outdated) {
            return Answer.of(200, Answer.JSON, update(outdated));
        }
        if (answer instanceof UpdateAnswer.NoStorage none) {
            return ProblemCode.NO_STORAGE.answer(
                    "No storage worker has release " + none.release().version() + " and takes more clients now.",
                    json -> json.writeStringField("version", none.release().version()));
        }
        return answer instanceof UpdateAnswer.NoRelease
                ? Answer.json(json -> json.writeStringField("result", "noUpdate"))
                : leading.notLeading(call);
    }

    /** What many clients are told alike, and after it the endpoints of this one. */
    private byte[] update(UpdateAnswer.Outdated outdated) {
        byte[] alike = deltas.of(outdated.delta());
        byte[] endpoints = JsonText.bytes(json -> endpoints(json, outdated.endpoints()));
        ByteArrayOutputStream whole = new ByteArrayOutputStream(alike.length + ENDPOINTS.length + endpoints.length + 1);
        whole.write(alike, 0, alike.length - 1); // without the brace at its end
        whole.writeBytes(ENDPOINTS);
        whole.writeBytes(endpoints);
        whole.write('}');
        return whole.toByteArray();
    }

    private static void endpoints(JsonGenerator json, List<UpdateAnswer.Endpoint> endpoints) throws IOException {
        json.writeStartArray();
        for (UpdateAnswer.Endpoint endpoint : endpoints) {
            json.writeStartObject();
            json.writeStringField("url", endpoint.url());
            json.writeStringField("worker", endpoint.worker());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** A manifest as a client needs it to check one. */
    static void manifest(JsonGenerator json, ReleaseStatus release) throws IOException {
        json.writeObjectFieldStart("manifest");
        json.writeStringField("sha256", release.manifest());
        json.writeNumberField("size", release.manifestBytes());
        json.writeStringField("signature", release.signature());
        json.writeEndObject();
    }
}
