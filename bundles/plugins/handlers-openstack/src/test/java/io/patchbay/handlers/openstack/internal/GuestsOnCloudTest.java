package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.DiagnosisMethod;
import io.patchbay.api.recovery.resource.ExternalInterface;
import io.patchbay.api.recovery.resource.ExternalNetwork;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.resource.InstanceNetwork;
import io.patchbay.api.recovery.resource.InstanceState;
import io.patchbay.api.recovery.resource.InstanceVolume;
import io.patchbay.api.recovery.resource.InternalInterface;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Router;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.resource.Volume;
import io.patchbay.api.recovery.resource.VolumePair;
import io.patchbay.api.recovery.type.Records;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Service;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Volumes and instances, each type with its repetition and its reverse. */
class GuestsOnCloudTest extends OnCloud {
    private static final long GIB = 1L << 30;
    private static final Storage STORAGE = new Storage("fast", Optional.of("file"), Attributes.NONE);

    private Path volumes;
    private final Deque<TaskInput> undoing = new ArrayDeque<>();
    private final GuestsCase.Names copier = new GuestsCase.Names();

    @BeforeEach
    void findFolder() {
        assumeTrue(
                volumes().isPresent(), "the folder of the pool's volumes is not named by -Dcloud.pool-folder=FOLDER");
        volumes = volumes().orElseThrow();
    }

    @AfterEach
    void undo() throws Exception {
        while (!undoing.isEmpty()) {
            TaskInput input = undoing.pop();
            TrialAttempt attempt = attempt(input);
            undoer(input).perform(attempt);
            undoer(input).perform(attempt.again());
        }
        for (String copy : copies()) {
            Files.deleteIfExists(volumes.resolve(copy));
        }
    }

    private List<String> copies() {
        return copier.renamed.entrySet().stream()
                .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Test
    void takesAVolumeInAndForgetsIt() throws Exception {
        String copy = copy(2);
        TrialAttempt attempt = attempt(importing(copy));

        VolumePair pair = imported(attempt);
        assertThat(imported(attempt.again())).isEqualTo(pair);
        assertThat(pair.target().sizeGib()).isEqualTo(2);
        assertThat(volumes.resolve(copy)).doesNotExist();
        assertThat(volumes.resolve("volume-" + pair.target().id())).exists();
        JsonNode volume = volume(pair.target().id()).orElseThrow();
        assertThat(volume.path("os-vol-tenant-attr:tenant_id").asText()).isEqualTo(tenant.id());
        assertThat(volume.path("bootable").asText()).isEqualTo("true");

        TrialAttempt reverse = attempt(unmanaging(pair));
        unmanage().perform(reverse);
        unmanage().perform(reverse.again());
        assertThat(volume(pair.target().id())).isEmpty();
        assertThat(volumes.resolve("volume-" + pair.target().id())).exists();

        VolumePair anew = imported(attempt(importing(copy)));
        assertThat(anew.target().id()).isNotEqualTo(pair.target().id());
        assertThat(volumes.resolve("volume-" + anew.target().id())).exists();
        unmanage().perform(attempt(unmanaging(anew)));
    }

    @Test
    void leavesNothingOfAnImportThatCinderRefuses() throws Exception {
        assertThatThrownBy(() -> imported(attempt(importing("patchbay-gone"))))
                .hasMessageContaining("could not take in patchbay-gone");

        assertThat(openStack.cloud("site-b").project(tenant.id()).volume().list("/volumes/detail", "volumes"))
                .isEmpty();
    }

    @Test
    void makesStopsAndDeletesAnInstance() throws Exception {
        Site site = site(256, List.of());
        VolumePair disk = imported(attempt(importing(copy(1))));
        VolumePair data = imported(attempt(importing(copy(1))));
        try (ServerSocket served = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TrialAttempt attempt = attempt(instance(site, List.of(disk, data), scan(served.getLocalPort(), 60)));

            Instance made = instance(attempt);
            assertThat(instance(attempt.again())).isEqualTo(made);
            JsonNode server = server(made.id()).orElseThrow();
            assertThat(server.path("status").asText()).isEqualTo("ACTIVE");
            assertThat(server.path("tenant_id").asText()).isEqualTo(tenant.id());
            assertThat(server.path("addresses").toString()).contains("10.77.0.50");
            assertThat(network(NetworkResource.FLOATING_IP, site.address().id())
                            .path("fixed_ip_address")
                            .asText())
                    .isEqualTo("10.77.0.50");

            TrialAttempt stopping = attempt(new TaskInput.StopInstance(tenant, made));
            stop().perform(stopping);
            stop().perform(stopping.again());
            assertThat(server(made.id()).orElseThrow().path("status").asText()).isEqualTo("SHUTOFF");

            TrialAttempt deleting = attempt(new TaskInput.DeleteInstance(tenant, made));
            new DeleteInstance(openStack, GuestsCase.settings()).perform(deleting);
            new DeleteInstance(openStack, GuestsCase.settings()).perform(deleting.again());
            assertThat(server(made.id())).isEmpty();
            assertThat(guestPorts()).isEmpty();
            assertThat(volume(disk.target().id()).orElseThrow().path("status").asText())
                    .isEqualTo("available");
        }
        unmanage().perform(attempt(unmanaging(disk)));
        unmanage().perform(attempt(unmanaging(data)));
    }

    @Test
    void leavesNothingOfAnInstanceForWhichThereIsNoHost() throws Exception {
        Site site = site(256, List.of(new ExtraSpec("capabilities:hypervisor_type", "none")));

        assertNothingIsLeftOf(site, "has failed: No valid host was found.");
    }

    @Test
    void leavesNothingOfAnInstanceThatIsTooLargeForItsProject() throws Exception {
        Site site = site(90_000_000, List.of());

        assertNothingIsLeftOf(site, "Quota exceeded for ram");
    }

    private void assertNothingIsLeftOf(Site site, String words) throws Exception {
        VolumePair disk = imported(attempt(importing(copy(1))));
        try {
            assertThatThrownBy(() -> instance(attempt(instance(site, List.of(disk), Optional.empty()))))
                    .hasMessageContaining(words);
            assertThat(openStack.cloud("site-b").project(tenant.id()).compute().list("/servers/detail", "servers"))
                    .isEmpty();
            assertThat(guestPorts()).isEmpty();
        } finally {
            unmanage().perform(attempt(unmanaging(disk)));
        }
    }

    @Test
    void leavesNothingOfAnInstanceThatDoesNotServe() throws Exception {
        Site site = site(256, List.of());
        VolumePair disk = imported(attempt(importing(copy(1))));
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }

        assertThatThrownBy(() -> instance(attempt(instance(site, List.of(disk), scan(closed, 2)))))
                .hasMessageContaining("does not serve after 2 s");
        assertThat(guestPorts()).isEmpty();
        unmanage().perform(attempt(unmanaging(disk)));
    }

