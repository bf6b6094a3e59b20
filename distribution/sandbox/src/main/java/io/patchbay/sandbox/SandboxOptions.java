package io.patchbay.sandbox;

import io.patchbay.sandbox.state.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a sandbox is like. Immutable.
 *
 * @param port loopback port to listen on; 0 for a free one
 * @param folder where it keeps its state and its pools' files, so that it is the same after a restart; if empty, everything is in
 *     memory and the pools in a temporary folder, gone when it is closed
 * @param durable whether what a request has changed is in the folder before it is answered; else it is a moment later
 * @param latency what every answer is late by, at most a minute
 * @param settling how long creating, starting, stopping and deleting take before their end is seen, at most a minute
 * @param quotas what a project may have at most, by {@linkplain io.patchbay.sandbox.state.Quotas the names that the APIs use}; -1 for
 *     any number
 * @param faults what goes wrong, the first that fits first
 * @param password the admin's; if empty, one is made (and kept in the folder)
 * @param pools names of the back ends, each a volume type with one pool; or names of pools in full, {@code HOST@BACKEND#POOL}
 * @param name what it is called in its {@code clouds.yaml}
 * @param site what it has from the start
 */
public record SandboxOptions(
        int port,
        Optional<Path> folder,
        boolean durable,
        Duration latency,
        Duration settling,
        Map<String, Integer> quotas,
        List<Fault> faults,
        Optional<String> password,
        List<String> pools,
        String name,
        Site site) {
    private static final Pattern POOL = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9@#:._-]{0,119}");
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** In memory, on a free port, without latency, nothing going wrong. */
    public static final SandboxOptions DEFAULTS = new SandboxOptions(
            0,
            Optional.empty(),
            false,
            Duration.ZERO,
            Duration.ofMillis(20),
            Map.of(),
            List.of(),
            Optional.empty(),
            List.of("fast", "slow"),
            "sandbox",
            Site.USUAL);

    /** @throws IllegalArgumentException if a value is outside of its range */
    public SandboxOptions {
        quotas = Map.copyOf(quotas);
        faults = List.copyOf(faults);
        pools = List.copyOf(pools);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be within 0 and 65535 but was " + port);
        }
        if (latency.isNegative() || latency.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("latency must be within 0 and 60 s but was " + latency);
        }
        if (settling.isNegative() || settling.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("settling must be within 0 and 60 s but was " + settling);
        }
        if (pools.isEmpty()
                || !pools.stream().allMatch(pool -> POOL.matcher(pool).matches())) {
            throw new IllegalArgumentException(
                    "pools must be names of letters, digits and @ # : . _ - but were " + pools);
        }
    }

    /** The same on another port. */
    public SandboxOptions withPort(int other) {
        return new SandboxOptions(
                other, folder, durable, latency, settling, quotas, faults, password, pools, name, site);
    }

    /** The same with its state kept in a folder. */
    public SandboxOptions withFolder(Path other) {
        return new SandboxOptions(
                port, Optional.of(other), durable, latency, settling, quotas, faults, password, pools, name, site);
    }

    /** The same, losing nothing that it has answered, whenever its process is killed; slower. */
    public SandboxOptions withDurability() {
        return new SandboxOptions(port, folder, true, latency, settling, quotas, faults, password, pools, name, site);
    }

    /** The same with every answer late. */
    public SandboxOptions withLatency(Duration other) {
        return new SandboxOptions(port, folder, durable, other, settling, quotas, faults, password, pools, name, site);
    }

    /** The same with another time that changes of state take. */
    public SandboxOptions withSettling(Duration other) {
        return new SandboxOptions(port, folder, durable, latency, other, quotas, faults, password, pools, name, site);
    }

    /** The same with other quotas. */
    public SandboxOptions withQuotas(Map<String, Integer> other) {
        return new SandboxOptions(port, folder, durable, latency, settling, other, faults, password, pools, name, site);
    }

    /** The same with other faults. */
    public SandboxOptions withFaults(List<Fault> other) {
        return new SandboxOptions(port, folder, durable, latency, settling, quotas, other, password, pools, name, site);
    }

    /** The same with a password of the admin's that is known beforehand. */
    public SandboxOptions withPassword(String other) {
        return new SandboxOptions(
                port, folder, durable, latency, settling, quotas, faults, Optional.of(other), pools, name, site);
    }

    /** The same with other back ends. */
    public SandboxOptions withPools(List<String> other) {
        return new SandboxOptions(
                port, folder, durable, latency, settling, quotas, faults, password, other, name, site);
    }

    /** The same with another name. */
    public SandboxOptions withName(String other) {
        return new SandboxOptions(
                port, folder, durable, latency, settling, quotas, faults, password, pools, other, site);
    }

    /** The same with something else there from the start. */
    public SandboxOptions withSite(Site other) {
        return new SandboxOptions(
                port, folder, durable, latency, settling, quotas, faults, password, pools, name, other);
    }
}
