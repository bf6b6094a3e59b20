package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.TimelineQuery;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.PriorityQueue;

/** Finds the latest timelines in one pass, however many there are, and copies no others. Confined to one thread. */
final class TraceSearch {
    private static final Comparator<Trace.Glance> BY_TIME = Comparator.comparingLong(Trace.Glance::lastMillis)
            .thenComparing(glance -> glance.trace().task()); // so that those of one moment keep their order

    private final TimelineQuery query;
    private final String text;
    private final PriorityQueue<Trace.Glance> latest = new PriorityQueue<>(BY_TIME); // the oldest goes first

    TraceSearch(TimelineQuery query) {
        this.query = query;
        this.text = query.text().toLowerCase(Locale.ROOT);
    }

    List<Timeline> among(Collection<Trace> all) {
        for (Trace trace : all) {
            trace.glance().filter(this::isWanted).ifPresent(this::offer);
        }
        List<Trace.Glance> found = new ArrayList<>(latest);
        found.sort(BY_TIME.reversed());
        return found.stream()
                .map(glance -> glance.trace().timeline())
                .flatMap(Optional::stream)
                .filter(timeline -> query.states().contains(timeline.state())) // it may have gone on meanwhile
                .toList();
    }

    /** What is cheap comes first, and whoever is too old for a place is not looked at. */
    private boolean isWanted(Trace.Glance glance) {
        Trace trace = glance.trace();
        return query.states().contains(glance.state())
                && (query.room().isEmpty() || query.room().get().equals(trace.room()))
                && (latest.size() < query.most() || BY_TIME.compare(glance, latest.peek()) > 0)
                && trace.mentions(text);
    }

    private void offer(Trace.Glance glance) {
        latest.add(glance);
        if (latest.size() > query.most()) {
            latest.poll();
        }
    }
}
