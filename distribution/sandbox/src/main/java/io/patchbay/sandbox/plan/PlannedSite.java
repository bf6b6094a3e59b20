package io.patchbay.sandbox.plan;

import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.api.recovery.plan.RecoveryPlan.Disk;
import io.patchbay.api.recovery.resource.Snapshot;
import io.patchbay.api.recovery.resource.Storage;
import io.patchbay.sandbox.Sandbox;
import io.patchbay.sandbox.SandboxOptions;
import io.patchbay.sandbox.state.Quotas;
import io.patchbay.sandbox.state.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a plan takes for granted: networks that lead out, zones, and storages, those with the volumes to copy and those with a pool for
 * the copies. Immutable.
 */
public final class PlannedSite {
    private static final int VOLUME_BYTES = 1 << 20;
    private static final String POOL = "pool";
    private static final String TYPE = "volume_type";
    private static final String ZONE = "availability_zone";

    private final RecoveryPlan plan;

    /** What that plan takes for granted. */
    public PlannedSite(RecoveryPlan plan) {
        this.plan = plan;
    }

    /** The options of a sandbox that is called as the plan's cluster is, and has no limits that the plan could meet. */
    public SandboxOptions in(SandboxOptions usual) {
        Map<String, Integer> quotas = new HashMap<>();
        Stream.of(Quotas.COMPUTE, Quotas.NETWORK, Quotas.VOLUME)
                .flatMap(kind -> kind.keySet().stream())
                .forEach(quota -> quotas.put(quota, -1));
        List<String> pools =
                plan.volumes().stream().map(PlannedSite::pool).distinct().toList();
        SandboxOptions options =
                usual.withName(plan.cluster()).withQuotas(quotas).withSite(site());
        return pools.isEmpty() ? options : options.withPools(pools);
    }

    private Site site() {
        Map<String, List<String>> external = new LinkedHashMap<>();
        Ranges ranges = new Ranges();
        plan.routers().forEach(router -> router.external()
                .forEach(way -> ranges.add(way.network().name(), way.ip())));
        plan.floatingIps().forEach(address -> ranges.add(address.network(), address.ip()));
        ranges.names().forEach(name -> external.put(name, ranges.of(name)));
        List<String> types = plan.volumes().stream()
                .flatMap(disk -> said(disk, TYPE).stream())
                .distinct()
                .toList();
        List<String> zones = Stream.of(
                        Stream.of(Site.ZONE),
                        plan.instances().stream().flatMap(instance -> instance.availabilityZone().stream()),
                        plan.volumes().stream().flatMap(disk -> disk.targetMetadata().text(ZONE).stream()))
                .flatMap(named -> named)
                .distinct()
                .toList();
        return new Site(external, types, zones, false);
    }

    private static String pool(Disk disk) {
        return said(disk, POOL).orElse(disk.targetStorage().name());
    }

    private static Optional<String> said(Disk disk, String key) {
        return disk.targetMetadata()
                .text(key)
                .or(() -> disk.targetStorage().metadata().text(key));
    }

    /**
     * Puts the volumes that the plan copies into the storages that it copies from, small, and has the storages that it copies to be
     * the pools. What is there already is left as it is.
     */
    public void furnish(Sandbox sandbox) throws IOException {
        Path storages = sandbox.poolFolder();
        for (Disk disk : plan.volumes()) {
            Path target = storages.resolve(disk.targetStorage().name());
            if (!Files.exists(target)) {
                Files.createSymbolicLink(target, Path.of(pool(disk)));
            }
        }
        for (Disk disk : plan.volumes()) {
            Path source = storages.resolve(disk.sourceStorage().name());
            if (!Files.exists(source)) {
                Files.createDirectory(source);
            }
            write(source.resolve("volume-" + disk.id()));
            for (Snapshot snapshot : disk.snapshots()) {
                write(source.resolve("snapshot-" + snapshot.id()));
            }
        }
    }

    private static void write(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] content = new byte[VOLUME_BYTES];
            byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
            System.arraycopy(name, 0, content, 0, name.length);
            Path draft = Files.write(file.resolveSibling("." + file.getFileName() + ".part"), content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** How a node carries the plan out in such a sandbox: values by key, by PID. */
    public Map<String, Map<String, Object>> settings(Sandbox sandbox) {
        return Map.of(
                "io.patchbay.handlers.openstack",
                Map.of("cloudsFolder", sandbox.cloudsFile().getParent().toString()),
                "io.patchbay.handlers.openstack.guests",
                Map.of("diagnose", false), // no guest runs
                "io.patchbay.volumes",
                volumes(sandbox.poolFolder()));
    }

    /** Of each storage by its name: the node may be configured with where the real one lies, which would count more than the others. */
    private Map<String, Object> volumes(Path storages) {
        Map<String, Object> volumes = new LinkedHashMap<>();
        plan.volumes().stream()
                .flatMap(disk -> Stream.of(disk.sourceStorage(), disk.targetStorage()))
                .map(Storage::name)
                .forEach(name ->
                        volumes.put("folder." + name, storages.resolve(name).toString()));
        volumes.put("folder.others", storages.toString());
        volumes.put("volumeFile", "volume-{id}");
        volumes.put("snapshotFile", "snapshot-{id}");
        return volumes;
    }
}
