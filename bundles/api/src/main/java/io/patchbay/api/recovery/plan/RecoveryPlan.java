package io.patchbay.api.recovery.plan;

import io.patchbay.api.Attributes;
import io.patchbay.api.Identifier;
import io.patchbay.api.recovery.JobSubmission;
import io.patchbay.api.recovery.resource.Diagnosis;
import io.patchbay.api.recovery.resource.EtherType;
import io.patchbay.api.recovery.resource.ExternalInterface;
import io.patchbay.api.recovery.resource.ExtraSpec;
import io.patchbay.api.recovery.resource.InstanceState;
import io.patchbay.api.recovery.resource.Keypair;
import io.patchbay.api.recovery.resource.Route;
import io.patchbay.api.recovery.resource.RouterState;
import io.patchbay.api.recovery.resource.RuleDirection;
import io.patchbay.api.recovery.resource.Secret;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.api.recovery.resource.Subnet;
import io.patchbay.api.recovery.resource.Tenant;
import io.patchbay.api.recovery.resource.UserData;
import java.util.List;
import java.util.Optional;

/**
 * A recovery plan: what is to be there again, at which site. In JSON and YAML its members are written with underscores
 * ({@code docs/recovery-plan.schema.json}). Ids are unique among resources of one kind; whether one that is named is there, is
 * checked by {@link Plans#read}.
 *
 * @param schema version of this format: {@value #SCHEMA}
 * @param name what people call it
 * @param cluster name of the site that is recovered onto: an identifier
 * @param group what is protected: of a group one job runs at a time; an identifier
 * @param objectiveMinutes within how many minutes its instances should serve
 * @param tenants whom resources belong to
 * @param securityGroups what may reach instances
 * @param networks what instances are on
 * @param routers what joins networks
 * @param floatingIps addresses from outside
 * @param keypairs keys that let somebody in
 * @param specs how large instances are
 * @param volumes what is copied
 * @param instances what is recovered: the goals of the job
 */
