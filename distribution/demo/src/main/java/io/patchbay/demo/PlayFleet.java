package io.patchbay.demo;

import java.util.List;
import java.util.stream.Collectors;

/** The four workers of the demo: the first has the least load, the last the most room below its own limit. */
final class PlayFleet {
    static final List<Member> MEMBERS = List.of(
            new Member("play-1", 0.10, 0.30),
            new Member("play-2", 0.20, 0.40),
            new Member("play-3", 0.30, 0.60),
            new Member("play-4", 0.40, 0.95));

    private PlayFleet() {}

    /**
     * One of them.
     *
     * @param id by which the server knows it
     * @param load what it reports
     * @param maxLoad it takes tasks while its load is below
     */
    record Member(String id, double load, double maxLoad) {}

    /** For example {@code play-1 0.1/0.3, play-2 0.2/0.4}. */
    static String describe() {
        return MEMBERS.stream()
                .map(member -> member.id() + " " + member.load() + "/" + member.maxLoad())
                .collect(Collectors.joining(", "));
    }

    static List<String> ids() {
        return MEMBERS.stream().map(Member::id).toList();
    }
}
