package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import io.patchbay.api.Attributes;
import io.patchbay.api.node.NodeFolders;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Clouds;
import io.patchbay.support.openstack.Limits;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What handlers refuse before they ask a cloud. */
class HandlersTest {
    @TempDir
    private Path conf;

    private OpenStack openStack;

    @BeforeEach
    void open() {
        openStack = new OpenStack(new Clouds(conf, Limits.USUAL));
    }

    @AfterEach
    void close() {
        openStack.close();
    }

    private List<TaskHandler> all() {
        return List.of(
                new CreateTenant(openStack),
                new CreateSecurityGroup(openStack),
                new CreateSecurityGroupRule(openStack),
                new CreateNetwork(openStack),
                new CreateSubnet(openStack),
                new CreateRouter(openStack),
                new CreateFloatingIp(openStack),
                new CreateSpec(openStack),
                new CreateKeypair(openStack),
                new DeleteTenant(openStack),
                new DeleteSecurityGroup(openStack),
                new DeleteNetwork(openStack),
                new DeleteRouter(openStack),
                new DeleteFloatingIp(openStack),
                new DeleteSpec(openStack),
                new DeleteKeypair(openStack));
    }

    @Test
    void anInputThatDoesNotFitIsRefused() {
        assertThat(all()).allSatisfy(handler -> Stream.of(Attributes.NONE, Attributes.of("no-such-member", List.of()))
                .forEach(unfit -> assertThatExceptionOfType(TaskFailedException.class)
                        .isThrownBy(() -> handler.perform(TrialAttempt.of(unfit)))
                        .withMessageContaining(".input: the input does not fit: the whole: it lacks ")
                        .satisfies(refused -> assertThat(refused.isRetryable()).isFalse())));
    }

    @Test
    void aCloudThatNobodyHasToldOfIsRefused() {
        Attributes input =
                Records.write(new TaskInput.CreateKeypair(new Keypair("source", "ops", "ssh-ed25519 AAAA ops")));

        assertThatExceptionOfType(TaskFailedException.class)
                .isThrownBy(() -> new CreateKeypair(openStack).perform(TrialAttempt.of(input)))
                .withMessageContaining(".settings: there is no cloud 'site-b' in clouds.yaml")
                .satisfies(refused -> assertThat(refused.isRetryable()).isFalse());
    }

    @Test
    void aLimitThatMakesNoSenseIsRefusedByName() {
        NodeFolders folders = fake(NodeFolders.class, conf);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenStack(folders, fake(OpenStack.Config.class, 0)))
                .withMessage(
                        "io.patchbay.handlers.openstack: connectTimeoutMillis must be within [1, 600000] but was 0");
    }

    @Test
    void cloudsAreReadFromTheFolderThatIsConfigured() throws Exception {
        Path elsewhere = Files.createDirectory(conf.resolve("elsewhere"));
        Files.writeString(
                elsewhere.resolve("clouds.yaml"),
                "clouds: {lab: {auth: {auth_url: 'http://127.0.0.1:9', username: a, password: b, project_name: c}}}");
        OpenStack configured = new OpenStack(fake(NodeFolders.class, conf), configured(elsewhere.toString()));
        try {
            assertThat(configured.cloud("lab").name()).isEqualTo("lab");
        } finally {
            configured.close();
        }
    }

    @Test
    void aFolderOfCloudsThatIsNotAbsoluteIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OpenStack(fake(NodeFolders.class, conf), configured("clouds")))
                .withMessage("io.patchbay.handlers.openstack: cloudsFolder must be an absolute path but was clouds");
    }

    private static OpenStack.Config configured(String cloudsFolder) {
        return (OpenStack.Config) Proxy.newProxyInstance(
                OpenStack.Config.class.getClassLoader(),
                new Class<?>[] {OpenStack.Config.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == String.class ? cloudsFolder : method.getDefaultValue());
    }

    /** Answers the same to whatever it is asked. */
    private static <T> T fake(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer));
    }
}
