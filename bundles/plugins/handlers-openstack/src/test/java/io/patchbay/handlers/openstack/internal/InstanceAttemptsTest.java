package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.patchbay.api.recovery.Attempt;
import io.patchbay.api.recovery.resource.Instance;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Mark;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Instances that several attempts make, one after the other or at once. */
class InstanceAttemptsTest extends InstancesCase {
    @Test
    void areMadeOnce() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Instance made = create(attempt);

        assertThat(create(attempt.again())).isEqualTo(made);
        assertThat(cloud.servers).hasSize(1);
        assertThat(cloud.ports).hasSize(1);
    }

    @Test
    void useThePortsThatAnEarlierAttemptHasMade() throws Exception {
        Attempt attempt = attempt(input());
        String description = Mark.of(attempt).describing(Optional.of("network 0 of web-1"));
        Map<String, Object> port =
                Map.of("id", "begun", "description", description, "device_id", "", "project_id", SmallCloud.PROJECT);
        cloud.ports.put("begun", cloud.node(port));

        create(attempt);

        assertThat(cloud.ports).containsOnlyKeys("begun");
    }

    @Test
    void areMadeAgainWhereAnEarlierOneHasFailed() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Map<String, Object> metadata = Map.of("patchbay", Mark.of(attempt).text());
        cloud.servers.put("twin", cloud.node(Map.of("id", "twin", "status", "ERROR", "metadata", metadata)));

        Instance made = create(attempt.again());

        assertThat(cloud.servers).containsOnlyKeys(made.id());
    }

    @Test
    void areMadeAgainWhereAnEarlierOneIsBeingDeleted() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        cloud.servers.put("leaving", server("leaving", attempt, 1));
        cloud.servers.get("leaving").put("OS-EXT-STS:task_state", "deleting");

        Instance made = create(attempt.again());

        assertThat(cloud.servers).containsOnlyKeys(made.id());
    }

    @Test
    void leaveAPortAloneThatAnotherAttemptsInstanceHas() throws Exception {
        TrialAttempt attempt = (TrialAttempt) attempt(input());
        Instance made = create(attempt);
        cloud.servers.put("beside", server("other", attempt(input()), 1));
        ObjectNode port = onlyPort().deepCopy();
        port.put("id", "port-beside").put("device_id", "beside");
        cloud.ports.put("port-beside", port);

        assertThat(create(attempt.again())).isEqualTo(made);
        assertThat(cloud.ports).containsKey("port-beside");
    }

    @Test
    void sayWhichAttemptHasTakenThemOverLast() throws Exception {
        Attempt attempt = attempt(input());
        cloud.servers.put("begun", server("begun", attempt, attempt.epoch() - 1));
        cloud.ports.put("port", port(attempt, "begun"));

        assertThat(create(attempt).id()).isEqualTo("begun");
        assertThat(cloud.servers.get("begun").at("/metadata/patchbay_epoch").asLong())
                .isEqualTo(attempt.epoch());
    }

    @Test
    void areLeftAloneByAnAttemptThatALaterOneHasTakenThemFrom() throws Exception {
        Attempt attempt = attempt(input());
        cloud.faults.add(SmallNova.HANGS);
        cloud.takenOverWhenMade = attempt.epoch() + 1;
        creating = new CreateInstance(openStack, settings(300, "", ""));

        assertThatThrownBy(() -> creating.perform(attempt)).hasMessageContaining("timed_out");

        assertThat(cloud.servers).hasSize(1);
        assertThat(cloud.ports).hasSize(1);
    }

    @Test
    void areNotTakenBackByAnEarlierAttempt() {
        Attempt attempt = attempt(input());
        cloud.servers.put("later", server("later", attempt, attempt.epoch() + 1));

        assertThatThrownBy(() -> creating.perform(attempt)).hasMessageContaining("a later attempt has taken");

        assertThat(cloud.servers).containsOnlyKeys("later");
    }

    private ObjectNode server(String id, Attempt attempt, long epoch) {
        return cloud.node(Map.of(
                "id",
                id,
                "status",
                "ACTIVE",
                "metadata",
                Map.of("patchbay", Mark.of(attempt).text(), "patchbay_epoch", Long.toString(epoch))));
    }

    private ObjectNode port(Attempt attempt, String device) {
        String description = Mark.of(attempt).describing(Optional.of("network 0 of web-1"));
        return cloud.node(Map.of(
                "id", "port", "description", description, "device_id", device, "project_id", SmallCloud.PROJECT));
    }
}
