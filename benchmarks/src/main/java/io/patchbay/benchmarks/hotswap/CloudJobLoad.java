package io.patchbay.benchmarks.hotswap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Jobs that recover a small site onto a sandbox cloud by the real handlers. In the end the cloud is asked: all that the jobs were to
 * make has to be there, and once.
 */
final class CloudJobLoad extends JobLoad {
    private static final int TASKS = 11;
    private static final int PER_SECOND = 1; // a task here is many requests to the cloud, and waits
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long WARM_UP = 10; // the first jobs load the classes of all handlers

    private final SandboxCloud cloud;
    private final List<String> succeeded = new ArrayList<>();
    private long doubled;
    private long lost;

    /** Starts the cloud. */
    CloudJobLoad(SwapNode node) throws IOException, InterruptedException {
        super(node);
        this.cloud = node.cloud();
    }

    @Override
    String path(String job) {
        return "/plans/jobs?id=" + job;
    }

    /** Nothing is shared with other jobs: all that it makes bears its name. */
    @Override
    String body(String job) {
        try {
            cloud.protect(job);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return """
                schema: 1
                name: JOB
                cluster: CLOUD
                tenants: [{id: JOB, name: JOB}]
                security_groups:
                  - id: JOB
                    tenant: JOB
                    name: JOB
                    rules: [{id: JOB, direction: ingress, protocol: tcp, port_range_min: 80, port_range_max: 80}]
                networks:
                  - id: JOB
                    tenant: JOB
                    name: JOB
                    subnets: [{id: JOB, name: JOB, cidr: 10.8.0.0/24, gateway_ip: 10.8.0.1}]
                routers: [{id: JOB, tenant: JOB, name: JOB, interfaces: [{subnet: JOB}]}]
                keypairs:
                  - id: JOB
                    name: JOB
                    public_key: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIEvMJt4ZBx743CUwyuJuVw5ko6iWfC8zma681oDWsdPa ops
                specs: [{id: JOB, name: JOB, vcpus: 1, memory_mib: 64, disk_gib: 0}]
                volumes:
                  - id: JOB
                    tenant: JOB
                    name: JOB
                    size_gib: 1
                    bootable: true
                    source_storage: {name: protected, type: file}
                    target_storage: {name: POOL, type: file}
                instances:
                  - id: JOB
                    tenant: JOB
                    name: JOB
                    spec: JOB
                    keypair: JOB
                    networks: [{subnet: JOB}]
                    security_groups: [JOB]
                    volumes: [{volume: JOB, boot_index: 0}]
                    diagnosis: {method: http-get, target: HOST, port: PORT, path: /identity/v3}
                """
                .replace("JOB", job)
                .replace("CLOUD", SandboxCloud.NAME)
                .replace("POOL", SandboxCloud.POOL)
                .replace("HOST", cloud.url().getHost()) // no guests run in a sandbox, but it serves itself
                .replace("PORT", String.valueOf(cloud.url().getPort()));
    }

    @Override
    int rate(Size size) {
        return PER_SECOND;
    }

    @Override
    long patienceMillis() {
        return PATIENCE_MILLIS;
    }

    @Override
    boolean isWarm() {
        return tally().answered() >= WARM_UP;
    }

    @Override
    int tasks() {
        return TASKS;
    }

    @Override
    void succeeded(String job) {
        succeeded.add(job);
    }

    @Override
    void inspect() throws IOException, InterruptedException {
        List<String> whole = Asked.of(loop(), () -> List.copyOf(succeeded));
        Map<String, Integer> there = cloud.things();
        long twice = there.values().stream().filter(times -> times > 1).count();
        long missing = whole.stream()
                .flatMap(job -> SandboxCloud.thingsOf(job).stream())
                .filter(thing -> !there.containsKey(thing))
                .count();
        Asked.of(loop(), () -> {
            doubled = twice;
            lost = missing;
            return true;
        });
    }

    /** Results that were committed again, and things that the cloud has again. */
    @Override
    long doubled() {
        return super.doubled() + doubled;
    }

    /** Things that jobs have made, as they say, and the cloud has not. */
    @Override
    long lost() {
        return lost;
    }
}
