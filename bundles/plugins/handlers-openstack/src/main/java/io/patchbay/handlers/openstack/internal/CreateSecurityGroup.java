package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.SecurityGroup;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.OpenStackException;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a security group. Each project has one named {@code default} from the start, and can have no other of that name: where the plan
 * has one, too, that is taken.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.security_group")
public final class CreateSecurityGroup extends MarkedHandler<TaskInput.CreateSecurityGroup> {
    static final String BORN = "default";

    @Activate
    public CreateSecurityGroup(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateSecurityGroup.class, NetworkResource.SECURITY_GROUP);
    }

    @Override
    Optional<String> words(TaskInput.CreateSecurityGroup input) {
        return input.securityGroup().description();
    }

    @Override
    Map<String, Object> fields(Work<TaskInput.CreateSecurityGroup> work) {
        return Map.of(
                "project_id", work.input().tenant().id(),
                "name", work.input().securityGroup().name());
    }

    @Override
    Output carryOut(Work<TaskInput.CreateSecurityGroup> work) throws OpenStackException, InterruptedException {
        return work.input().securityGroup().name().equals(BORN) ? take(work) : super.carryOut(work);
    }

    private Output take(Work<TaskInput.CreateSecurityGroup> work) throws OpenStackException, InterruptedException {
        String project = work.input().tenant().id();
        // the project itself has to look: that is when it gets the group
        for (JsonNode group : NetworkResource.SECURITY_GROUP.list(
                work.cloud().project(project).network(), "name", BORN, "project_id", project)) {
            JsonNode marked = NetworkResource.SECURITY_GROUP.update(
                    network(work), NetworkResource.idOf(group), Map.of("description", description(work)));
            return output(work.input(), marked);
        }
        throw OpenStackException.of(
                OpenStackException.Kind.NOT_FOUND, "project " + project + " has no security group '" + BORN + "'");
    }

    @Override
    Output output(TaskInput.CreateSecurityGroup input, JsonNode resource) {
        SecurityGroup asked = input.securityGroup();
        return made(new TaskOutput.SecurityGroupMade(
                new SecurityGroup(NetworkResource.idOf(resource), asked.name(), asked.description())));
    }
}
