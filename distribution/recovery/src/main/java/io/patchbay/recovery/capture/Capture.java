package io.patchbay.recovery.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.support.openstack.Cloud;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.openstack.OpenStackException.Kind;
import io.patchbay.support.openstack.Service;
import io.patchbay.support.openstack.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads projects of a cloud, as an administrator sees them, into a plan. It changes nothing there. What a plan cannot hold is told,
 * not left out in silence. Confined to one thread.
 */
public final class Capture {
    private final Session admin;
    private final Wishes wishes;
    private final Consumer<String> warnings;
    private final List<Tenant> tenants = new ArrayList<>();
    private final CapturedGroups groups;
    private final CapturedNetworks networks;
    private final CapturedRouters routers;
    private final CapturedAddresses addresses;
    private final CapturedPorts ports;
    private final CapturedVolumes volumes;
    private final CapturedKeypairs keypairs;
    private final CapturedSizes sizes;
    private final CapturedInstances instances;
    private final CapturedQuotas quotas;

    /** @param warnings told what is not in the plan, or not as it is here, a line each */
    public Capture(Cloud cloud, Wishes wishes, Consumer<String> warnings) {
        this.admin = cloud.admin();
        this.wishes = wishes;
        this.warnings = warnings;
        Service neutron = admin.network();
        this.groups = new CapturedGroups(neutron, warnings);
        this.networks = new CapturedNetworks(neutron, warnings);
        this.routers = new CapturedRouters(neutron, wishes, networks, warnings);
        this.addresses = new CapturedAddresses(neutron, wishes, networks, warnings);
        this.ports = new CapturedPorts(neutron, networks, groups, addresses, warnings);
        this.volumes = new CapturedVolumes(admin.volume(), cloud.name(), wishes, warnings);
        this.keypairs = new CapturedKeypairs(admin.compute(), warnings);
        this.sizes = new CapturedSizes(admin.compute(), warnings);
        this.instances = new CapturedInstances(admin.compute(), ports, volumes, keypairs, sizes, warnings);
        this.quotas = new CapturedQuotas(admin, warnings);
    }

    /**
     * The plan. Blocks.
     *
     * @throws OpenStackException if there is no such project, or a service refuses
     */
    public RecoveryPlan plan() throws OpenStackException, InterruptedException {
        List<JsonNode> projects = projects();
        projects.forEach(this::tenant);
        for (JsonNode project : projects) {
            quotas.read(project);
        }
        read(projects.stream().map(Found::id).toList());
        addresses.warnOfUnused();
        volumes.warnOfUnused();
        String name = wishes.name().isEmpty() ? tenants.get(0).name() : wishes.name();
        return new RecoveryPlan(
                RecoveryPlan.SCHEMA,
                name,
                wishes.onto(),
                Optional.of(tenants.get(0).name()).filter(Identifier::isValid),
                Optional.empty(),
                tenants,
                groups.groups(),
                networks.networks(),
                routers.routers(),
                addresses.addresses(),
                keypairs.keypairs(),
                sizes.sizes(),
                volumes.disks(),
                instances.machines());
    }

    private List<JsonNode> projects() throws OpenStackException, InterruptedException {
        Service identity = admin.identity();
        if (wishes.projects().isEmpty()) {
            return List.of(identity.get(Service.path("/projects/{}", admin.projectId()))
                    .path("project"));
        }
        List<JsonNode> found = new ArrayList<>();
        for (String name : wishes.projects()) {
            List<JsonNode> named = identity.list(Service.path("/projects", "name", name), "projects");
            if (named.size() != 1) {
                throw OpenStackException.of(
                        Kind.NOT_FOUND,
                        "cloud " + admin.cloud() + " has " + named.size() + " projects named '" + name + "'");
            }
            found.add(named.get(0));
        }
        return found;
    }

    private void tenant(JsonNode project) {
        if (!project.path("enabled").asBoolean(true)) {
            warnings.accept(Found.words("project", project) + " is disabled: it will be enabled");
        }
        tenants.add(new Tenant(Found.id(project), Found.name(project), Found.description(project), Optional.empty()));
    }

    /** What things of one project name may be another's: what is named of all projects is read before what names it. */
    private void read(List<String> projects) throws OpenStackException, InterruptedException {
        groups.read(projects);
        each(projects, networks::read);
        each(projects, routers::read);
        each(projects, addresses::read);
        each(projects, volumes::read);
        each(projects, instances::read);
        each(projects, ports::warnOfUnused);
    }

    /** Reads things of a project. */
    private interface Reading {
        void read(String project) throws OpenStackException, InterruptedException;
    }

    private static void each(List<String> projects, Reading reading) throws OpenStackException, InterruptedException {
        for (String project : projects) {
            reading.read(project);
        }
    }
}