public record RecoveryPlan(
        int schema,
        String name,
        String cluster,
        Optional<String> group,
        Optional<Integer> objectiveMinutes,
        List<Tenant> tenants,
        List<SecurityGroup> securityGroups,
        List<Network> networks,
        List<Router> routers,
        List<Address> floatingIps,
        List<Keypair> keypairs,
        List<Size> specs,
        List<Disk> volumes,
        List<Machine> instances) {
    /** The version of the format. */
    public static final int SCHEMA = 1;

    /** The longest id of a resource, in characters. */
    public static final int MAX_ID = 80;

    /** @throws IllegalArgumentException if a value makes no sense */
    public RecoveryPlan {
        if (schema != SCHEMA) {
            throw new IllegalArgumentException("schema must be " + SCHEMA + " but is " + schema);
        }
        if (name.isBlank() || name.length() > JobSubmission.MAX_NAME) {
            throw new IllegalArgumentException("name must be 1 to " + JobSubmission.MAX_NAME + " characters long");
        }
        Identifier.require("cluster", cluster);
        group.ifPresent(named -> Identifier.require("group", named));
        if (objectiveMinutes.isPresent() && objectiveMinutes.get() < 1) {
            throw new IllegalArgumentException("objective_minutes must be at least 1 but is " + objectiveMinutes.get());
        }
        tenants = List.copyOf(tenants);
        securityGroups = List.copyOf(securityGroups);
        networks = List.copyOf(networks);
        routers = List.copyOf(routers);
        floatingIps = List.copyOf(floatingIps);
        keypairs = List.copyOf(keypairs);
        specs = List.copyOf(specs);
        volumes = List.copyOf(volumes);
        instances = List.copyOf(instances);
        tenants.forEach(tenant -> requireId(tenant.id()));
        keypairs.forEach(keypair -> requireId(keypair.id()));
    }

    private static void requireId(String id) {
        Identifier.require("id", id);
        if (id.length() > MAX_ID) {
            throw new IllegalArgumentException("id must be at most " + MAX_ID + " characters long");
        }
    }

    /**
     * A security group with its rules.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param name what people call it
     * @param description a sentence
     * @param rules what it lets pass
     */
    public record SecurityGroup(String id, String tenant, String name, Optional<String> description, List<Rule> rules) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public SecurityGroup {
            requireId(id);
            rules = List.copyOf(rules);
        }
    }

    /**
     * A rule of a security group.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param direction to an instance or from it
     * @param etherType which kind of packets; absent: IPv4
     * @param protocol for example {@code tcp}; absent: any
     * @param portRangeMin the first port, of ICMP the type; absent: any
     * @param portRangeMax the last port, of ICMP the code; absent: any
     * @param networkCidr of which addresses; absent: any
     * @param remoteSecurityGroup id of a group: of its instances
     */
    public record Rule(
            String id,
            RuleDirection direction,
            Optional<EtherType> etherType,
            Optional<String> protocol,
            Optional<Integer> portRangeMin,
            Optional<Integer> portRangeMax,
            Optional<String> networkCidr,
            Optional<String> remoteSecurityGroup) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Rule {
            requireId(id);
        }
    }

    /**
     * A network with its subnets.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param name what people call it
     * @param description a sentence
     * @param mtu largest packet, in bytes
     * @param subnets its addresses
     */
    public record Network(
            String id,
            String tenant,
            String name,
            Optional<String> description,
            Optional<Integer> mtu,
            List<Subnet> subnets) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Network {
            requireId(id);
            subnets = List.copyOf(subnets);
            subnets.forEach(subnet -> requireId(subnet.id()));
        }
    }

    /**
     * What leads from subnets to subnets, and out.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param name what people call it
     * @param description a sentence
     * @param interfaces the subnets that it joins
     * @param external where it leads out
     * @param extraRoutes further routes
     * @param state how it is to be left; absent: up
     */
    public record Router(
            String id,
            String tenant,
            String name,
            Optional<String> description,
            List<Interface> interfaces,
            List<ExternalInterface> external,
            List<Route> extraRoutes,
            Optional<RouterState> state) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Router {
            requireId(id);
            interfaces = List.copyOf(interfaces);
            external = List.copyOf(external);
            extraRoutes = List.copyOf(extraRoutes);
        }
    }

    /**
     * Where a router meets a subnet.
     *
     * @param subnet id of the subnet
     * @param ip the address of the router there; absent: the subnet's way out
     */
    public record Interface(String subnet, Optional<String> ip) {}

    /**
     * An address from outside (a floating IP).
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param network name of a network that leads out of the recovery site
     * @param ip the address; absent: any
     * @param description a sentence
     */
    public record Address(String id, String tenant, String network, Optional<String> ip, Optional<String> description) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Address {
            requireId(id);
        }
    }

    /**
     * How large instances are (a flavor).
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param name what people call it
     * @param description a sentence
     * @param vcpus processors
     * @param memoryMib memory, in MiB
     * @param diskGib disk for the system, in GiB
     * @param ephemeralGib disk that ends with the instance, in GiB
     * @param swapMib memory on disk, in MiB
     * @param extraSpecs what more it asks of a hypervisor
     */
    public record Size(
            String id,
            String name,
            Optional<String> description,
            int vcpus,
            long memoryMib,
            long diskGib,
            Optional<Long> ephemeralGib,
            Optional<Long> swapMib,
            List<ExtraSpec> extraSpecs) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Size {
            requireId(id);
            extraSpecs = List.copyOf(extraSpecs);
        }
    }

    /**
     * A volume that is copied.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param name what people call it
     * @param description a sentence
     * @param sizeGib its size, in GiB
     * @param bootable whether instances start from it; absent: no
     * @param readOnly whether it can only be read; absent: no
     * @param sourceStorage where it is
     * @param targetStorage where it is to be
     * @param targetMetadata what the handlers of the recovery site need to know
     * @param snapshots states that were kept
     */
    public record Disk(
            String id,
            String tenant,
            String name,
            Optional<String> description,
            long sizeGib,
            Optional<Boolean> bootable,
            Optional<Boolean> readOnly,
            Storage sourceStorage,
            Storage targetStorage,
            Attributes targetMetadata,
            List<Snapshot> snapshots) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Disk {
            requireId(id);
            snapshots = List.copyOf(snapshots);
        }
    }

    /**
     * An instance.
     *
     * @param id its id at the protected site: an identifier of at most {@value #MAX_ID} characters
     * @param tenant id of the tenant that it belongs to
     * @param name what people call it
     * @param description a sentence
     * @param state how it is to be left; absent: running
     * @param diagnosis how to find out whether it serves
     * @param spec id of its size
     * @param keypair id of the key that lets somebody in
     * @param availabilityZone name of a part of the recovery site
     * @param hypervisor host name of a machine of the recovery site; a cap on tasks for each target counts by it
     * @param networks where it is on networks
     * @param securityGroups ids of its security groups
     * @param volumes its disks
     * @param startsAfter ids of instances that must serve before
     * @param userData what it reads when it first starts: text, or {@value UserData#BASE64} and Base64 where it is no text; at most
     *     {@value UserData#MAX_BYTES} bytes. Sealed wherever it is kept
     */
    public record Machine(
            String id,
            String tenant,
            String name,
            Optional<String> description,
            Optional<InstanceState> state,
            Optional<Diagnosis> diagnosis,
            String spec,
            Optional<String> keypair,
            Optional<String> availabilityZone,
            Optional<String> hypervisor,
            List<Attachment> networks,
            List<String> securityGroups,
            List<AttachedDisk> volumes,
            List<String> startsAfter,
            Optional<Secret> userData) {
        /** @throws IllegalArgumentException if a value makes no sense */
        public Machine {
            requireId(id);
            networks = List.copyOf(networks);
            securityGroups = List.copyOf(securityGroups);
            volumes = List.copyOf(volumes);
            startsAfter = List.copyOf(startsAfter);
        }
    }

    /**
     * Where an instance is on a network.
     *
     * @param subnet id of the subnet
     * @param floatingIp id of the address from outside that leads to it
     * @param dhcp whether it asks for its address; absent: yes
     * @param ip its address; absent: any of the subnet
     */
    public record Attachment(String subnet, Optional<String> floatingIp, Optional<Boolean> dhcp, Optional<String> ip) {}

    /**
     * A disk of an instance.
     *
     * @param volume id of the volume
     * @param devicePath as what it is found, for example {@code /dev/vdb}
     * @param bootIndex 0: the instance starts from it
     */
    public record AttachedDisk(String volume, Optional<String> devicePath, Optional<Integer> bootIndex) {}
}
