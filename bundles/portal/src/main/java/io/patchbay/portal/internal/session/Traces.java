package io.patchbay.portal.internal.session;

import io.patchbay.api.portal.Timeline;
import io.patchbay.api.portal.Timeline.Kind;
import io.patchbay.api.portal.TimelineQuery;
import io.patchbay.api.portal.Timelines;
import io.patchbay.api.store.Token;
import io.patchbay.portal.internal.Alarms;
import io.patchbay.portal.internal.PortalSettings;
import io.patchbay.portal.internal.PortalThreads;
import io.patchbay.support.OrderedIds;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
    private final Set<Trace> idle =
            new LinkedHashSet<>(); // those without a session, once each, longest first; guarded by itself

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

    /** Somebody tries, perhaps not for the first time, to take back a session of a former process; nothing has happened yet. */
    Trace ofFormer(KeptSession kept) {
        return Optional.ofNullable(byTask.get(kept.taskCode())).orElseGet(() -> {
            Trace trace = Trace.of(kept, alarms::now);
            begin(trace);
            return trace;
        });
    }

    /** A session is about to begin. */
    void opened(Trace trace, String participant, String version) {
        synchronized (idle) { // or what forgets it, as it was idle until now, might do so in between
            Optional<String> before = trace.isOf(participant, version);
            idle.remove(trace);
            before.ifPresent(other -> byParticipant.remove(other, trace));
            byParticipant.put(participant, trace);
            remember(trace); // it may have been forgotten between token and session
        }
    }

    /** There is no session of a participant any more. */
    void closed(Trace trace, String participant) {
        synchronized (idle) {
            if (trace.close(participant)) {
                idle.remove(trace); // it goes to the end
                idle.add(trace);
            }
        }
        forget();
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
    public List<Timeline> timelines(TimelineQuery query) {
        forget();
        return new TraceSearch(query).among(byTask.values());
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
        synchronized (idle) {
            idle.add(trace);
            remember(trace);
        }
        forget();
    }

    private void remember(Trace trace) {
        byTask.put(trace.task(), trace);
        if (!trace.token().isEmpty()) {
            byToken.put(trace.token(), trace);
        }
    }

    private void forget() {
        PortalSettings.Values now = settings.now();
        long oldest = alarms.now() - now.timelineMillis();
        synchronized (idle) {
            for (Iterator<Trace> longest = idle.iterator(); longest.hasNext(); ) {
                Trace trace = longest.next();
                if (idle.size() <= now.maxTimelines() && trace.idleSince() > oldest) {
                    return;
                }
                longest.remove();
                forget(trace);
            }
        }
    }

    private void forget(Trace trace) {
        byTask.remove(trace.task(), trace);
        byToken.remove(trace.token(), trace);
        trace.participant().ifPresent(id -> byParticipant.remove(id, trace));
    }
}
