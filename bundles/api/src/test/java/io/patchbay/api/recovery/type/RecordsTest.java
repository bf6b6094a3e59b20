package io.patchbay.api.recovery.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.Attributes;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.RuleDirection;
import io.patchbay.api.recovery.resource.SecurityGroupRule;
import io.patchbay.api.recovery.resource.Spec;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.resource.Tenant;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records from JSON and back. */
class RecordsTest {
    private final List<String> faults = new ArrayList<>();
    private final Records.Findings collecting = (code, pointer, message) -> faults.add(code + " " + pointer);

    @Test
    void readsWhatItHasWritten() {
        SecurityGroupRule rule = new SecurityGroupRule(
                "r",
                RuleDirection.INGRESS,
                EtherType.IPV4,
                Optional.of("tcp"),
                Optional.of(80),
                Optional.of(81),
                Optional.of("10.0.0.0/8"),
                Optional.empty());

        assertThat(Records.read(SecurityGroupRule.class, Records.write(rule))).isEqualTo(rule);
    }

    @Test
    void writesMembersWithUnderscores() {
        assertThat(Records.write(new Keypair("k", "k", "ssh-ed25519 AAAA")).values())
                .isEqualTo(Map.of("id", "k", "name", "k", "public_key", "ssh-ed25519 AAAA"));
    }

    @Test
    void takesNullForWhatIsAbsent() {
        Map<String, Object> values = new java.util.HashMap<>(Map.of("id", "t", "name", "t"));
        values.put("description", null);

        assertThat(Records.read(Tenant.class, new Attributes(values)).description())
                .isEmpty();
    }

    @Test
    void takesAnAbsentArrayForAnEmptyOne() {
        assertThat(Records.read(Subnet.class, new Attributes(Map.of("id", "s", "name", "s", "cidr", "10.1.0.0/24")))
                        .dnsServers())
                .isEmpty();
    }

    @Test
    void findsEveryFaultOfARecord() {
        Records.read(Tenant.class, Map.of("id", 5, "enabled", "yes", "a/b", 1), "/x", collecting);

        assertThat(faults)
                .containsExactly("wrong-type /x/id", "missing /x", "wrong-type /x/enabled", "unknown-key /x/a~1b");
    }

    @Test
    void findsWhatARecordRefusesItself() {
        Records.read(Tenant.class, Map.of("id", "not an id", "name", "t"), "/x", collecting);

        assertThat(faults).containsExactly("invalid-value /x/id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "99999999999999999999"})
    void refusesNumbersThatAreTooLarge(String number) {
        Map<String, Object> spec =
                Map.of("id", "s", "name", "s", "vcpus", 1, "memory_mib", new BigInteger(number), "disk_gib", 0);

        Records.read(Spec.class, spec, "", collecting);

        assertThat(faults).containsExactly("wrong-type /memory_mib");
    }

    @Test
    void leavesOutWhatItDoesNotKnowOfCheckedValues() {
        assertThat(Records.read(Tenant.class, new Attributes(Map.of("id", "t", "name", "t", "domain", "d")))
                        .name())
                .isEqualTo("t");
    }

    @Test
    void namesThePlaceOfAFault() {
        assertThatThrownBy(() -> Records.read(Tenant.class, new Attributes(Map.of("id", "t", "name", 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("/name: it must be a string but is a number");
    }

    @Test
    void doesNotShowTheValueThatItRefuses() {
        assertThatThrownBy(
                        () -> Records.read(Tenant.class, new Attributes(Map.of("id", "t", "name", List.of("s3cret")))))
                .message()
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @EnumSource(TaskType.class)
    void everyTypeHasAShapeOfInputAndOutput(TaskType type) {
        assertThat(type.input().fields()).isNotEmpty();
        assertThat(TaskType.of(type.type())).contains(type);
        assertThat(type.output().fields().isEmpty())
                .isEqualTo(type.type().startsWith("delete.")
                        || type == TaskType.STOP_INSTANCE
                        || type == TaskType.UNMANAGE_VOLUME);
    }

    @Test
    void findsTheShapeBelowAPlace() {
        Shape.Members instance = TaskType.CREATE_INSTANCE.input();

        assertThat(instance.at(List.of("volumes", "3", "volume", "size_gib"))).containsInstanceOf(Shape.Whole.class);
        assertThat(instance.at(List.of("volumes", "03"))).isEmpty();
        assertThat(instance.at(List.of("colour"))).isEmpty();
    }

    @Test
    void tellsAMistakeFromATypeOfAPlugin() {
        assertThat(TaskType.isMistaken("create.netwrok")).isTrue();
        assertThat(TaskType.isMistaken("create.network")).isFalse();
        assertThat(TaskType.isMistaken("example.network")).isFalse();
    }
}
