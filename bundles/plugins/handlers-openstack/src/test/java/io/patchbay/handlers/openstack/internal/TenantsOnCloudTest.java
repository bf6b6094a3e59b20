package io.patchbay.handlers.openstack.internal;

import static org.assertj.core.api.Assertions.assertThat;
import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskFailedException;
import io.patchbay.api.recovery.resource.Network;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.contract.TrialAttempt;
import io.patchbay.support.openstack.Service;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TenantsOnCloudTest extends OnCloud {
    private final CreateTenant create = new CreateTenant(openStack);
    private final DeleteTenant delete = new DeleteTenant(openStack);

    private static Tenant asked(String name) {
        return new Tenant("source", name, Optional.of("a shop"), Optional.empty());
    }

    @Test
    void isMadeOnceForOneKey() throws Exception {
        TrialAttempt first = attempt(new TaskInput.CreateTenant(asked(unique("shop"))));

        Output made = create.perform(first);

        assertSameAgain(create, first, made);
        delete.perform(attempt(new TaskInput.DeleteTenant(
                read(TaskOutput.TenantMade.class, made).tenant())));
    }

    @Test
    void isMadeAsThePlanSays() throws Exception {
        Tenant made = newTenant("shop");

        JsonNode there =
                admin.identity().get(Service.path("/projects/{}", made.id())).path("project");
        assertThat(there.path("name").asText()).isEqualTo(made.name());
        assertThat(there.path("description").asText()).isEqualTo("for tests");
        assertThat(there.path("enabled").asBoolean()).isTrue();
        run(delete, new TaskInput.DeleteTenant(made));
    }

    @Test
    void letsTheCloudsUserIn() throws Exception {
        assertThat(openStack.cloud("site-b").project(tenant.id()).projectId()).isEqualTo(tenant.id());
        assertThat(openStack.cloud("site-b").project(tenant.id()).hasRole("admin"))
                .isTrue();
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        TaskFailedException refused = failure(create, new TaskInput.CreateTenant(asked(tenant.name())));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().code()).endsWith(".conflict");
        assertThat(refused.reason().contents())
                .contains("has a project '" + tenant.name() + "' that this task has not made");
    }

    @Test
    void isDeletedWithItsDefaultGroupAndOnlyOnce() throws Exception {
        Tenant made = newTenant("shop");
        openStack.cloud("site-b").project(made.id()).network().get("/security-groups"); // that is when it gets one

        run(delete, new TaskInput.DeleteTenant(made));
        run(delete, new TaskInput.DeleteTenant(made));

        assertThat(admin.identity().find(Service.path("/projects/{}", made.id())))
                .isEmpty();
        // to ask for the groups of one project would have Neutron give it that group again
        assertThat(NetworkResource.SECURITY_GROUP.list(admin.network(), "name", CreateSecurityGroup.BORN))
                .noneMatch(group -> group.path("project_id").asText().equals(made.id()));
    }

    @Test
    void isNotDeletedWithSomethingInIt() throws Exception {
        Tenant made = newTenant("shop");
        TaskInput network = new TaskInput.CreateNetwork(
                made, new Network("source", "front", NOTHING_SAID, Optional.empty(), Optional.empty()));
        Network inside = read(TaskOutput.NetworkMade.class, run(new CreateNetwork(openStack), network))
                .network();

        TaskFailedException refused = failure(delete, new TaskInput.DeleteTenant(made));

        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused.reason().contents()).contains("still has network front");
        run(new DeleteNetwork(openStack), new TaskInput.DeleteNetwork(made, inside));
        run(delete, new TaskInput.DeleteTenant(made));
    }

    @Test
    void aProjectThatNoRecoveryHasMadeStays() throws Exception {
        String id = admin.identity()
                .post("/projects", Map.of("project", Map.of("name", unique("others"))))
                .at("/project/id")
                .asText();
        Tenant others = new Tenant(id, "others", NOTHING_SAID, Optional.empty());

        TaskFailedException refused = failure(new DeleteTenant(openStack), new TaskInput.DeleteTenant(others));

        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused.reason().contents()).contains("project " + id + " bears no mark of a recovery");
        admin.identity().delete(Service.path("/projects/{}", id));
    }
}
