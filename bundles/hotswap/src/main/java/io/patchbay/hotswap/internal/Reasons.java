package io.patchbay.hotswap.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that came from plug-ins and the framework, as one bounded line. */
final class Reasons {
    private static final int LONGEST = 200;
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    // Felix: "Unable to resolve x [5](R 5.0): missing requirement [x [5](R 5.0)] osgi.wiring.package; (…) Unresolved
    // requirements: …"
    private static final Pattern MISSING =
            Pattern.compile("missing requirement \\[[^\\]]*\\][^\\]]*\\] (.*?)(?: Unresolved requirements:.*)?$");

    private Reasons() {}

    /** The text on one line, cut where it becomes too long. */
    static String line(String text) {
        String line = BREAKS.matcher(text.length() <= 4 * LONGEST ? text : text.substring(0, 4 * LONGEST))
                .replaceAll(" ")
                .strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** What was thrown: its own message if it says enough, else with its type. */
    static String of(Throwable thrown) {
        String message = thrown.getMessage();
        String type = thrown.getClass().getSimpleName();
        return line(message == null || message.isBlank() ? type : type + ": " + message);
    }

    /** What a bundle lacks, out of the resolver's long message. */
    static String ofResolver(String message) {
        Matcher missing =
                MISSING.matcher(BREAKS.matcher(message).replaceAll(" ").strip());
        String last = message;
        while (missing.find()) {
            last = missing.group(1);
        }
        return line("does not resolve: " + (last.equals(message) ? message : "missing " + last));
    }
}
