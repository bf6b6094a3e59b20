package io.patchbay.rest.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.ReleaseChange;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.Releases;
import io.patchbay.api.lobby.StorageOrders;
import io.patchbay.api.lobby.StorageReport;
import io.patchbay.api.lobby.StorageStatus;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.lobby.UpdateQuestion;
import io.patchbay.api.lobby.Updates;
import io.patchbay.api.placement.WorkerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Answers as the test has it answer, and remembers what it was asked. For one request at a time. */
final class ScriptedReleases implements Releases, Updates {
    static final ReleaseStatus RELEASE =
            new ReleaseStatus("1.0", 0, 2, 11, "ab".repeat(32), 300, "the signature", true);

    final List<String> asked = new ArrayList<>();
    final Map<String, Path> contents = new HashMap<>();
    final List<UpdateQuestion> questions = new ArrayList<>();
    final List<StorageReport> reports = new ArrayList<>();
    ReleaseChange next = new ReleaseChange.Done(RELEASE);
    UpdateAnswer answer = new UpdateAnswer.NoRelease();

    @Override
    public List<ReleaseStatus> list() {
        return List.of(RELEASE);
    }

    @Override
    public ReleaseChange publishFolder(String version, String folder, boolean current) {
        asked.add("folder " + version + " " + folder + " " + current);
        return next;
    }

    @Override
    public ReleaseChange publishArchive(String version, Path archive, boolean current) {
        try {
            asked.add("archive " + version + " " + Files.readString(archive) + " " + current);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return next;
    }

    @Override
    public ReleaseChange makeCurrent(String version) {
        asked.add("current " + version);
        return next;
    }

    @Override
    public ReleaseChange delete(String version) {
        asked.add("delete " + version);
        return next;
    }

    @Override
    public Optional<Path> content(String sha256) {
        return Optional.ofNullable(contents.get(sha256));
    }

    @Override
    public String publicKey() {
        return "the key";
    }

    @Override
    public CompletionStage<UpdateAnswer> check(UpdateQuestion question) {
        questions.add(question);
        return CompletableFuture.completedStage(answer);
    }

    /** The same for storage workers; there is one. */
    StorageWorkers workers() {
        return new StorageWorkers() {
            @Override
            public StorageOrders report(StorageReport report) {
                reports.add(report);
                return new StorageOrders(List.of(RELEASE), true);
            }

            @Override
            public boolean leave(String id) {
                return id.equals("known");
            }

            @Override
            public List<StorageStatus> list() {
                WorkerInfo info =
                        new WorkerInfo("", "cdn", 80, false, "", 0.9, Attributes.of("releases", List.of("1.0")));
                return List.of(new StorageStatus("known", info, 0.5, 7, Api.NOW - 7));
            }
        };
    }
}
