package io.patchbay.contract;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CopierChecksTest {
    private static final Storage STORAGE = new Storage("there", Optional.of("memory"), Attributes.NONE);
    private static final CopyVolume TASK = new CopyVolume(
            new Tenant("shop", "shop", Optional.empty(), Optional.empty()),
            STORAGE,
            STORAGE,
            Attributes.NONE,
            volume("disk-1"),
            "disk-1",
            List.of());

    /** Copies onto a storage that all its instances share. */
    private static class InMemory implements VolumeCopier {
        private final Set<String> storage;

        InMemory(Set<String> storage) {
            this.storage = storage;
        }

        String nameFor(Attempt attempt) {
            return "copy-" + attempt.idempotencyKey();
        }

        @Override
        public Optional<VolumeCopied> find(CopyVolume task, Attempt attempt) {
            return storage.contains(nameFor(attempt)) ? Optional.of(copied(nameFor(attempt))) : Optional.empty();
        }

        @Override
        public VolumeCopied copy(CopyVolume task, Attempt attempt) {
            storage.add(nameFor(attempt));
            return copied(nameFor(attempt));
        }

        @Override
        public void delete(DeleteVolumeCopy task, Attempt attempt) {
            storage.remove(task.volume().id());
        }

        private static VolumeCopied copied(String name) {
            return new VolumeCopied(STORAGE, STORAGE, volume(name), List.of());
        }
    }

    @Test
    void passesOneThatNamesCopiesByTheirKeys() throws InterruptedException {
        Set<String> storage = new HashSet<>();

        assertThat(Failures.of(CopierChecks.of(() -> new InMemory(storage), () -> TASK)))
                .isEmpty();
    }

    @Test
    void findsOneThatRemembersWhatAnotherNodeCannotKnow() throws InterruptedException {
        assertThat(Failures.of(CopierChecks.of(() -> new InMemory(new HashSet<>()), () -> TASK)))
                .singleElement()
                .asString()
                .contains("does as much on any node: find did not find");
    }

    @Test
    void findsOneThatGivesAllCopiesOneName() throws InterruptedException {
        Set<String> storage = new HashSet<>();

        assertThat(Failures.of(CopierChecks.of(
                        () -> new InMemory(storage) {
                            @Override
                            String nameFor(Attempt attempt) {
                                return "the-copy";
                            }
                        },
                        () -> TASK)))
                .singleElement()
                .asString()
                .contains("two tasks have both made a copy the-copy");
    }

    @Test
    void findsOneThatDoesNotDelete() throws InterruptedException {
        Set<String> storage = new HashSet<>();

        assertThat(Failures.of(CopierChecks.of(
                        () -> new InMemory(storage) {
                            @Override
                            public void delete(DeleteVolumeCopy task, Attempt attempt) {
                                // too late
                            }
                        },
                        () -> TASK)))
                .singleElement()
                .asString()
                .contains("find found a copy that was deleted");
    }

    @Test
    void findsOneThatThrowsWhereNothingIsToBeDeleted() throws InterruptedException {
        Set<String> storage = new HashSet<>();

        assertThat(Failures.of(CopierChecks.of(
                        () -> new InMemory(storage) {
                            @Override
                            public void delete(DeleteVolumeCopy task, Attempt attempt) {
                                if (!storage.remove(task.volume().id())) {
                                    throw new IllegalStateException("it is gone");
                                }
                            }
                        },
                        () -> TASK)))
                .singleElement()
                .asString()
                .contains("delete threw java.lang.IllegalStateException");
    }

    private static Volume volume(String id) {
        return new Volume(id, "disk", Optional.empty(), 1, Optional.empty(), Optional.empty());
    }
}
