package io.patchbay.dashboard.internal;

import io.patchbay.api.operator.OperatorAnswer;
import io.patchbay.api.operator.OperatorApi;
import io.patchbay.api.operator.OperatorRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as the test has it answer, and remembers what it was told. Thread-safe. */
final class FakeApi implements OperatorApi {
    final List<String> told = new CopyOnWriteArrayList<>();
    private final Map<String, OperatorAnswer> answers = new ConcurrentHashMap<>();
    private final Map<String, Error> broken = new ConcurrentHashMap<>();

    void on(String target, String answer) {
        broken.remove(target);
        answers.put(target, new OperatorAnswer(200, answer, Optional.empty()));
    }

    void elsewhere(String target, String url) {
        answers.put(target, new OperatorAnswer(307, "", Optional.of(URI.create(url))));
    }

    /** As when the bundle that would answer is just being replaced; until there is an answer. */
    void breaks(String target, Error thrown) {
        broken.put(target, thrown);
    }

    @Override
    public CompletionStage<OperatorAnswer> ask(OperatorRequest request) {
        Optional<Error> thrown = Optional.ofNullable(broken.get(request.target()));
        if (thrown.isPresent()) {
            throw thrown.get();
        }
        if (!request.method().equals("GET")) {
            told.add(request.method() + " " + request.target() + " "
                    + request.file().map(FakeApi::textOf).orElse(request.body()) + " " + request.by());
        }
        return CompletableFuture.completedFuture(Optional.ofNullable(answers.get(request.target()))
                .orElse(new OperatorAnswer(
                        404, "{\"detail\":\"nothing for " + request.target() + "\"}", Optional.empty())));
    }

    private static String textOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
