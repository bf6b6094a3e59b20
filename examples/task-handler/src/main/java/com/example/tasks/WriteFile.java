package com.example.tasks;

import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Writes {@code content} into a file in {@code folder}: the smallest handler that makes something. Its file is named after the
 * idempotency key, so that an attempt after a crash finds what an earlier one has made, and it appears as a whole or not at all.
 * Stateless.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=example.write-file")
public final class WriteFile implements TaskHandler {
    @Override
    public Optional<Output> find(Attempt attempt) throws TaskFailedException {
        Path file = fileOf(attempt);
        return Files.exists(file) ? Optional.of(outputOf(file)) : Optional.empty();
    }

    @Override
    public Output perform(Attempt attempt) throws TaskFailedException {
        Path file = fileOf(attempt);
        Path draft = file.resolveSibling(file.getFileName() + "." + attempt.epoch() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(draft, attempt.input().text("content").orElse(""));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw TaskFailedException.retryable(
                    new Message("example.write-file.disk", "the file could not be written"), failed);
        }
        return outputOf(file);
    }

    private static Path fileOf(Attempt attempt) throws TaskFailedException {
        String folder = attempt.input()
                .text("folder")
                .orElseThrow(() -> TaskFailedException.permanent(
                        new Message("example.write-file.input", "the input has no member 'folder'")));
        return Path.of(folder, attempt.idempotencyKey());
    }

    private static Output outputOf(Path file) {
        return Output.of(Attributes.of("file", file.toString()));
    }
}
