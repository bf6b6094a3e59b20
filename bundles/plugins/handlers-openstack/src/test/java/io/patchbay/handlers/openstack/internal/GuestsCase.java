package io.patchbay.handlers.openstack.internal;

import io.patchbay.api.Attributes;
import io.patchbay.api.hotswap.ExperimentRun;
import io.patchbay.api.hotswap.FaultReason;
import io.patchbay.api.hotswap.Lease;
import io.patchbay.api.hotswap.Slot;
import io.patchbay.api.hotswap.Slots;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.VolumeCopier;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput.CopyVolume;
import io.patchbay.api.recovery.type.TaskInput.DeleteVolumeCopy;
import io.patchbay.api.recovery.type.TaskOutput.VolumeCopied;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Volumes and instances on a cloud of the test's own. */
abstract class GuestsCase {
    static final Tenant TENANT = new Tenant(SmallCloud.PROJECT, "shop", Optional.empty(), Optional.empty());
    static final Storage STORAGE = new Storage("fast", Optional.of("file"), Attributes.NONE);
    static final String COPY = "patchbay-" + "c".repeat(40);

    @TempDir
    Path temp;

    SmallCloud cloud;
    OpenStack openStack;
    final Names copier = new Names();

    @BeforeEach
    void open() throws IOException {
        cloud = new SmallCloud();
        openStack = new OpenStack(new Clouds(cloud.describe(temp), Limits.USUAL));
    }

    @AfterEach
    void close() {
        openStack.close();
        cloud.close();
    }

    static Attempt attempt(Record input) {
        return TrialAttempt.of(Records.write(input));
    }

    static Volume volume(String id) {
        return new Volume(id, "disk", Optional.empty(), 1, Optional.of(true), Optional.empty());
    }

    static GuestSettings settings(int instanceTimeoutMillis, String diagnosisTarget, String scriptFolder) {
        return settings(600_000, instanceTimeoutMillis, diagnosisTarget, scriptFolder, 60_000);
    }

    static GuestSettings settings() {
        return settings(600_000, "", "");
    }

    static GuestSettings settings(
            int volumeTimeoutMillis,
            int instanceTimeoutMillis,
            String diagnosisTarget,
            String scriptFolder,
            int scriptTimeoutMillis) {
        return settings(Map.of(
                "diagnose", true,
                "volumeTimeoutMillis", volumeTimeoutMillis,
                "instanceTimeoutMillis", instanceTimeoutMillis,
                "diagnosisTarget", diagnosisTarget,
                "scriptFolder", scriptFolder,
                "scriptTimeoutMillis", scriptTimeoutMillis));
    }

    /** Of nodes that take an instance to serve once it runs. */
    static GuestSettings withoutDiagnosis() {
        return settings(Map.of(
                "diagnose",
                false,
                "volumeTimeoutMillis",
                600_000,
                "instanceTimeoutMillis",
                600_000,
                "diagnosisTarget",
                "",
                "scriptFolder",
                "",
                "scriptTimeoutMillis",
                60_000));
    }

    private static GuestSettings settings(Map<String, Object> values) {
        return new GuestSettings((GuestSettings.Config) Proxy.newProxyInstance(
                GuestSettings.Config.class.getClassLoader(),
                new Class<?>[] {GuestSettings.Config.class},
                (proxy, method, arguments) -> values.get(method.getName())));
    }

    /** A copier that only keeps names, in a node that has no other. Confined to one thread. */
    static final class Names implements VolumeCopier, Slots {
        final Map<String, String> renamed = new HashMap<>();
        private boolean there = true;

        void remove() {
            there = false;
        }

        @Override
        public Optional<VolumeCopied> find(CopyVolume task, Attempt attempt) {
            return Optional.empty();
        }

        @Override
        public VolumeCopied copy(CopyVolume task, Attempt attempt) {
            throw new UnsupportedOperationException("nothing is copied here");
        }

        @Override
        public void delete(DeleteVolumeCopy task, Attempt attempt) {
            throw new UnsupportedOperationException("nothing is copied here");
        }

        @Override
        public void renamed(Storage target, String copy, String name) {
            renamed.put(copy, name);
        }

        @Override
        public String nameOf(Storage target, String copy) {
            return renamed.getOrDefault(copy, copy);
        }

        @Override
        public <T> Slot<T> open(Class<T> type, String name) {
            return new OnlySlot<>(name, there ? Optional.of(type.cast(this)) : Optional.empty());
        }

        @Override
        public <T> Slot<T> open(Class<T> type, String name, String version) {
            return open(type, name);
        }

        @Override
        public List<ExperimentRun> experiments(String kind) {
            return List.of();
        }
    }

    private record OnlySlot<T>(String name, Optional<T> plugin) implements Slot<T> {
        @Override
        public String kind() {
            return "copier";
        }

        @Override
        public Optional<Lease<T>> lease() {
            return plugin.map(OnlyLease::new);
        }

        @Override
        public CompletionStage<Optional<Lease<T>>> leaseWithin(Duration wait) {
            return CompletableFuture.completedStage(lease());
        }

        @Override
        public void close() {
            // nothing is held
        }
    }

    private record OnlyLease<T>(T plugin) implements Lease<T> {
        @Override
        public long generation() {
            return 1;
        }

        @Override
        public String label() {
            return "names";
        }

        @Override
        public void fault(FaultReason reason, String text) {
            throw new AssertionError(text);
        }

        @Override
        public void fault(Throwable thrown) {
            throw new AssertionError(thrown);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
