package io.patchbay.portal.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginPolicyTest {
    private final OriginPolicy policy = new OriginPolicy(Set.of("https://App.example.org", "http://localhost:3000"));

    @Test
    void admitsOriginsOnTheList() {
        assertThat(policy.allows("https://app.example.org", "portal:8080")).isTrue();
        assertThat(policy.allows("HTTP://LOCALHOST:3000", "portal:8080")).isTrue();
    }

    @Test
    void refusesOthers() {
        assertThat(policy.allows("http://app.example.org", "portal:8080")).isFalse();
        assertThat(policy.allows("https://app.example.org.evil.com", "portal:8080"))
                .isFalse();
        assertThat(policy.allows("null", "portal:8080")).isFalse();
        assertThat(policy.allows("", "")).isFalse();
        assertThat(policy.allows("http://[", "portal:8080")).isFalse();
    }

    @Test
    void admitsThePortalsOwnPages() {
        assertThat(policy.allows("http://portal:8080", "portal:8080")).isTrue();
        assertThat(policy.allows("http://Portal", "portal")).isTrue();
        assertThat(policy.allows("https://portal", "portal:443")).isTrue();
        assertThat(policy.allows("http://portal:8081", "portal:8080")).isFalse();
    }

    @Test
    void admitsEveryoneIfConfiguredSo() {
        assertThat(new OriginPolicy(Set.of("*")).allows("https://any.example", "portal"))
                .isTrue();
    }
}
