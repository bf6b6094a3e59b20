package io.patchbay.api.recovery.resource;

import java.util.List;
import java.util.stream.Collectors;

/** The values of a resource make no sense, or do not go together: all that is wrong with it at once. */
public final class InvalidResourceException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    /**
     * One of them.
     *
     * @param member the member as JSON has it; of an element of a list, with its place, as {@code dns_servers/1}
     * @param text the member and what it must be
     */
    public record Problem(String member, String text) {}

    InvalidResourceException(List<Problem> problems) {
        super(problems.stream().map(Problem::text).collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    /** At least one. */
    public List<Problem> problems() {
        return problems;
    }

    /** The problems that something tells of that was thrown; one, of no known member, if it tells of none apart. */
    public static List<Problem> problemsOf(IllegalArgumentException thrown) {
        return thrown instanceof InvalidResourceException invalid
                ? invalid.problems()
                : List.of(new Problem("", String.valueOf(thrown.getMessage())));
    }
}
