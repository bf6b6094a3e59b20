package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Service;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SpecsAndKeypairsOnCloudTest extends OnCloud {
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGm1ZWxhdGVkIHRvIG5vIHByaXZhdGUga2V5IGhlcmUh ops";
    private static final List<ExtraSpec> EXTRA =
            List.of(new ExtraSpec("hw:cpu_policy", "shared"), new ExtraSpec("patchbay:colour", "blue"));

    private final CreateSpec createSpec = new CreateSpec(openStack);
    private final DeleteSpec deleteSpec = new DeleteSpec(openStack);
    private final CreateKeypair createKeypair = new CreateKeypair(openStack);
    private final DeleteKeypair deleteKeypair = new DeleteKeypair(openStack);

    private static Spec size(String name) {
        return new Spec("source", name, Optional.of("a size"), 1, 256, 1, Optional.of(2L), Optional.of(64L));
    }

    private static Spec specOf(Output output) {
        return read(TaskOutput.SpecMade.class, output).spec();
    }

    private static Keypair keypairOf(Output output) {
        return read(TaskOutput.KeypairMade.class, output).keypair();
    }

    private static TaskInput keypair(String name) {
        return new TaskInput.CreateKeypair(new Keypair("source", name, PUBLIC_KEY));
    }

    private static Optional<JsonNode> registered(String name) throws Exception {
        return admin.compute().find(Service.path("/os-keypairs/{}", name)).map(answer -> answer.path("keypair"));
    }

    @Test
    void aSizeIsMadeAsThePlanSays() throws Exception {
        Spec made = specOf(run(createSpec, new TaskInput.CreateSpec(size(unique("small")), EXTRA)));

        JsonNode there =
                admin.compute().get(Service.path("/flavors/{}", made.id())).path("flavor");
        assertThat(there.path("name").asText()).isEqualTo(made.name());
        assertThat(there.path("vcpus").asInt()).isEqualTo(1);
        assertThat(there.path("ram").asInt()).isEqualTo(256);
        assertThat(there.path("disk").asInt()).isEqualTo(1);
        assertThat(there.path("OS-FLV-EXT-DATA:ephemeral").asInt()).isEqualTo(2);
        assertThat(there.path("swap").asInt()).isEqualTo(64);
        assertThat(admin.compute()
                        .get(Service.path("/flavors/{}/os-extra_specs", made.id()))
                        .path("extra_specs"))
                .hasSize(2);
        run(deleteSpec, new TaskInput.DeleteSpec(made));
    }

    @Test
    void aSizeIsMadeOnceForOneKey() throws Exception {
        TrialAttempt first = attempt(new TaskInput.CreateSpec(size(unique("small")), EXTRA));

        Output made = createSpec.perform(first);

        assertSameAgain(createSpec, first, made);
        run(deleteSpec, new TaskInput.DeleteSpec(specOf(made)));
    }

    @Test
    void whatAnEarlierAttemptHasNotSaidOfASizeIsSaid() throws Exception {
        Spec size = size(unique("small"));
        TrialAttempt first = attempt(new TaskInput.CreateSpec(size, List.of()));
        createSpec.perform(first);
        TrialAttempt second = again(first, new TaskInput.CreateSpec(size, EXTRA));

        assertThat(createSpec.find(second)).isEmpty();
        Output made = createSpec.perform(second);

        assertThat(createSpec.find(second.again())).isPresent();
        run(deleteSpec, new TaskInput.DeleteSpec(specOf(made)));
    }

    @Test
    void aSizeThatAnotherRecoveryHasMadeIsNotTakenHoweverMuchItIsAlike() throws Exception {
        TaskInput size = new TaskInput.CreateSpec(size(unique("small")), List.of());
        Spec made = specOf(run(createSpec, size));

        TaskFailedException refused = failure(createSpec, size);

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().code()).endsWith(".conflict");
        assertThat(refused.reason().contents())
                .contains("has a flavor '" + made.name()
                        + "' already, which this task has not made, and which is another's or not the same: id "
                        + made.id())
                .contains("1 vCPU, 256 MiB, 1 GiB");
        run(deleteSpec, new TaskInput.DeleteSpec(made));
    }

    @Test
    void theSameSizeThatWasThereBeforeIsUsedAndStays() throws Exception {
        String name = unique("small");
        String there = there(name, 256);
        TrialAttempt first = attempt(new TaskInput.CreateSpec(size(name), EXTRA));

        Output used = createSpec.perform(first);

        assertThat(specOf(used).id()).isEqualTo(there);
        assertThat(createSpec.perform(first.again())).isEqualTo(used);
        run(deleteSpec, new TaskInput.DeleteSpec(specOf(used)));
        assertThat(admin.compute().find(Service.path("/flavors/{}", there))).isPresent();
        admin.compute().delete(Service.path("/flavors/{}", there));
    }

    @Test
    void anotherSizeOfThatNameIsNotUsed() throws Exception {
        String name = unique("small");
        String there = there(name, 128);

        TaskFailedException refused = failure(createSpec, new TaskInput.CreateSpec(size(name), EXTRA));

        assertThat(refused.reason().contents())
                .contains("has a flavor '" + name
                        + "' already, which this task has not made, and which is another's or not the same");
        admin.compute().delete(Service.path("/flavors/{}", there));
    }

    /** A flavor as {@link #size} that nobody's recovery has made, but for its memory. */
    private static String there(String name, int memoryMib) throws Exception {
        Map<String, Object> flavor = Map.of(
                "name", name, "vcpus", 1, "ram", memoryMib, "disk", 1, "OS-FLV-EXT-DATA:ephemeral", 2, "swap", 64);
        String id = admin.compute()
                .post("/flavors", Map.of("flavor", flavor))
                .path("flavor")
                .path("id")
                .asText();
        Map<String, String> specs = EXTRA.stream().collect(Collectors.toMap(ExtraSpec::key, ExtraSpec::value));
        admin.compute().post(Service.path("/flavors/{}/os-extra_specs", id), Map.of("extra_specs", specs));
        return id;
    }

    @Test
    void aSizeIsDeletedOnlyOnce() throws Exception {
        Spec made = specOf(run(createSpec, new TaskInput.CreateSpec(size(unique("small")), List.of())));

        run(deleteSpec, new TaskInput.DeleteSpec(made));
        run(deleteSpec, new TaskInput.DeleteSpec(made));

        assertThat(admin.compute().find(Service.path("/flavors/{}", made.id()))).isEmpty();
    }

    @Test
    void aKeypairIsRegisteredForTheCloudsUser() throws Exception {
        String name = unique("ops");
        Output output = run(createKeypair, keypair(name));

        JsonNode there = registered(name).orElseThrow();
        assertThat(there.path("user_id").asText()).isEqualTo(admin.userId());
        assertThat(there.path("public_key").asText()).startsWith(PUBLIC_KEY);
        assertThat(output.values().toString()).doesNotContain("PRIVATE");
        run(deleteKeypair, new TaskInput.DeleteKeypair(keypairOf(output)));
    }

    @Test
    void aKeypairIsRegisteredOnceForOneKey() throws Exception {
        TrialAttempt first = attempt(keypair(unique("ops")));

        Output made = createKeypair.perform(first);

        assertSameAgain(createKeypair, first, made);
        run(deleteKeypair, new TaskInput.DeleteKeypair(keypairOf(made)));
    }

    @Test
    void aKeypairOfThatNameIsNotTaken() throws Exception {
        TaskInput asked = keypair(unique("ops"));
        Keypair made = keypairOf(run(createKeypair, asked));

        TaskFailedException refused = failure(createKeypair, asked);

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents()).contains("has a keypair '" + made.name() + "' already");
        run(deleteKeypair, new TaskInput.DeleteKeypair(made));
    }

    @Test
    void theSameKeypairThatWasThereBeforeIsUsedAndStays() throws Exception {
        String name = unique("ops");
        admin.compute().post("/os-keypairs", Map.of("keypair", Map.of("name", name, "public_key", PUBLIC_KEY)));
        TrialAttempt first = attempt(keypair(name));

        Output used = createKeypair.perform(first);

        assertThat(createKeypair.perform(first.again())).isEqualTo(used);
        run(deleteKeypair, new TaskInput.DeleteKeypair(keypairOf(used)));
        assertThat(registered(name)).isPresent();
        admin.compute().delete(Service.path("/os-keypairs/{}", name));
    }

    @Test
    void aKeyThatIsNoneIsRefusedInTheApisWords() {
        TaskInput broken = new TaskInput.CreateKeypair(new Keypair("source", unique("ops"), "ssh-rsa no-key!"));

        TaskFailedException refused = failure(createKeypair, broken);

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().code()).endsWith(".bad_request");
    }

    @Test
    void aKeypairIsDeletedOnlyOnce() throws Exception {
        String name = unique("ops");
        Keypair made = keypairOf(run(createKeypair, keypair(name)));

        run(deleteKeypair, new TaskInput.DeleteKeypair(made));
        run(deleteKeypair, new TaskInput.DeleteKeypair(made));

        assertThat(registered(name)).isEmpty();
    }

    @Test
    void aKeypairThatSomebodyHasPutInItsPlaceStays() throws Exception {
        String name = unique("ops");
        Keypair made = keypairOf(run(createKeypair, keypair(name)));
        admin.compute().delete(Service.path("/os-keypairs/{}", name));
        admin.compute().post("/os-keypairs", Map.of("keypair", Map.of("name", name, "public_key", PUBLIC_KEY)));

        run(deleteKeypair, new TaskInput.DeleteKeypair(made));

        assertThat(registered(name)).isPresent();
        admin.compute().delete(Service.path("/os-keypairs/{}", name));
    }
}
