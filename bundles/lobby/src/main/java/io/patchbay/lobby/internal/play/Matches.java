package io.patchbay.lobby.internal.play;

import io.patchbay.api.lobby.PlayStatus;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What an operator sees of starts. No state. */
final class Matches {
    private Matches() {}

    /** To be asked in the turn. */
    static PlayStatus of(PlayEngine engine) {
        Map<String, List<Start>> played = new TreeMap<>();
        int reserved = 0;
        for (Start start : engine.starts().all()) {
            if (start.is(Start.Phase.PLAYING)) {
                String key = start.match() + " " + start.server(); // two servers may use the same name
                played.computeIfAbsent(key, match -> new ArrayList<>()).add(start);
            } else if (start.is(Start.Phase.RESERVED)) {
                reserved++;
            }
        }
        List<PlayStatus.Match> matches =
                played.values().stream().map(Matches::match).toList();
        return new PlayStatus(matches, engine.line().lines(engine.now()), reserved);
    }

    /** One match, of the server that had it first; to be asked in the turn. */
    static Optional<PlayStatus.Match> of(PlayEngine engine, String match) {
        List<Start> starts = engine.starts().in(match);
        if (starts.isEmpty()) {
            return Optional.empty();
        }
        String server = starts.get(0).server();
        return Optional.of(match(starts.stream()
                .filter(start -> start.server().equals(server))
                .collect(Collectors.toCollection(ArrayList::new))));
    }

    private static PlayStatus.Match match(List<Start> starts) {
        starts.sort(Comparator.comparingLong(Start::sinceMillis).thenComparing(Start::arrival));
        Start first = starts.get(0);
        return new PlayStatus.Match(
                first.match(),
                first.server(),
                first.kind().mode(),
                starts.stream().map(Start::player).distinct().toList(),
                starts.stream().mapToInt(start -> start.kind().seats()).sum(),
                first.sinceMillis());
    }
}
