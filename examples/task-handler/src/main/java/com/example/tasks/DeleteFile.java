package com.example.tasks;

import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Deletes {@code file}, which may be gone already: undoes {@link WriteFile}. Stateless. */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=example.delete-file")
public final class DeleteFile implements TaskHandler {
    @Override
    public Optional<Output> find(Attempt attempt) {
        return Optional.empty(); // to delete twice is to delete once
    }

    @Override
    public Output perform(Attempt attempt) throws TaskFailedException {
        String file = attempt.input()
                .text("file")
                .orElseThrow(() -> TaskFailedException.permanent(
                        new Message("example.delete-file.input", "the input has no member 'file'")));
        try {
            Files.deleteIfExists(Path.of(file));
        } catch (IOException failed) {
            throw TaskFailedException.retryable(
                    new Message("example.delete-file.disk", "the file could not be deleted"), failed);
        }
        return Output.NONE;
    }
}
