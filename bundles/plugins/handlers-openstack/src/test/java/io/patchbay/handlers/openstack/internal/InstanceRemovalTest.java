package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Mark;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instances that are stopped and deleted. */
class InstanceRemovalTest extends InstancesCase {
    private DeleteInstance deleting;
    private StopInstance stopping;

    @BeforeEach
    void offerToRemove() {
        deleting = new DeleteInstance(openStack, settings());
        stopping = new StopInstance(openStack, settings());
    }

    @Test
    void areStopped() throws Exception {
        Instance made = create(attempt(input()));

        stopping.perform(attempt(new TaskInput.StopInstance(TENANT, made)));

        assertThat(cloud.servers.get(made.id()).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    void areStoppedTwiceWithoutHarm() throws Exception {
        Instance made = create(attempt(input()));
        TrialAttempt attempt = (TrialAttempt) attempt(new TaskInput.StopInstance(TENANT, made));
        stopping.perform(attempt);

        stopping.perform(attempt.again());

        assertThat(cloud.servers.get(made.id()).path("status").asText()).isEqualTo("SHUTOFF");
    }

    @Test
    void areDeletedWithTheirPorts() throws Exception {
        Instance made = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertNothingIsLeft();
    }

    @Test
    void leaveTheirVolumesAndAddresses() throws Exception {
        Instance made = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertThat(cloud.volumes.get(disk).path("status").asText()).isEqualTo("available");
        assertThat(cloud.floatingIps.get("fip").path("port_id").isNull()).isTrue();
    }

    @Test
    void areDeletedTwiceWithoutHarm() throws Exception {
        Instance made = create(attempt(input()));
        TrialAttempt attempt = (TrialAttempt) attempt(new TaskInput.DeleteInstance(TENANT, made));
        deleting.perform(attempt);

        deleting.perform(attempt.again());

        assertNothingIsLeft();
    }

    @Test
    void leaveNoPortOfAnInstanceThatIsGoneAlready() throws Exception {
        Instance made = create(attempt(input()));
        cloud.servers.clear();

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertThat(cloud.ports).isEmpty();
    }

    @Test
    void takeTheirTwinsWithThem() throws Exception {
        Attempt attempt = attempt(input());
        Instance made = create(attempt);
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.servers.put("twin", cloud.node(Map.of("id", "twin", "status", "ACTIVE", "metadata", metadata)));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, made)));

        assertNothingIsLeft();
    }

    @Test
    void leaveOthersAlone() throws Exception {
        Instance first = create(attempt(input()));
        disk = cloud.availableVolume();
        Instance other = create(attempt(input()));

        deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, first)));

        assertThat(cloud.servers).containsOnlyKeys(other.id());
        assertThat(onlyPort().path("device_id").asText()).isEqualTo(other.id());
    }

    @Test
    void areNotDeletedWhereNoRecoveryHasMadeThem() {
        cloud.servers.put(
                "old", cloud.node(Map.of("id", "old", "status", "ACTIVE", "metadata", Map.of("role", "web"))));
        Instance old =
                new Instance("old", "web-1", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> deleting.perform(attempt(new TaskInput.DeleteInstance(TENANT, old))))
                .hasMessageContaining("instance old bears no mark of a recovery");

        assertThat(cloud.servers).containsOnlyKeys("old");
    }
}
