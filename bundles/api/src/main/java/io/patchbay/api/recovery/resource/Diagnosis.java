package io.patchbay.api.recovery.resource;

import java.util.Optional;

/**
 * How to find out whether an instance serves again. Exactly one method applies.
 *
 * @param method how
 * @param port which port, 1 to 65535; for {@code port-scan} and {@code http-get}
 * @param path which path; for {@code http-get}, absent: {@code /}
 * @param script name of a script; for {@code shell-script}: exit status 0 is well
 * @param target which host is asked; absent: the instance
 * @param timeoutSeconds how long it may take until it serves; absent: 600
 */
public record Diagnosis(
        DiagnosisMethod method,
        Optional<Integer> port,
        Optional<String> path,
        Optional<String> script,
        Optional<String> target,
        Optional<Integer> timeoutSeconds) {
    /** @throws IllegalArgumentException if a value makes no sense */
    public Diagnosis {
        Checks checks = new Checks();
        checks.atLeast("timeout_seconds", timeoutSeconds, 1);
        boolean byPort = method != DiagnosisMethod.SHELL_SCRIPT;
        checks.require(
                byPort ? isPort(port.orElse(0)) : port.map(Diagnosis::isPort).orElse(true),
                "port",
                "must be 1 to 65535");
        checks.require(byPort != script.isPresent(), "script", "must be there for shell-script, and only for it");
        checks.finish();
    }

    private static boolean isPort(int number) {
        return number >= 1 && number <= 65_535;
    }
}
