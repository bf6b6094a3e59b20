package io.patchbay.migrator.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.JobType;
import io.patchbay.api.recovery.ReverseTask;
import io.patchbay.api.recovery.SharedKind;
import io.patchbay.api.recovery.TaskSpec;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.Preview;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.migrator.internal.model.GraphCheck;
import io.patchbay.migrator.internal.reference.JsonReferences;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of plans. */
class RecoveryPlansTest {
    private static final Path EXAMPLES = Path.of("..", "..", "examples", "recovery");
    private static final String LEAST = "schema: 1\nname: p\ncluster: c\n";

    private final Plans plans = new RecoveryPlans();

    @Test
    void areFoundWhereThereIsNoNode() {
        assertThat(ServiceLoader.load(Plans.class).findFirst()).containsInstanceOf(RecoveryPlans.class);
    }

    @ParameterizedTest
    @CsvSource({"small.yaml, 17, 2", "three-tenants.yaml, 75, 12", "two-sites.yaml, 35, 4"})
    void theExamplesBecomeGraphsWithoutFaults(String file, int tasks, int goals) throws Exception {
        JobSubmission job = example(file);

        assertThat(GraphCheck.faultsOf(job.tasks())).isEmpty();
        assertThat(JsonReferences.usual().check(job.tasks())).isEmpty();
        assertThat(job.tasks()).hasSize(tasks);
        assertThat(job.tasks().stream().filter(TaskSpec::goal)).hasSize(goals);
    }

