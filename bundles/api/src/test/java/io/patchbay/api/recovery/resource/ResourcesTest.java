package io.patchbay.api.recovery.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What resources check themselves. */
class ResourcesTest {
    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "255.255.255.255", "::1", "2001:db8::1", "fe80::1:2", "::ffff:10.0.0.1"})
    void takesAddresses(String address) {
        assertThatCode(() -> new Checks().address("ip", address).finish()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0", "10.0.0.256", "10.0.0.1/24", "host", "1:2", "10.0.0.01", "g::1"})
    void refusesWhatIsNoAddress(String address) {
        assertThatThrownBy(() -> new Checks().address("ip", address).finish())
                .hasMessage("ip must be an IP address, for example 10.1.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/64"})
    void takesRangesOfAddresses(String range) {
        assertThatCode(() -> new Checks().range("cidr", range).finish()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0", "10.0.0.0/33", "2001:db8::/129", "/8"})
    void refusesWhatIsNoRange(String range) {
        assertThatThrownBy(() -> new Checks().range("cidr", range).finish())
                .hasMessageStartingWith("cidr must be a range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"icmp", "ipv6-icmp", "58"})
    void takesATypeOfIcmpWithoutACodeOrWithASmallerOne(String protocol) {
        assertThatCode(() -> rule(protocol, 8, Optional.empty())).doesNotThrowAnyException();
        assertThatCode(() -> rule(protocol, 8, Optional.of(0))).doesNotThrowAnyException();
    }

    @Test
    void refusesOneEndOfARangeOfPorts() {
        assertThatThrownBy(() -> rule("tcp", 80, Optional.empty())).hasMessageContaining("must both be there");
        assertThatThrownBy(() -> rule("tcp", 80, Optional.of(79))).hasMessageContaining("the smaller first");
    }

    private static SecurityGroupRule rule(String protocol, int least, Optional<Integer> most) {
        return new SecurityGroupRule(
                "r",
                RuleDirection.INGRESS,
                EtherType.IPV4,
                Optional.of(protocol),
                Optional.of(least),
                most,
                Optional.empty(),
                Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN OPENSSH PRIVATE KEY-----",
                "-----begin rsa private key-----",
                "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPublic-Lines: 2\nhunter2",
                "Private-Lines: 1\nhunter2"
            })
    void refusesAPrivateKeyInWhateverFormatWithoutRepeatingIt(String key) {
        assertThatThrownBy(() -> new Keypair("k", "k", key))
                .hasMessage("public_key must not be a private key: write the public one, ssh-ed25519 AAAA…");
    }

    @Test
    void refusesADiagnosisWithoutWhatItsMethodNeeds() {
        assertThatThrownBy(() -> new Diagnosis(
                        DiagnosisMethod.HTTP_GET,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessage("port must be 1 to 65535");
    }

    @Test
    void tellsAllThatIsWrongAtOnce() {
        assertThatThrownBy(() -> new Spec("s s", "s", Optional.empty(), 0, 0, 1, Optional.empty(), Optional.empty()))
                .isInstanceOfSatisfying(InvalidResourceException.class, invalid -> assertThat(invalid.problems())
                        .extracting(InvalidResourceException.Problem::member)
                        .containsExactly("id", "vcpus", "memory_mib"));
    }

    @Test
    void tellsWhichElementsOfAListAreWrong() {
        assertThatThrownBy(() -> new Subnet(
                        "s",
                        "s",
                        "10.1.0.0/24",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        List.of("10.1.0.2", "first", "second"),
                        List.of()))
                .isInstanceOfSatisfying(InvalidResourceException.class, invalid -> assertThat(invalid.problems())
                        .extracting(InvalidResourceException.Problem::member)
                        .containsExactly("dns_servers/1", "dns_servers/2"));
    }
}
