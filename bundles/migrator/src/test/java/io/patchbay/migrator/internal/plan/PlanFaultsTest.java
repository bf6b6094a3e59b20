package io.patchbay.migrator.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of bad plans: every fault, with its place. */
class PlanFaultsTest {
    private static final String LEAST = "schema: 1\nname: p\ncluster: c\n";

    private final Plans plans = new RecoveryPlans();

    @Test
    void everyFaultIsListedWithItsLine() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                colour: blue
                tenants:
                  - {id: t, name: t}
                  - {id: t, name: u}
                networks:
                  - id: n
                    tenant: nobody
                    subnets:
                      - {id: s, name: s, cidr: 10.1.0.0}
                instances:
                  - {id: i, tenant: t, name: 5, spec: s}
                """))
                .containsExactly(
                        "4 unknown-key /colour",
                        "7 duplicate-id /tenants/1/id",
                        "9 missing /networks/0",
                        "10 dangling-reference /networks/0/tenant",
                        "12 invalid-value /networks/0/subnets/0/cidr",
                        "14 wrong-type /instances/0/name",
                        "14 dangling-reference /instances/0/spec");
    }

    @Test
    void linesOfJsonAreTold() {
        assertThat(faults("{\n\"schema\": 1,\n\"name\": \"p\",\n\"cluster\": 5\n}"))
                .containsExactly("4 wrong-type /cluster");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tenants: [{id: t, name: t}]\\nname: q | duplicate-key",
                "tenants: [ | syntax",
                "tenants: &a [{id: t, name: t}]\\nkeypairs: *a | syntax",
                "tenants: !!java.net.URL [\"http://x\"] | syntax"
            })
    void refusesWhatIsNoPlanInYaml(String text, String code) {
        assertThat(faults(LEAST + text.replace("\\n", "\n"))).anyMatch(fault -> fault.contains(code));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "5",
                "[]",
                "text",
                "{",
                "{\"schema\":1,}",
                "{} {}",
                "a: b: c",
                "\t",
                "---\na\n---\nb\n"
            })
    void refusesWhatIsNoPlanAtAll(String text) {
        assertThat(faults(text)).isNotEmpty();
    }

    @Test
    void saysHowMuchUserDataThereMayBe() {
        String machine =
                "tenants: [{id: t, name: t}]\nspecs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 0}]\n"
                        + "instances:\n  - {id: i, tenant: t, name: i, spec: s, networks: [], user_data: ";

        assertThat(faults(LEAST + machine + "x".repeat(49_149) + "}")).isEmpty();
        assertThat(faults(LEAST + machine + "x".repeat(49_150) + "}"))
                .containsExactly("7 invalid-value /instances/0/user_data");
        assertThat(faults(LEAST + machine + "<sealed>}")).containsExactly("7 invalid-value /instances/0/user_data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "keypairs: [{id: k, name: k, public_key: \"-----BEGIN OPENSSH PRIVATE KEY-----hunter2\"}]",
                "keypairs: [{id: k, name: k, public_key: \"-----BEGIN OPENSSH PRIVATE KEY-----hunter2}]",
                "instances: [{id: i, tenant: t, name: i, spec: s, user_data: \"base64:hunter2!\"}]",
                "instances: [{id: i, user_data: [hunter2]}]",
                "instances: [{id: i, user_data: {\"hunter2\": hunter2}}]",
                "instances: [{id: i, user_data: \"hunter2}]",
                "instances: [{id: i, user_data: !hunter hunter2}]"
            })
    void noFaultRepeatsASecret(String text) {
        assertThat(messages(LEAST + text)).isNotEmpty().noneMatch(message -> message.contains("hunter2"));
        assertThat(messages("{\"instances\": [{\"user_data\": hunter2}]}"))
                .isNotEmpty()
                .noneMatch(message -> message.contains("hunter2"));
    }

    @Test
    void refusesAnotherVersionOfTheFormat() {
        assertThat(faults("schema: 2\nname: p\ncluster: c\n")).containsExactly("1 wrong-schema /schema");
    }

    @Test
    void tellsWhatElseIsWrongWithAPlanOfAnotherVersion() {
        assertThat(faults("schema: \"1\"\nname: p\ntenants: nonsense\n"))
                .containsExactlyInAnyOrder("1 wrong-schema /schema", "1 missing ", "3 wrong-type /tenants");
    }

    @Test
    void refusesWhatIsNoText() {
        assertThat(((PlanOutcome.Refused) plans.read(new byte[] {(byte) 0xff, (byte) 0xfe})).faults())
                .extracting(Fault::message)
                .containsExactly("a plan must be UTF-8");
    }

    @Test
    void refusesAPlanThatIsTooLarge() {
        assertThat(((PlanOutcome.Refused) plans.read(new byte[Plans.MAX_BYTES + 1])).faults())
                .extracting(Fault::code)
                .containsExactly("oversize");
    }

    @Test
    void refusesInstancesThatWaitForEachOther() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                tenants: [{id: t, name: t}]
                specs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 1}]
                instances:
                  - {id: a, tenant: t, name: a, spec: s, starts_after: [b]}
                  - {id: b, tenant: t, name: b, spec: s, starts_after: [a]}
                """))
                .singleElement()
                .asString()
                .contains("cycle /instances/");
    }

    @Test
    void listsEveryCircleBesideOtherFaults() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                colour: blue
                tenants: [{id: t, name: t}]
                specs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 1}]
                instances:
                  - {id: a, tenant: t, name: a, spec: s, starts_after: [b]}
                  - {id: b, tenant: t, name: b, spec: s, starts_after: [a, nobody]}
                  - {id: c, tenant: t, name: c, spec: s, starts_after: [c]}
                """))
                .containsExactly(
                        "4 unknown-key /colour",
                        "8 cycle /instances/0/starts_after",
                        "9 dangling-reference /instances/1/starts_after/1",
                        "10 cycle /instances/2/starts_after");
    }

    @Test
    void listsValuesThatDoNotGoTogetherBesideNamesThatAreNotThere() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                tenants: [{id: t, name: t}]
                security_groups:
                  - {id: g, tenant: t, name: g, rules: [{id: r, direction: ingress, network_cidr: 10.0.0.0/8, remote_security_group: h}]}
                """))
                .containsExactly(
                        "6 dangling-reference /security_groups/0/rules/0/remote_security_group",
                        "6 invalid-value /security_groups/0/rules/0");
    }

    @Test
    void listsValuesThatMakeNoSenseBesideMembersThatAreNotKnown() {
        assertThat(
                        faults(
                                """
                schema: 1
                name: " "
                cluster: site b
                group: a b
                objective_minutes: 0
                colour: blue
                tenants:
                  - {id: t t, name: t}
                  - {id: u, name: u}
                security_groups:
                  - id: g
                    tenant: u
                    rules:
                      - {id: r, direction: ingress, port_range_min: 9, port_range_max: 8, network_cidr: x, remote_security_group: g}
                      - {id: q, direction: sideways}
                networks:
                  - {id: n, tenant: u, name: n, mtu: 1}
                specs:
                  - {id: s, name: s, vcpus: 0, memory_mib: 1, disk_gib: 1}
                volumes:
                  - {id: v, tenant: u, name: v, size_gib: 0, source_storage: {name: a}, target_storage: {name: b}}
                """))
                .containsExactly(
                        "2 invalid-value /name",
                        "3 invalid-value /cluster",
                        "4 invalid-value /group",
                        "5 invalid-value /objective_minutes",
                        "6 unknown-key /colour",
                        "8 invalid-value /tenants/0/id",
                        "11 missing /security_groups/0",
                        "14 invalid-value /security_groups/0/rules/0",
                        "14 invalid-value /security_groups/0/rules/0/network_cidr",
                        "14 invalid-value /security_groups/0/rules/0/port_range_min",
                        "15 wrong-type /security_groups/0/rules/1/direction",
                        "17 invalid-value /networks/0/mtu",
                        "19 invalid-value /specs/0/vcpus",
                        "21 invalid-value /volumes/0/size_gib");
    }

    @Test
    void listsEveryValueOfOneResourceThatMakesNoSense() {
        assertThat(faults(LEAST + "specs: [{id: s s, name: s, vcpus: 0, memory_mib: 0, disk_gib: -1}]"))
                .containsExactly(
                        "4 invalid-value /specs/0/id",
                        "4 invalid-value /specs/0/vcpus",
                        "4 invalid-value /specs/0/memory_mib",
                        "4 invalid-value /specs/0/disk_gib");
    }

    @Test
    void listsValuesThatMakeNoSenseBesideThoseOfTheWrongType() {
        assertThat(faults(LEAST + "specs: [{id: s, colour: blue, vcpus: 0, memory_mib: 1.5, disk_gib: -1}]"))
                .containsExactlyInAnyOrder(
                        "4 missing /specs/0",
                        "4 unknown-key /specs/0/colour",
                        "4 wrong-type /specs/0/memory_mib",
                        "4 invalid-value /specs/0/vcpus",
                        "4 invalid-value /specs/0/disk_gib");
    }

    @Test
    void inventsNothingAboutAValueThatStandsBesideOneOfTheWrongType() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                tenants: [{id: t, name: t}]
                security_groups:
                  - {id: g, tenant: t, name: g, rules: [{id: r, direction: ingress, port_range_min: 22, port_range_max: "22"}]}
                """))
                .containsExactly("6 wrong-type /security_groups/0/rules/0/port_range_max");
    }

    @Test
    void listsWhatIsWrongWithResourcesThatHaveAValueOfTheWrongType() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                tenants: [{id: t, name: t}]
                networks:
                  - {id: n, tenant: t, name: n, subnets: [{id: s, name: s, cidr: nonsense, gateway_ip: 5}]}
                keypairs:
                  - {id: k, name: 5, public_key: "-----BEGIN OPENSSH PRIVATE KEY-----"}
                """))
                .containsExactlyInAnyOrder(
                        "6 wrong-type /networks/0/subnets/0/gateway_ip",
                        "6 invalid-value /networks/0/subnets/0/cidr",
                        "8 wrong-type /keypairs/0/name",
                        "8 invalid-value /keypairs/0/public_key");
    }

    @Test
    void tellsOfAnIdThatMakesNoSenseOnce() {
        assertThat(faults(LEAST + "tenants: [{id: " + "t".repeat(81)
                        + ", name: t}]\nspecs: [{id: s s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 1}]"))
                .containsExactly("4 invalid-value /tenants/0/id", "5 invalid-value /specs/0/id");
    }

    @Test
    void refusesADiskOfTwoInstances() {
        assertThat(
                        faults(
                                LEAST
                                        + """
                tenants: [{id: t, name: t}]
                specs: [{id: s, name: s, vcpus: 1, memory_mib: 1, disk_gib: 1}]
                volumes:
                  - {id: v, tenant: t, name: v, size_gib: 1, source_storage: {name: a}, target_storage: {name: b}}
                instances:
                  - {id: a, tenant: t, name: a, spec: s, volumes: [{volume: v}]}
                  - {id: b, tenant: t, name: b, spec: s, volumes: [{volume: v}]}
                """))
                .containsExactly("10 used-twice /instances/1/volumes/0/volume");
    }

    @Test
    void takesNoWordForATruthValue() {
        assertThat(faults(LEAST + "tenants: [{id: t, name: no}]")).isEmpty();
    }

    private List<String> faults(String text) {
        return plans.read(bytes(text)) instanceof PlanOutcome.Refused refused
                ? refused.faults().stream()
                        .map(fault -> fault.line().orElseThrow() + " " + fault.code() + " " + fault.pointer())
                        .toList()
                : List.of();
    }

    private List<String> messages(String text) {
        return ((PlanOutcome.Refused) plans.read(bytes(text)))
                .faults().stream().map(Fault::message).toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
