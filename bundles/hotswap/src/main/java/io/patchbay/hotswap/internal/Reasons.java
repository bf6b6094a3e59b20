package io.patchbay.hotswap.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts that came from plug-ins and the framework, as one bounded line. */
final class Reasons {
    private static final int LONGEST = 200;
    private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Cntrl}]+");
    private static final String MISSING = "missing requirement [";
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern VERSIONS = Pattern.compile("\\(version>=([^)]+)\\)\\(!\\(version>=([^)]+)\\)\\)");
    private static final Pattern AT_LEAST = Pattern.compile("[^!]*\\(version>=([^)]+)\\)[^(]*");
    private static final String UNRESOLVED = " Unresolved requirements:";

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

    /**
     * What a bundle lacks, out of the resolver's long message. Felix writes {@code Unable to resolve a [7](R 7.0): missing
     * requirement [a [7](R 7.0)] namespace; (filter) [caused by: …] Unresolved requirements: […]}: the innermost cause counts.
     */
    static String ofResolver(String message) {
        String flat = BREAKS.matcher(message).replaceAll(" ").strip();
        int innermost = flat.lastIndexOf(MISSING);
        int lacks = flat.indexOf(")] ", Math.max(0, innermost));
        if (innermost < 0 || lacks < 0) {
            return line("does not resolve: " + flat);
        }
        String rest = flat.substring(lacks + ")] ".length());
        int end = rest.indexOf(UNRESOLVED);
        String requirement = (end < 0 ? rest : rest.substring(0, end)).replaceAll("]+$", "");
        return line("does not resolve: missing " + plain(requirement));
    }

    /** A package as its author would call it, with the versions that would do; anything else as the resolver calls it. */
    private static String plain(String requirement) {
        Matcher wanted = PACKAGE.matcher(requirement);
        if (!wanted.find()) {
            return requirement;
        }
        Matcher versions = VERSIONS.matcher(requirement);
        Matcher atLeast = AT_LEAST.matcher(requirement);
        String name = "package " + wanted.group(1);
        if (versions.find()) {
            return name + ", version [" + versions.group(1) + "," + versions.group(2) + ")";
        }
        if (atLeast.matches()) {
            return name + ", version " + atLeast.group(1) + " or later";
        }
        return requirement.contains("version") ? requirement : name;
    }
}
