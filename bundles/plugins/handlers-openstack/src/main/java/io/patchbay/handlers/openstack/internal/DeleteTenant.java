package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import io.patchbay.support.openstack.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Deletes a project with the one thing that it has by itself, its security group {@code default}. The identity service does not know
 * what else is in it, and would leave that without an owner: so one that is not empty is refused here, and tried again.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=delete.tenant")
public final class DeleteTenant extends DeletingHandler<TaskInput.DeleteTenant> {
    private static final List<NetworkResource> OWNED =
            List.of(NetworkResource.NETWORK, NetworkResource.ROUTER, NetworkResource.PORT, NetworkResource.FLOATING_IP);
    private static final int MOST_TOLD = 5;

    @Activate
    public DeleteTenant(@Reference OpenStack openStack) {
        super(openStack, TaskInput.DeleteTenant.class);
    }

    @Override
    void delete(Work<TaskInput.DeleteTenant> work) throws OpenStackException, InterruptedException {
        Session admin = work.cloud().admin();
        String project = work.input().tenant().id();
        Optional<JsonNode> there =
                admin.identity().find(Service.path("/projects/{}", project)).map(answer -> answer.path("project"));
        if (there.isPresent() && !CreateTenant.isMarked(there.get())) {
            throw Marks.missing("project " + project, "tags");
        }
        List<String> left = left(admin, project);
        if (!left.isEmpty()) {
            throw OpenStackException.of(
                    Kind.BUSY,
                    "project " + work.input().tenant().name() + " (" + project + ") still has "
                            + String.join(", ", left.subList(0, Math.min(MOST_TOLD, left.size()))));
        }
        admin.identity().delete(Service.path("/projects/{}", project));
        work.cloud().forget(project);
        // last, because who asks for the groups of a project has Neutron give it this one
        for (JsonNode group : NetworkResource.SECURITY_GROUP.list(admin.network(), "project_id", project)) {
            if (!group.path("project_id").asText().equals(project)) {
                continue; // a service that cannot filter answers with all
            }
            admin.network().delete(NetworkResource.SECURITY_GROUP.path(NetworkResource.idOf(group)));
        }
    }

    private static List<String> left(Session admin, String project) throws OpenStackException, InterruptedException {
        List<String> left = new ArrayList<>();
        for (NetworkResource kind : OWNED) {
            add(left, kind.word(), kind.list(admin.network(), "project_id", project));
        }
        for (JsonNode group : NetworkResource.SECURITY_GROUP.list(admin.network(), "project_id", project)) {
            if (!group.path("name").asText().equals(CreateSecurityGroup.BORN)) {
                add(left, NetworkResource.SECURITY_GROUP.word(), List.of(group));
            }
        }
        add(left, "server", admin.compute().list(everybodys("/servers", project), "servers"));
        add(left, "volume", admin.volume().list(everybodys("/volumes", project), "volumes"));
        return left;
    }

    private static String everybodys(String resource, String project) {
        return Service.path(resource, "all_tenants", "1", "project_id", project);
    }

    private static void add(List<String> left, String kind, List<JsonNode> resources) {
        for (JsonNode resource : resources) {
            String name = resource.path("name").asText("");
            left.add(kind + " " + (name.isEmpty() ? NetworkResource.idOf(resource) : name));
        }
    }
}