    /** What an instance needs. */
    private record Site(
            Network network, Subnet subnet, SecurityGroup group, Spec spec, Keypair key, FloatingIp address) {}

    private Site site(long memoryMib, List<ExtraSpec> extraSpecs) throws Exception {
        Network network = made(
                        TaskOutput.NetworkMade.class,
                        new CreateNetwork(openStack),
                        new TaskInput.CreateNetwork(
                                tenant,
                                new Network("n", unique("net"), NOTHING_SAID, Optional.empty(), Optional.empty())))
                .network();
        undoing.push(new TaskInput.DeleteNetwork(tenant, network));
        Subnet subnet = made(
                        TaskOutput.SubnetMade.class,
                        new CreateSubnet(openStack),
                        new TaskInput.CreateSubnet(
                                tenant,
                                network,
                                new Subnet(
                                        "s",
                                        "subnet",
                                        "10.77.0.0/24",
                                        Optional.of("10.77.0.1"),
                                        Optional.empty(),
                                        List.of(),
                                        List.of(),
                                        List.of())))
                .subnet();
        Router edge = new Router(
                "r",
                "edge",
                NOTHING_SAID,
                List.of(new InternalInterface(network, subnet, NOTHING_SAID)),
                List.of(new ExternalInterface(new ExternalNetwork("public"), NOTHING_SAID)),
                List.of(),
                Optional.empty());
        Router router = made(
                        TaskOutput.RouterMade.class,
                        new CreateRouter(openStack),
                        new TaskInput.CreateRouter(tenant, edge))
                .router();
        undoing.push(new TaskInput.DeleteRouter(tenant, router));
        SecurityGroup group = made(
                        TaskOutput.SecurityGroupMade.class,
                        new CreateSecurityGroup(openStack),
                        new TaskInput.CreateSecurityGroup(tenant, new SecurityGroup("g", "group", NOTHING_SAID)))
                .securityGroup();
        undoing.push(new TaskInput.DeleteSecurityGroup(tenant, group));
        FloatingIp address = made(
                        TaskOutput.FloatingIpMade.class,
                        new CreateFloatingIp(openStack),
                        new TaskInput.CreateFloatingIp(
                                tenant, new ExternalNetwork("public"), new FloatingIp("f", NOTHING_SAID, NOTHING_SAID)))
                .floatingIp();
        undoing.push(new TaskInput.DeleteFloatingIp(tenant, address));
        Spec size = new Spec("z", unique("size"), NOTHING_SAID, 1, memoryMib, 0, Optional.empty(), Optional.empty());
        Spec spec = made(
                        TaskOutput.SpecMade.class,
                        new CreateSpec(openStack),
                        new TaskInput.CreateSpec(size, extraSpecs))
                .spec();
        undoing.push(new TaskInput.DeleteSpec(spec));
        Keypair asked = new Keypair(
                "k",
                unique("key"),
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGTG5MFdY0kFCbdJHKfmP0yuWrnBQ3xM4qAm0cEhLMvo ops");
        Keypair key = made(
                        TaskOutput.KeypairMade.class, new CreateKeypair(openStack), new TaskInput.CreateKeypair(asked))
                .keypair();
        undoing.push(new TaskInput.DeleteKeypair(key));
        return new Site(network, subnet, group, spec, key, address);
    }

    private TaskInput.CreateInstance instance(Site site, List<VolumePair> disks, Optional<Diagnosis> diagnosis) {
        return new TaskInput.CreateInstance(
                tenant,
                Optional.empty(),
                Optional.empty(),
                site.spec(),
                Optional.of(site.key()),
                new Instance(
                        "i",
                        "web",
                        Optional.of("shop"),
                        Optional.of(InstanceState.RUNNING),
                        diagnosis,
                        Optional.empty()),
                "i",
                List.of(new InstanceNetwork(
                        site.network(),
                        site.subnet(),
                        Optional.of(site.address()),
                        Optional.empty(),
                        Optional.of("10.77.0.50"))),
                List.of(site.group()),
                disks.stream()
                        .map(disk -> new InstanceVolume(disk.target(), Optional.empty(), Optional.empty()))
                        .toList());
    }

    private static Optional<Diagnosis> scan(int port, int seconds) {
        return Optional.of(new Diagnosis(
                DiagnosisMethod.PORT_SCAN,
                Optional.of(port),
                Optional.empty(),
                Optional.empty(),
                Optional.of("127.0.0.1"),
                Optional.of(seconds)));
    }

    private Instance instance(TrialAttempt attempt) throws Exception {
        CreateInstance handler = new CreateInstance(openStack, GuestsCase.settings());
        return Records.read(
                        TaskOutput.InstanceMade.class,
                        carriedOut(handler, attempt).values())
                .instance();
    }

    private VolumePair imported(TrialAttempt attempt) throws Exception {
        ImportVolume handler = new ImportVolume(openStack, GuestsCase.settings(), copier);
        return Records.read(
                        TaskOutput.VolumeImported.class,
                        carriedOut(handler, attempt).values())
                .volumePair();
    }

    private static <R extends Record> R made(Class<R> type, TaskHandler handler, TaskInput input) throws Exception {
        return read(type, run(handler, input));
    }

    private static Output carriedOut(TaskHandler handler, TrialAttempt attempt) throws Exception {
        Optional<Output> found = attempt.number() > 1 ? handler.find(attempt) : Optional.empty();
        return found.isPresent() ? found.get() : handler.perform(attempt);
    }

    private UnmanageVolume unmanage() {
        return new UnmanageVolume(openStack, GuestsCase.settings(), copier);
    }

    private StopInstance stop() {
        return new StopInstance(openStack, GuestsCase.settings());
    }

    private TaskHandler undoer(TaskInput input) {
        if (input instanceof TaskInput.DeleteNetwork) {
            return new DeleteNetwork(openStack);
        } else if (input instanceof TaskInput.DeleteRouter) {
            return new DeleteRouter(openStack);
        } else if (input instanceof TaskInput.DeleteSecurityGroup) {
            return new DeleteSecurityGroup(openStack);
        } else if (input instanceof TaskInput.DeleteFloatingIp) {
            return new DeleteFloatingIp(openStack);
        } else if (input instanceof TaskInput.DeleteSpec) {
            return new DeleteSpec(openStack);
        } else if (input instanceof TaskInput.DeleteKeypair) {
            return new DeleteKeypair(openStack);
        }
        return new DeleteTenant(openStack);
    }

    /** A file in the pool that is to be taken in. */
    private String copy(int gib) throws IOException {
        String name = "patchbay-" + UUID.randomUUID().toString().replace("-", "") + "0".repeat(8);
        try (RandomAccessFile file = new RandomAccessFile(volumes.resolve(name).toFile(), "rw")) {
            file.setLength(gib * GIB);
        }
        return name;
    }

    private TaskInput.ImportVolume importing(String copy) {
        Volume volume = new Volume(copy, "disk", Optional.empty(), 1, Optional.of(true), Optional.empty());
        return new TaskInput.ImportVolume(tenant, STORAGE, STORAGE, volume, List.of(), Attributes.NONE, "v-old");
    }

    private TaskInput.UnmanageVolume unmanaging(VolumePair pair) {
        return new TaskInput.UnmanageVolume(tenant, STORAGE, STORAGE, pair, List.of(), Attributes.NONE, "v-old");
    }

    private Optional<JsonNode> volume(String id) throws Exception {
        return admin.volume().find(Service.path("/volumes/{}", id)).map(answer -> answer.path("volume"));
    }

    private Optional<JsonNode> server(String id) throws Exception {
        return admin.compute().find(Service.path("/servers/{}", id)).map(answer -> answer.path("server"));
    }

    private List<JsonNode> guestPorts() throws Exception {
        return admin.network().list(Service.path("/ports", "project_id", tenant.id()), "ports").stream()
                .filter(port -> port.path("description").asText().contains("patchbay:"))
                .filter(port -> !port.path("device_owner").asText().startsWith("network:"))
                .toList();
    }
}
