package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import io.patchbay.contract.HandlerContract;
import io.patchbay.contract.TrialAttempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handlers of {@code copy.volume} and {@code delete.volume.copy}. */
class CopyHandlersTest implements HandlerContract {
    @TempDir
    private Path temp;

    @Override
    public TaskHandler plugin() {
        return new CopyHandler(new OneCopier(Optional.of(storages().copier)));
    }

    @Override
    public Attributes input() {
        try {
            storages().file("volume-v", 1000);
            return Storages.input(Storages.task("v"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Storages storages() {
        try {
            return new Storages(temp);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void undoWhatTheyMade() throws Exception {
        Output made = plugin().perform(TrialAttempt.of(input()));
        VolumeCopied copied = Records.read(VolumeCopied.class, made.values());

        new DeleteHandler(new OneCopier(Optional.of(storages().copier)))
                .perform(TrialAttempt.of(Records.write(Storages.undoing(copied))));

        assertThat(storages().copies()).isEmpty();
    }

    @Test
    void sayWhichCopierIsMissing() {
        CopyVolume file = Storages.task("v");
        CopyVolume ceph = new CopyVolume(
                file.tenant(),
                file.sourceStorage(),
                new Storage("pool-b", Optional.of("ceph"), Attributes.NONE),
                Attributes.NONE,
                file.volume(),
                "v",
                List.of());

        assertThatThrownBy(() -> plugin().perform(TrialAttempt.of(Storages.input(ceph))))
                .isInstanceOfSatisfying(TaskFailedException.class, failed -> assertThat(
                                failed.reason().contents())
                        .isEqualTo("no copier 'ceph' is installed, which storage pool-b needs"));
    }

    @Test
    void giveTheirLeaseBack() throws Exception {
        OneCopier slots = new OneCopier(Optional.of(storages().copier));

        CopyHandler handler = new CopyHandler(slots);
        handler.perform(TrialAttempt.of(input()));
        handler.close();

        assertThat(slots.events()).containsExactly("lease closed", "slot closed");
    }

    @Test
    void keepTheirSlotFromOneCallToTheNext() throws Exception {
        OneCopier slots = new OneCopier(Optional.of(storages().copier));

        CopyHandler handler = new CopyHandler(slots);
        handler.perform(TrialAttempt.of(input()));
        handler.find(TrialAttempt.of(input()));
        handler.close();
        handler.find(TrialAttempt.of(input()));

        assertThat(slots.events())
                .containsExactly("lease closed", "lease closed", "slot closed", "lease closed", "slot closed");
    }

    @Test
    void giveALeaseBackThatComesWhenNobodyWaitsForItAnyMore() {
        CompletableFuture<Void> free = new CompletableFuture<>();
        OneCopier slots = new OneCopier(Optional.of(new Broken()), new ArrayList<>(), free);
        Thread.currentThread().interrupt();

        CopyHandler handler = new CopyHandler(slots);
        assertThatThrownBy(() -> handler.perform(TrialAttempt.of(input()))).isInstanceOf(InterruptedException.class);
        handler.close();
        free.complete(null);

        assertThat(slots.events()).containsExactly("slot closed", "lease closed");
    }

    @Test
    void holdACopierThatThrowsToAccount() {
        OneCopier slots = new OneCopier(Optional.of(new Broken()));

        assertThatThrownBy(() -> new CopyHandler(slots).perform(TrialAttempt.of(input())))
                .hasMessage("broken");
        assertThat(slots.events()).containsExactly("fault", "lease closed");
    }

    /** Throws what it must not throw. */
    private static final class Broken implements VolumeCopier {
        @Override
        public Optional<VolumeCopied> find(CopyVolume task, Attempt attempt) {
            throw new IllegalStateException("broken");
        }

        @Override
        public VolumeCopied copy(CopyVolume task, Attempt attempt) {
            throw new IllegalStateException("broken");
        }

        @Override
        public void delete(DeleteVolumeCopy task, Attempt attempt) {
            throw new IllegalStateException("broken");
        }
    }
}
