package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginPolicyTest {
    private final OriginPolicy policy = new OriginPolicy(Set.of("https://App.example.org", "http://localhost:3000"));

    @Test
    void admitsOriginsOnTheList() {
        assertThat(policy.allows("https://app.example.org", "portal:8080", false))
                .isTrue();
        assertThat(policy.allows("HTTP://LOCALHOST:3000", "portal:8080", false)).isTrue();
    }

    @Test
    void refusesOthers() {
        assertThat(policy.allows("http://app.example.org", "portal:8080", false))
                .isFalse();
        assertThat(policy.allows("https://app.example.org.evil.com", "portal:8080", false))
                .isFalse();
        assertThat(policy.allows("null", "portal:8080", false)).isFalse();
        assertThat(policy.allows("", "", false)).isFalse();
        assertThat(policy.allows("http://[", "portal:8080", false)).isFalse();
    }

    @Test
    void admitsThePortalsOwnPages() {
        assertThat(policy.allows("http://portal:8080", "portal:8080", false)).isTrue();
        assertThat(policy.allows("http://Portal", "portal", false)).isTrue();
        assertThat(policy.allows("https://portal", "portal:443", false)).isTrue();
        assertThat(policy.allows("http://portal:8081", "portal:8080", false)).isFalse();
    }

    @Test
    void admitsItsOwnPagesThatAProxyServesByTls() {
        assertThat(policy.allows("https://portal", "portal", false)).isTrue();
    }

    @Test
    void refusesItsOwnPagesThatCameInTheClearWhereTheRequestDidNot() {
        assertThat(policy.allows("http://portal:8443", "portal:8443", true)).isFalse();
        assertThat(policy.allows("http://portal", "portal", true)).isFalse();
        assertThat(policy.allows("HTTPS://portal:8443", "portal:8443", true)).isTrue();
        assertThat(policy.allows("http://localhost:3000", "portal:8443", true)).isTrue();
    }

    @Test
    void admitsEveryoneIfConfiguredSo() {
        assertThat(new OriginPolicy(Set.of("*")).allows("https://any.example", "portal", false))
                .isTrue();
    }
}
