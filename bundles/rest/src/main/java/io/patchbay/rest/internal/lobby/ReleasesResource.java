package io.patchbay.rest.internal.lobby;

import com.fasterxml.jackson.core.JsonGenerator;
import io.patchbay.api.lobby.Manifest;
import io.patchbay.api.lobby.ReleaseChange;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.Releases;
import io.patchbay.rest.internal.cluster.ProblemCode;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.json.Fields;
import io.patchbay.rest.internal.json.InvalidFieldException;
import io.patchbay.rest.internal.json.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /lobby/v1/releases} and {@code /lobby/v1/files}. Thread-safe; methods block. */
final class ReleasesResource {
    private static final Logger LOG = LoggerFactory.getLogger(ReleasesResource.class);
    private static final long MAX_JSON_BYTES = 64 * 1024;
    private static final int MAX_FOLDER_CHARACTERS = 1000;
    private static final Pattern FROM = Pattern.compile("bytes=(\\d{1,18})-");

    private final NearLobby near;

    ReleasesResource(NearLobby near) {
        this.near = near;
    }

    CompletionStage<Answer> list(Call call) {
        return done(Answer.json(json -> {
            json.writeArrayFieldStart("releases");
            for (ReleaseStatus release : releases().list()) {
                json.writeStartObject();
                write(json, release);
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    CompletionStage<Answer> key(Call call) {
        String key = releases().publicKey();
        return done(Answer.json(json -> {
            json.writeStringField("algorithm", "Ed25519");
            json.writeStringField("publicKey", key);
        }));
    }

    CompletionStage<Answer> publish(Call call) {
        boolean json = call.file().isEmpty()
                || call.contentType()
                        .filter(type -> type.startsWith("application/json"))
                        .isPresent();
        return done(answer(call, "published", 201, json ? publishFolder(call) : publishArchive(call)));
    }

    CompletionStage<Answer> makeCurrent(Call call) {
        return done(answer(call, "made current", 200, releases().makeCurrent(versionOf(call.parameter("version")))));
    }

    CompletionStage<Answer> delete(Call call) {
        return done(answer(call, "deleted", 200, releases().delete(versionOf(call.parameter("version")))));
    }

    /** A file, or with a range that has no end the rest of it. */
    CompletionStage<Answer> file(Call call) {
        Optional<Path> found = releases().content(call.parameter("hash"));
        if (found.isEmpty()) {
            throw ProblemCode.UNKNOWN_FILE.refusal("This node does not have that file.");
        }
        long size = sizeOf(found.get());
        Matcher range = FROM.matcher(call.header("Range").orElse(""));
        long from = range.matches() ? Long.parseLong(range.group(1)) : 0;
        if (from == 0 || from >= size) {
            return done(Answer.storedFile(200, "application/octet-stream", new Answer.Stored(found.get(), 0)));
        }
        return done(Answer.storedFile(206, "application/octet-stream", new Answer.Stored(found.get(), from))
                .with("Content-Range", "bytes " + from + "-" + (size - 1) + "/" + size));
    }

    private ReleaseChange publishArchive(Call call) {
        String version = Optional.ofNullable(call.query().get("version"))
                .orElseThrow(() -> new InvalidFieldException("version", "is missing"));
        String current = call.query().getOrDefault("current", "true");
        if (!current.equals("true") && !current.equals("false")) {
            throw new InvalidFieldException("current", "must be true or false");
        }
        return releases().publishArchive(versionOf(version), call.file().orElseThrow(), current.equals("true"));
    }

    private ReleaseChange publishFolder(Call call) {
        if (call.file().isPresent() && sizeOf(call.file().get()) > MAX_JSON_BYTES) {
            throw new InvalidFieldException(
                    "body", "must be short JSON, or a tar with Content-Type: application/x-tar");
        }
        Fields fields = Fields.of(call.file().map(ReleasesResource::bytesOf).orElseGet(() -> call.body()
                .bytes()));
        String version =
                versionOf(fields.text("version").orElseThrow(() -> new InvalidFieldException("version", "is missing")));
        String folder = fields.text("folder", MAX_FOLDER_CHARACTERS)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new InvalidFieldException("folder", "is missing"));
        boolean current = fields.flag("current").orElse(true);
        fields.end();
        return releases().publishFolder(version, folder, current);
    }

    private static Answer answer(Call call, String what, int status, ReleaseChange change) {
        if (change instanceof ReleaseChange.Done done) {
            LOG.info(
                    "Audit: {} {} the release {}",
                    call.peer(),
                    what,
                    done.release().version());
            return Answer.of(status, Answer.JSON, JsonText.object(json -> write(json, done.release())));
        }
        ReleaseChange.Refused refused = (ReleaseChange.Refused) change;
        return codeOf(refused.reason()).answer(sentence(refused.message()));
    }

    private static ProblemCode codeOf(ReleaseChange.Reason reason) {
        return switch (reason) {
            case UNKNOWN -> ProblemCode.UNKNOWN_RELEASE;
            case TAKEN -> ProblemCode.RELEASE_EXISTS;
            case CURRENT -> ProblemCode.RELEASE_IS_CURRENT;
            case INVALID -> ProblemCode.INVALID_RELEASE;
            case TOO_LARGE -> ProblemCode.RELEASE_TOO_LARGE;
            case FORBIDDEN_FOLDER -> ProblemCode.FOLDER_NOT_ALLOWED;
            case BUSY -> ProblemCode.BUSY;
        };
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".";
    }

    private static void write(JsonGenerator json, ReleaseStatus release) throws IOException {
        json.writeStringField("version", release.version());
        json.writeStringField(
                "publishedAt", Instant.ofEpochMilli(release.publishedMillis()).toString());
        json.writeNumberField("files", release.files());
        json.writeNumberField("bytes", release.bytes());
        json.writeBooleanField("current", release.current());
        UpdateResource.manifest(json, release);
    }

    private Releases releases() {
        return near.releases().orElseThrow(Queries::starting);
    }

    private static String versionOf(String text) {
        if (!Manifest.isVersion(text)) {
            throw new InvalidFieldException(
                    "version", "must be 1 to 64 letters, digits or . _ + -, the first a letter or digit");
        }
        return text;
    }

    private static long sizeOf(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static byte[] bytesOf(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
