package io.patchbay.loginpolicies.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.api.lobby.ClientAddress;
import io.patchbay.api.lobby.LoginPolicy;
import org.junit.jupiter.api.Test;

class LoginPoliciesTest {
    private static boolean admits(LoginPolicy policy, String bound, String now) {
        return policy.admits(
                "ann",
                ClientAddress.parse(bound).orElseThrow(),
                ClientAddress.parse(now).orElseThrow());
    }

    @Test
    void strictIpAdmitsNoOtherAddress() {
        assertThat(admits(new StrictIp(), "192.0.2.1", "192.0.2.2")).isFalse();
    }

    @Test
    void prefixAdmitsTheSameNetworkOnly() {
        assertThat(admits(new Prefix(), "192.0.2.1", "192.0.2.254")).isTrue();
        assertThat(admits(new Prefix(), "192.0.2.1", "192.0.3.1")).isFalse();
        assertThat(admits(new Prefix(), "2001:db8:1::1", "2001:db8:1:ffff::1")).isTrue();
        assertThat(admits(new Prefix(), "2001:db8:1::1", "2001:db8:2::1")).isFalse();
    }

    @Test
    void prefixTakesAMappedAddressForTheOneThatItMaps() {
        assertThat(admits(new Prefix(), "192.0.2.1", "::ffff:192.0.2.7")).isTrue();
    }

    @Test
    void noneAdmitsAnyAddress() {
        assertThat(admits(new None(), "192.0.2.1", "2001:db8::1")).isTrue();
    }
}
