package io.patchbay.observerprocess.internal;

import java.util.Set;

/**
 * Where observers listen. Immutable.
 *
 * @param bind the address
 * @param advertise host that spectators are told
 */
record ProcessSettings(String bind, String advertise) {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
    private static final String HOST = "[A-Za-z0-9._:-]+";

    /** @throws IllegalArgumentException naming PID and key */
    ProcessSettings {
        requireHost("bind", bind);
        requireHost("advertise", advertise);
    }

    /** @param host that clients of the node are told */
    static ProcessSettings of(ProcessLauncher.Config config, String host) {
        String plain = host.replaceAll("^\\[|\\]$", "");
        String advertise = config.advertise().isBlank() ? plain : config.advertise();
        String bind = LOOPBACK.contains(advertise) ? advertise.replace("localhost", "127.0.0.1") : "0.0.0.0";
        return new ProcessSettings(config.bind().isBlank() ? bind : config.bind(), advertise);
    }

    private static void requireHost(String key, String host) {
        if (!host.matches(HOST)) {
            throw new IllegalArgumentException(
                    ProcessLauncher.PID + ": " + key + " must be an address or a name but was " + host);
        }
    }
}
