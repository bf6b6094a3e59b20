package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.ExternalNetwork;
import io.patchbay.api.recovery.resource.FloatingIp;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FloatingIpsOnCloudTest extends OnCloud {
    private final CreateFloatingIp create = new CreateFloatingIp(openStack);
    private final DeleteFloatingIp delete = new DeleteFloatingIp(openStack);
    private final List<FloatingIp> taken = new ArrayList<>();

    @AfterEach
    void giveBack() throws Exception {
        for (FloatingIp address : taken) {
            run(delete, new TaskInput.DeleteFloatingIp(tenant, address));
        }
    }

    private static TaskInput asked(String network, Optional<String> ip) {
        return new TaskInput.CreateFloatingIp(
                tenant, new ExternalNetwork(network), new FloatingIp("source", ip, Optional.of("of the shop")));
    }

    private FloatingIp take(Optional<String> ip) throws Exception {
        FloatingIp address = read(TaskOutput.FloatingIpMade.class, run(create, asked("public", ip)))
                .floatingIp();
        taken.add(address);
        return address;
    }

    @Test
    void anAddressIsTakenForTheProject() throws Exception {
        FloatingIp address = take(Optional.empty());

        JsonNode there = network(NetworkResource.FLOATING_IP, address.id());
        assertThat(address.ip()).contains(there.path("floating_ip_address").asText());
        assertThat(there.path("project_id").asText()).isEqualTo(tenant.id());
        assertThat(there.path("description").asText()).startsWith("of the shop [patchbay:");
    }

    @Test
    void theAddressIsTheOneThatThePlanWishes() throws Exception {
        assertThat(take(Optional.of("198.51.100.201")).ip()).contains("198.51.100.201");
    }

    @Test
    void isTakenOnceForOneKey() throws Exception {
        TrialAttempt first = attempt(asked("public", Optional.empty()));

        Output made = create.perform(first);
        taken.add(read(TaskOutput.FloatingIpMade.class, made).floatingIp());

        assertSameAgain(create, first, made);
        assertThat(NetworkResource.FLOATING_IP.list(admin.network(), "project_id", tenant.id()))
                .hasSize(1);
    }

    @Test
    void anAddressThatIsTakenIsToldByName() throws Exception {
        take(Optional.of("198.51.100.202"));

        TaskFailedException refused = failure(create, asked("public", Optional.of("198.51.100.202")));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().code()).endsWith(".conflict");
        assertThat(refused.reason().contents())
                .startsWith("the address 198.51.100.202 of network 'public' cannot be had: ");
    }

    @Test
    void anAddressOfElsewhereIsToldByName() {
        assertThat(failure(create, asked("public", Optional.of("203.0.113.10")))
                        .reason()
                        .contents())
                .startsWith("the address 203.0.113.10 of network 'public' cannot be had: ");
    }

    @Test
    void aNetworkThatDoesNotLeadOutIsToldWithThoseThatDo() {
        assertThat(failure(create, asked("nowhere", Optional.empty())).reason().contents())
                .contains("no external network 'nowhere'")
                .contains("public");
    }

    @Test
    void isGivenBackOnlyOnce() throws Exception {
        FloatingIp address = take(Optional.empty());

        run(delete, new TaskInput.DeleteFloatingIp(tenant, address));
        run(delete, new TaskInput.DeleteFloatingIp(tenant, address));

        assertThat(isThere(NetworkResource.FLOATING_IP, address.id())).isFalse();
    }
}