    @Test
    void aPlanInJsonIsTheSameAsOneInYaml() {
        String json = "{\"schema\":1,\"name\":\"p\",\"cluster\":\"c\",\"tenants\":[{\"id\":\"t\",\"name\":\"t\"}]}";

        assertThat(plans.read(bytes(json))).isEqualTo(plans.read(bytes(LEAST + "tenants: [{id: t, name: t}]")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.yaml", "three-tenants.yaml", "two-sites.yaml"})
    void whatIsWrittenIsReadAsTheSame(String file) throws Exception {
        RecoveryPlan plan = accepted(Files.readAllBytes(EXAMPLES.resolve(file)));

        assertThat(accepted(plans.write(plan))).isEqualTo(plan);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no",
                "true",
                "null",
                "12",
                "1e5",
                "0x1f",
                "-1.5",
                "08:15",
                "~",
                " a",
                "a: b",
                "- a",
                "#",
                "'",
                "\"",
                "é\u0085\n",
                "2026-01-31",
                "1234-5678"
            })
    void wordsStayWordsWhenAPlanIsWritten(String word) {
        RecoveryPlan plan = accepted(bytes(LEAST + "tenants: [{id: t, name: t}]"));
        RecoveryPlan named = accepted(plans.write(new RecoveryPlan(
                plan.schema(),
                plan.name(),
                plan.cluster(),
                plan.group(),
                plan.objectiveMinutes(),
                List.of(new Tenant("t", word, Optional.of(word), Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));

        assertThat(named.tenants()).extracting(Tenant::name).containsExactly(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#cloud-config\nhostname: web-1\n",
                "#!/bin/sh\n\n  echo 'a: b' # c\n\n\n",
                "  indented\nfirst\n",
                "trailing \nspaces  \n",
                "no end\nof line",
                "\n",
                "\t\n\tx",
                "a\r\nb\r\n",
                "one line",
                "- a\n- b",
                "ü\n€ 😀\n",
                "...\n---\n"
            })
    void userDataIsWrittenAndReadAsItIs(String text) {
        String machine =
                """
                tenants: [{id: t, name: t}]
                specs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 0}]
                instances:
                  - {id: i, tenant: t, name: i, spec: s, user_data: x}
                  - {id: j, tenant: t, name: j, spec: s, starts_after: [i], networks: [], user_data: x}
                """;
        RecoveryPlan plan = accepted(bytes(LEAST + machine));
        RecoveryPlan told = new RecoveryPlan(
                plan.schema(),
                plan.name(),
                plan.cluster(),
                plan.group(),
                plan.objectiveMinutes(),
                plan.tenants(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                plan.specs(),
                List.of(),
                List.of(
                        told(plan.instances().get(0), text),
                        told(plan.instances().get(1), text)));

        assertThat(accepted(plans.write(told))).isEqualTo(told);
        assertThat(told.toString()).contains("<secret>");
    }

    private static RecoveryPlan.Machine told(RecoveryPlan.Machine machine, String userData) {
        return new RecoveryPlan.Machine(
                machine.id(),
                machine.tenant(),
                machine.name(),
                machine.description(),
                machine.state(),
                machine.diagnosis(),
                machine.spec(),
                machine.keypair(),
                machine.availabilityZone(),
                machine.hypervisor(),
                machine.networks(),
                machine.securityGroups(),
                machine.volumes(),
                machine.startsAfter(),
                Optional.of(Secret.of(userData)));
    }

    @Test
    void anInstanceIsTheOnlyOneToBeGivenItsUserData() throws Exception {
        String text = Files.readString(EXAMPLES.resolve("small.yaml")) + "    user_data: be welcome\n";
        TaskSpec web =
                byId(plans.build(accepted(bytes(text)), JobType.MIGRATION)).get("instance.web-1");

        assertThat(web.input().object("instance").orElseThrow().text("user_data"))
                .contains("be welcome");
        assertThat(web.reverse().orElseThrow().input().values().toString()).doesNotContain("be welcome");
    }

    @Test
    void instancesRunAfterTheirDisksRulesAndRouters() throws Exception {
        assertThat(byId(example("small.yaml")).get("instance.web-1").dependencies())
                .contains(
                        "import.web-disk",
                        "security_group_rule.web-http",
                        "router.edge",
                        "floatingip.shop-address",
                        "instance.db-1");
    }

    @Test
    void inputsReferToWhatOtherTasksMake() throws Exception {
        assertThat(byId(example("small.yaml"))
                        .get("instance.web-1")
                        .input()
                        .values()
                        .get("volumes"))
                .isEqualTo(List.of(Map.of(
                        "volume",
                        Map.of("$ref", "import.web-disk#/volume_pair/target"),
                        "device_path",
                        "/dev/vda",
                        "boot_index",
                        0)));
    }

    @Test
    void whatOtherJobsMayNeedHasAKey() throws Exception {
        assertThat(example("small.yaml").tasks().stream()
                        .flatMap(task -> task.shared().stream())
                        .map(use -> use.key().kind()))
                .containsOnly(SharedKind.values());
    }

    @Test
    void aSubnetGoesWithItsNetwork() throws Exception {
        TaskSpec subnet = byId(example("small.yaml")).get("subnet.front-v4");

        assertThat(subnet.reverse()).isEmpty();
        assertThat(subnet.shared().orElseThrow().within())
                .hasValueSatisfying(key -> assertThat(key.kind()).isEqualTo(SharedKind.NETWORK));
    }

    @ParameterizedTest
    @CsvSource({
        "tenant.shop, delete.tenant",
        "security_group.web, delete.security_group",
        "network.front, delete.network",
        "router.edge, delete.router",
        "floatingip.shop-address, delete.floatingip",
        "keypair.ops, delete.keypair",
        "spec.small, delete.spec",
        "copy.web-disk, delete.volume.copy",
        "import.web-disk, unmanage.volume",
        "instance.web-1, delete.instance"
    })
    void whatIsMadeIsUndoneByItsReverse(String task, String reverse) throws Exception {
        assertThat(byId(example("small.yaml")).get(task).reverse().map(ReverseTask::type))
                .contains(reverse);
    }

    @Test
    void anInstanceThatWasStoppedIsStoppedAgain() {
        TaskSpec stop = byId(built(
                        LEAST
                                + """
                tenants: [{id: t, name: t}]
                specs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 1}]
                instances: [{id: i, tenant: t, name: i, spec: s, state: stopped}]
                """))
                .get("stop.i");

        assertThat(stop.type()).isEqualTo("stop.instance");
        assertThat(stop.dependencies()).containsExactly("tenant.t", "instance.i");
    }

    @Test
    void tellsTheWavesOfAJob() throws Exception {
        Preview preview = plans.preview(example("small.yaml"), Map.of());

        assertThat(preview.waves().get(0)).containsExactlyInAnyOrder("tenant.shop", "keypair.ops", "spec.small");
        assertThat(preview.waves().get(preview.waves().size() - 1)).containsExactly("instance.web-1");
    }

    @Test
    void tellsTheCriticalPathOfAJob() throws Exception {
        assertThat(plans.preview(example("small.yaml"), Map.of()).criticalPath())
                .containsExactly("tenant.shop", "copy.db-disk", "import.db-disk", "instance.db-1", "instance.web-1");
    }

    @Test
    void estimatesByWhatWasMeasured() throws Exception {
        Map<String, Duration> measured = example("small.yaml").tasks().stream()
                .map(TaskSpec::type)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), type -> Duration.ofSeconds(1)));

        assertThat(plans.preview(example("small.yaml"), measured).estimate()).isEqualTo(Duration.ofSeconds(6));
    }

    private JobSubmission example(String file) throws IOException {
        return build(plans.read(Files.readAllBytes(EXAMPLES.resolve(file))));
    }

    private JobSubmission built(String text) {
        return build(plans.read(bytes(text)));
    }

    private JobSubmission build(PlanOutcome outcome) {
        assertThat(outcome).isInstanceOf(PlanOutcome.Accepted.class);
        return plans.build(((PlanOutcome.Accepted) outcome).plan(), JobType.MIGRATION);
    }

    private static Map<String, TaskSpec> byId(JobSubmission job) {
        return job.tasks().stream().collect(Collectors.toMap(TaskSpec::id, Function.identity()));
    }

    private RecoveryPlan accepted(byte[] document) {
        assertThat(plans.read(document)).isInstanceOf(PlanOutcome.Accepted.class);
        return ((PlanOutcome.Accepted) plans.read(document)).plan();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
