package io.patchbay.benchmarks.openstack;

/**
 * The recovery plan of a site: one project whose instances are spread over its networks, and its volumes over its instances. Immutable.
 *
 * @param instances how many
 * @param networks how many, each with a subnet and an interface of the one router
 * @param volumes how many, at least one an instance
 * @param publicNetwork name of the external network that is there already
 * @param storage where volumes are copied to: a pool of the cloud, whose folder is configured
 */
record SitePlan(int instances, int networks, int volumes, String publicNetwork, String storage) {
    SitePlan {
        if (networks < 1 || networks > 200 || instances < networks || volumes < instances) {
            throw new IllegalArgumentException("a site has 1 to 200 networks, no fewer instances than networks, and no"
                    + " fewer volumes than instances, but not " + instances + " instances, " + networks
                    + " networks and " + volumes + " volumes");
        }
    }

    /** The id of a volume at the protected site, which names its file. */
    static String volume(int number) {
        return "disk-" + number;
    }

    /** @param name of the project and the plan: rounds of one name share what they make */
    String yaml(String name) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("schema: 1\nname: ")
                .append(name)
                .append("\ncluster: cloud\ngroup: ")
                .append(name);
        yaml.append("\ntenants:\n  - {id: site, name: ").append(name).append("}\n");
        yaml.append("security_groups:\n  - id: web\n    tenant: site\n    name: web\n    rules:\n");
        yaml.append(
                "      - {id: web-http, direction: ingress, protocol: tcp, port_range_min: 80, port_range_max: 80}\n");
        yaml.append("      - {id: web-peers, direction: ingress, remote_security_group: web}\n");
        yaml.append("networks:\n");
        for (int number = 0; number < networks; number++) {
            yaml.append(
                    "  - {id: net-%1$d, tenant: site, name: net-%1$d, subnets: [{id: sub-%1$d, name: sub-%1$d, cidr: 10.8.%1$d.0/24, gateway_ip: 10.8.%1$d.1}]}%n"
                            .formatted(number));
        }
        yaml.append("routers:\n  - id: edge\n    tenant: site\n    name: edge\n    interfaces: [");
        for (int number = 0; number < networks; number++) {
            yaml.append(number == 0 ? "" : ", ")
                    .append("{subnet: sub-")
                    .append(number)
                    .append('}');
        }
        yaml.append("]\n    external: [{network: {name: ").append(publicNetwork).append("}}]\n");
        yaml.append("keypairs:\n  - {id: ops, name: ")
                .append(name)
                .append(
                        ", public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEvMJt4ZBx743CUwyuJuVw5ko6iWfC8zma681oDWsdPa ops}\n");
        yaml.append("specs:\n  - {id: small, name: ").append(name).append(", vcpus: 1, memory_mib: 64, disk_gib: 0}\n");
        yaml.append("volumes:\n");
        for (int number = 0; number < volumes; number++) {
            yaml.append(
                    "  - {id: %1$s, tenant: site, name: %1$s, size_gib: 1, bootable: %2$b, source_storage: {name: protected, type: file}, target_storage: {name: %3$s, type: file}}%n"
                            .formatted(volume(number), number < instances, storage));
        }
        yaml.append("instances:\n");
        for (int number = 0; number < instances; number++) {
            yaml.append(
                    "  - {id: vm-%1$d, tenant: site, name: vm-%1$d, spec: small, keypair: ops, security_groups: [web], networks: [{subnet: sub-%2$d}], volumes: [%3$s]}%n"
                            .formatted(number, number % networks, disks(number)));
        }
        return yaml.toString();
    }

    private String disks(int instance) {
        StringBuilder disks = new StringBuilder();
        for (int number = instance, place = 0; number < volumes; number += instances, place++) {
            disks.append(place == 0 ? "" : ", ")
                    .append("{volume: ")
                    .append(volume(number))
                    .append(place == 0 ? ", boot_index: 0}" : "}");
        }
        return disks.toString();
    }
}
