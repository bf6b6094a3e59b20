package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import io.patchbay.support.openstack.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of handlers on a cloud, in a project of their own: on a sandbox, or on the real one that is called {@code -Dcloud.name} in the
 * folder {@code -Dcloud.conf} ({@code -Dcloud.pool-folder}: where its pool {@code fast} keeps volumes). A real one has a network
 * {@code public} with the addresses 198.51.100.0/24 that leads out.
 */
abstract class OnCloud {
    static final Optional<String> NOTHING_SAID = Optional.empty();

    private static final Place PLACE = place();

    @TempDir
    private static Path conf;

    static OpenStack openStack;
    static Session admin;
    static Tenant tenant;

    @BeforeAll
    static void enter() throws Exception {
        PLACE.describe().in(conf);
        openStack = new OpenStack(new Clouds(conf, Limits.USUAL));
        admin = openStack.cloud("site-b").admin();
        tenant = newTenant("tests");
    }

    @AfterAll
    static void leave() throws Exception {
        if (tenant != null) {
            run(new DeleteTenant(openStack), new TaskInput.DeleteTenant(tenant)); // refused if something is left
            openStack.close();
        }
    }

    /**
     * The cloud.
     *
     * @param describe writes down how it is reached
     * @param volumes folder in which the pool {@code fast} keeps its volumes; of a real cloud where that is known
     */
    private record Place(Description describe, Optional<Path> volumes) {}

    private interface Description {
        void in(Path conf) throws IOException;
    }

    private static Place place() {
        String name = System.getProperty("cloud.name", "");
        if (name.isEmpty()) {
            return sandbox();
        }
        Path from = Path.of(System.getProperty("cloud.conf"));
        return new Place(
                conf -> NamedCloud.copy(name, from, conf, "site-b"),
                Optional.of(System.getProperty("cloud.pool-folder", ""))
                        .filter(said -> !said.isEmpty())
                        .map(Path::of));
    }

    /** One for all tests of this process, with which it ends. */
    private static Place sandbox() {
        try {
            Sandbox sandbox = Sandbox.start(SandboxOptions.DEFAULTS);
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close));
            String yaml = sandbox.cloudsYaml("site-b");
            return new Place(
                    conf -> Files.writeString(conf.resolve("clouds.yaml"), yaml),
                    Optional.of(sandbox.poolFolder("fast")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Optional<Path> volumes() {
        return PLACE.volumes();
    }

    static Tenant newTenant(String name) throws Exception {
        Tenant asked = new Tenant("source", unique(name), Optional.of("for tests"), Optional.empty());
        return read(TaskOutput.TenantMade.class, run(new CreateTenant(openStack), new TaskInput.CreateTenant(asked)))
                .tenant();
    }

    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static TrialAttempt attempt(TaskInput input) {
        return TrialAttempt.of(Records.write((Record) input));
    }

    /** The same task with another input, as an attempt that had got less far left it. */
    static TrialAttempt again(TrialAttempt before, TaskInput input) {
        return new TrialAttempt(Records.write((Record) input), before.number() + 1, before.idempotencyKey());
    }

    static Output run(TaskHandler handler, TaskInput input) throws Exception {
        return handler.perform(attempt(input));
    }

    static <R extends Record> R read(Class<R> type, Output output) {
        return Records.read(type, output.values());
    }

    /** Another attempt with the same key finds what the first has made, and so does one that performs. */
    static void assertSameAgain(TaskHandler handler, TrialAttempt first, Output made) throws Exception {
        assertThat(handler.find(first.again()).map(Output::values)).contains(made.values());
        assertThat(handler.perform(first.again()).values()).isEqualTo(made.values());
    }

    static TaskFailedException failure(TaskHandler handler, TaskInput input) {
        return assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> run(handler, input))
                .actual();
    }

    static JsonNode network(NetworkResource kind, String id) throws Exception {
        return kind.get(admin.network(), id).orElseThrow();
    }

    static boolean isThere(NetworkResource kind, String id) throws Exception {
        return kind.get(admin.network(), id).isPresent();
    }
}
