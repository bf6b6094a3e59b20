package io.patchbay.recovery;

import io.patchbay.api.recovery.Fault;
import io.patchbay.api.recovery.plan.PlanOutcome;
import io.patchbay.api.recovery.plan.Plans;
import io.patchbay.api.recovery.plan.RecoveryPlan;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * A file with a plan, and what came of reading it. Immutable.
 *
 * @param path as the user wrote it
 * @param sha256 of its content, 64 hex digits
 * @param outcome the plan, or its faults
 */
record PlanFile(String path, String sha256, PlanOutcome outcome) {
    /**
     * Reads a file.
     *
     * @throws UsageException if it cannot be read
     */
    static PlanFile read(String path) throws UsageException {
        byte[] content;
        try (InputStream file = Files.newInputStream(Path.of(path))) {
            content = file.readNBytes(Plans.MAX_BYTES + 1); // one more tells that it is too long
        } catch (IOException unreadable) {
            throw new UsageException(path + " cannot be read: is it the name of a file with a plan?", unreadable);
        }
        return new PlanFile(path, sha256(content), plans().read(content));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every Java has it
        }
    }

    /** The plans that this program was put together with. */
    static Plans plans() {
        return ServiceLoader.load(Plans.class)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no plans are on the class path"));
    }

    Optional<RecoveryPlan> plan() {
        return outcome instanceof PlanOutcome.Accepted accepted ? Optional.of(accepted.plan()) : Optional.empty();
    }

    List<Fault> faults() {
        return outcome instanceof PlanOutcome.Refused refused ? refused.faults() : List.of();
    }

    /** Prints each fault as compilers do, so that an editor finds its line. */
    void printFaults(PrintStream err) {
        for (Fault fault : faults()) {
            err.println(Text.harmless(path + ":" + fault.line().orElse(1) + ": " + fault.code()
                    + (fault.pointer().isEmpty() ? "" : " at " + fault.pointer()) + ": " + fault.message()));
        }
        err.println("patchbay: " + path + " has " + counted(faults().size(), "fault") + "; nothing was begun");
    }

    static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }
}
