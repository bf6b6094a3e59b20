package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.store.Token;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.support.OrderedIds;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What sessions have gone through: of those that are open, and for some minutes of those that are over and of tokens that nobody
 * has come with, as long as these are not too many. Thread-safe.
 */
@Component(service = {Timelines.class, Traces.class})
public final class Traces implements Timelines {
    private static final String ELSEWHERE = "by another node, or before the start";

    private final Alarms alarms;
    private final PortalSettings settings;
    private final Map<String, Trace> byTask = new ConcurrentHashMap<>();
    private final Map<String, Trace> byToken = new ConcurrentHashMap<>(); // those of byTask that have one
    private final Map<String, Trace> byParticipant = new ConcurrentHashMap<>(); // those that have one
    private final Deque<Idle> idle = new ArrayDeque<>(); // guarded by itself; in the order of time

    /** One without a session, since when; does not count if it has had one since. */
    private record Idle(Trace trace, long sinceMillis) {}

    @Activate
    public Traces(@Reference PortalThreads threads, @Reference PortalSettings settings) {
        this((Alarms) threads, settings);
    }

    Traces(Alarms alarms, PortalSettings settings) {
        this.alarms = alarms;
        this.settings = settings;
    }

    @Override
    public void issued(Token token, String portal, long reservedAtMillis) {
        Trace trace = Trace.of(token, alarms::now);
        trace.add(reservedAtMillis, Kind.RESERVED, "", portal);
        trace.add(Kind.ISSUED);
        begin(trace);
    }

    /** Somebody has claimed a token, which any node may have issued. */
    Trace claimed(Token token) {
        Trace trace = Optional.ofNullable(byToken.get(token.id())).orElseGet(() -> unseen(token));
        trace.add(Kind.CLAIMED);
        return trace;
    }

    private Trace unseen(Token token) {
        Trace trace = Trace.of(token, alarms::now);
        OptionalLong issued = OrderedIds.madeAt(token.id());
        trace.add(issued.orElse(alarms.now()), Kind.ISSUED, "", ELSEWHERE);
        begin(trace);
        return trace;
    }

    /** A session of a former process goes on. */
    Trace restored(KeptSession kept) {
        Trace trace = Trace.of(kept, alarms::now);
        trace.add(Kind.RESTORED);
        begin(trace);
        return trace;
    }

    /** A session is about to begin. */
    void opened(Trace trace, String participant, String version) {
        Optional<String> before = trace.isOf(participant, version);
        synchronized (idle) { // or what forgets it, as it was idle until now, might do so in between
            before.ifPresent(other -> byParticipant.remove(other, trace));
            byParticipant.put(participant, trace);
            remember(trace); // it may have been forgotten between token and session
        }
    }

    /** There is no session of it any more. */
    void closed(Trace trace) {
        trace.close();
        retire(trace);
    }

    /** What is known of the token that a client presents in vain. */
    Optional<Trace> ofToken(String token) {
        return Optional.ofNullable(byToken.get(token));
    }

    /** What is known of the participant that a client says it was. */
    Optional<Trace> ofParticipant(String participant) {
        return Optional.ofNullable(byParticipant.get(participant));
    }

    @Override
    public List<Timeline> timelines(Optional<String> room, String text, int most) {
        forget();
        String wanted = text.toLowerCase(Locale.ROOT);
        return byTask.values().stream()
                .filter(trace -> room.isEmpty() || trace.room().equals(room.get()))
                .filter(trace -> trace.mentions(wanted))
                .map(Trace::timeline)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingLong(Timeline::lastMillis).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public Optional<Timeline> timeline(String id) {
        forget();
        return Optional.ofNullable(byParticipant.get(id))
                .or(() -> Optional.ofNullable(byTask.get(id)))
                .flatMap(Trace::timeline);
    }

    /** By how many names something is found. */
    int size() {
        return byTask.size() + byToken.size() + byParticipant.size();
    }

    private void begin(Trace trace) {
        remember(trace);
        retire(trace);
    }

    private void remember(Trace trace) {
        byTask.put(trace.task(), trace);
        if (!trace.token().isEmpty()) {
            byToken.put(trace.token(), trace);
        }
    }

    private void retire(Trace trace) {
        synchronized (idle) {
            idle.add(new Idle(trace, trace.idleSince()));
        }
        forget();
    }

    private void forget() {
        PortalSettings.Values now = settings.now();
        long oldest = alarms.now() - now.timelineMillis();
        synchronized (idle) {
            while (idle.size() > now.maxTimelines()
                    || (!idle.isEmpty() && idle.peek().sinceMillis() <= oldest)) {
                forget(idle.poll());
            }
        }
    }

    private void forget(Idle gone) {
        Trace trace = gone.trace();
        if (!trace.isOpen() && trace.idleSince() == gone.sinceMillis()) {
            byTask.remove(trace.task(), trace);
            byToken.remove(trace.token(), trace);
            trace.participant().ifPresent(id -> byParticipant.remove(id, trace));
        }
    }
}
