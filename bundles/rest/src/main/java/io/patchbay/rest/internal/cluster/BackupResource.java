package io.patchbay.rest.internal.cluster;

import io.patchbay.api.store.Backup;
import io.patchbay.rest.internal.http.Answer;
import io.patchbay.rest.internal.http.Call;
import io.patchbay.rest.internal.http.Spool;
import io.patchbay.rest.internal.json.InvalidFieldException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /cluster/v1/backup} and {@code restore}: the whole store in one file. It goes over a file on this node's disk, so that a slow
 * client holds no transaction open and gets either all of it or an error. Thread-safe; methods block.
 */
final class BackupResource {
    private static final Logger LOG = LoggerFactory.getLogger(BackupResource.class);

    private final Backup backup;
    private final Spool spool;

    BackupResource(Backup backup, Spool spool) {
        this.backup = backup;
        this.spool = spool;
    }

    CompletionStage<Answer> write(Call call) {
        try {
            Path file = spool.file();
            writeTo(file);
            LOG.info("Audit: {} made a backup of {} bytes", call.peer(), Files.size(file));
            return done(Answer.passingFile("application/gzip", file)
                    .with("Content-Disposition", "attachment; filename=\"patchbay-backup.gz\""));
        } catch (IOException failed) {
            LOG.error("A backup could not be written", failed);
            throw ProblemCode.BACKUP_FAILED.refusal("The backup could not be written: " + reasonOf(failed) + ".");
        }
    }

    CompletionStage<Answer> restore(Call call) {
        Path file = call.file().orElseThrow(() -> new InvalidFieldException("body", "is missing"));
        try (InputStream source = Files.newInputStream(file)) {
            backup.restore(source);
            LOG.warn("Audit: {} restored the store from a backup", call.peer());
            return done(Answer.empty(204));
        } catch (IOException failed) {
            LOG.warn("A backup was not restored", failed);
            throw ProblemCode.RESTORE_FAILED.refusal("The backup was not restored: " + reasonOf(failed) + ".");
        }
    }

    private void writeTo(Path file) throws IOException {
        try (OutputStream target = Files.newOutputStream(file)) {
            backup.write(target);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    private static String reasonOf(IOException failed) {
        return failed.getMessage() == null ? failed.getClass().getSimpleName() : failed.getMessage();
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
