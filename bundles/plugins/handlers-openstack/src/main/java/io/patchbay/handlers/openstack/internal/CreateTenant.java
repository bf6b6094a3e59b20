package io.patchbay.handlers.openstack.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.recovery.Message;
import io.patchbay.api.recovery.Output;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.type.TaskInput;
import io.patchbay.api.recovery.type.TaskOutput;
import io.patchbay.support.openstack.Mark;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import io.patchbay.support.openstack.Session;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Makes a project, tagged with its mark, and lets the cloud's user into it: volumes and instances can only be made from inside. A
 * disabled one lets nobody in, so that it is made enabled.
 */
@Component(service = TaskHandler.class, property = TaskHandler.NAME + "=create.tenant")
public final class CreateTenant extends CloudHandler<TaskInput.CreateTenant> {
    private static final String ROLE = "admin";

    @Activate
    public CreateTenant(@Reference OpenStack openStack) {
        super(openStack, TaskInput.CreateTenant.class);
    }

    @Override
    Optional<Output> lookFor(Work<TaskInput.CreateTenant> work) throws OpenStackException, InterruptedException {
        Optional<String> id = marked(work);
        return id.isPresent() && isLetIn(work.cloud().admin(), id.get())
                ? Optional.of(output(work.input(), id.get()))
                : Optional.empty();
    }

    @Override
    Output carryOut(Work<TaskInput.CreateTenant> work) throws OpenStackException, InterruptedException {
        Session admin = work.cloud().admin();
        Optional<String> begun = work.attempt().number() > 1 ? marked(work) : Optional.empty();
        String id = begun.isPresent() ? begun.get() : make(work);
        admin.identity().put(grant(admin, id));
        return output(work.input(), id);
    }

    private static String make(Work<TaskInput.CreateTenant> work) throws OpenStackException, InterruptedException {
        Tenant asked = work.input().tenant();
        Session admin = work.cloud().admin();
        try {
            return admin.identity()
                    .post(
                            "/projects",
                            Map.of(
                                    "project",
                                    Map.of(
                                            "name", asked.name(),
                                            "domain_id", admin.domainId(),
                                            "description", asked.description().orElse(""),
                                            "enabled", true,
                                            "tags", List.of(work.mark().text()))))
                    .path("project")
                    .path("id")
                    .asText();
        } catch (OpenStackException refused) {
            if (refused.kind() != Kind.CONFLICT) {
                throw refused;
            }
            return marked(work)
                    .orElseThrow(() -> refused.saying(
                            Kind.CONFLICT,
                            "cloud " + work.cloud().name() + " has a project '" + asked.name()
                                    + "' that this task has not made: rename or remove it. " + refused.getMessage()));
        }
    }

    private static Optional<String> marked(Work<?> work) throws OpenStackException, InterruptedException {
        return work
                .cloud()
                .admin()
                .identity()
                .list(Service.path("/projects", "tags", work.mark().text()), "projects")
                .stream()
                .filter(project ->
                        isTagged(project, work.mark().text())) // a service that cannot filter answers with all
                .map(NetworkResource::idOf)
                .findFirst();
    }

    /** Whether a task of ours has made a project. */
    static boolean isMarked(JsonNode project) {
        return StreamSupport.stream(project.path("tags").spliterator(), false)
                .anyMatch(tag -> Mark.in(tag.asText()).isPresent());
    }

    private static boolean isTagged(JsonNode project, String tag) {
        return StreamSupport.stream(project.path("tags").spliterator(), false)
                .anyMatch(other -> other.asText().equals(tag));
    }

    private static boolean isLetIn(Session admin, String project) throws OpenStackException, InterruptedException {
        return admin
                .identity()
                .list(Service.path("/projects/{}/users/{}/roles", project, admin.userId()), "roles")
                .stream()
                .anyMatch(role -> role.path("name").asText().equals(ROLE));
    }

    private static String grant(Session admin, String project) throws OpenStackException, InterruptedException {
        return Service.path("/projects/{}/users/{}/roles/{}", project, admin.userId(), role(admin));
    }

    private static String role(Session admin) throws OpenStackException, InterruptedException {
        for (JsonNode role : admin.identity().list(Service.path("/roles", "name", ROLE), "roles")) {
            return NetworkResource.idOf(role);
        }
        throw OpenStackException.of(Kind.UNSUPPORTED, "cloud " + admin.cloud() + " has no role '" + ROLE + "'");
    }

    private static Output output(TaskInput.CreateTenant input, String id) {
        Tenant asked = input.tenant();
        TaskOutput.TenantMade made =
                new TaskOutput.TenantMade(new Tenant(id, asked.name(), asked.description(), Optional.of(true)));
        return asked.enabled().orElse(true)
                ? made(made)
                : made(
                        made,
                        new Message(
                                "create.tenant.enabled",
                                "it is left enabled: nothing can be recovered into a disabled one"));
    }
}
