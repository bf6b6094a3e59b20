package io.patchbay.lobby.internal.update;

import io.patchbay.api.Attributes;
import io.patchbay.api.lobby.Delta;
import io.patchbay.api.lobby.ReleaseStatus;
import io.patchbay.api.lobby.StorageWorkers;
import io.patchbay.api.lobby.UpdateAnswer;
import io.patchbay.api.lobby.UpdateQuestion;
import io.patchbay.api.lobby.Updates;
import io.patchbay.api.metrics.Metric;
import io.patchbay.api.metrics.MetricSource;
import io.patchbay.api.placement.Placement;
import io.patchbay.api.placement.Preference;
import io.patchbay.api.placement.RefusalCode;
import io.patchbay.api.placement.ScheduleRequest;
import io.patchbay.api.placement.Scheduled;
import io.patchbay.api.placement.WorkerInfo;
import io.patchbay.support.RandomIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Answers clients: what they lack is compared once for each version, and who serves it is placement's choice each time, one worker
 * after the other. Thread-safe; does not block.
 */
@Component(service = {Updates.class, MetricSource.class})
public final class UpdateDesk implements Updates, MetricSource {
    /** Members of the preference beside {@code isp} and {@code region}: what a worker must have, and who is chosen already. */
    static final String RELEASE = "release";

    static final String EXCEPT = "except";

    /** Until its worker's next report, so that a worker does not seem idle to all clients of one second. */
    private static final long RESERVE_MILLIS = 1500;

    private final ReleaseSettings settings;
    private final ReleaseCatalogue catalogue;
    private final StorageRoster roster;
    private final Placement placement;
    private final UpdateCounters counters = new UpdateCounters();
    private final String prefix = "update-" + RandomIds.hex24() + "-";
    private final AtomicLong number = new AtomicLong();

    @Activate
    public UpdateDesk(
            @Reference(name = "settings") ReleaseSettings settings,
            @Reference(name = "catalogue") ReleaseCatalogue catalogue,
            @Reference(name = "roster") StorageRoster roster,
            @Reference(name = "placement") Placement placement) {
        this.settings = settings;
        this.catalogue = catalogue;
        this.roster = roster;
        this.placement = placement;
    }

    @Override
    public CompletionStage<UpdateAnswer> check(UpdateQuestion question) {
        return catalogue.view().thenCompose(view -> answer(view, question)).thenApply(counters::count);
    }

    @Override
    public CompletionStage<List<Metric>> metrics() {
        return CompletableFuture.completedStage(counters.metrics(
                catalogue.viewNow().map(view -> view.releases().size()).orElse(0),
                roster.list().size()));
    }

    private CompletionStage<UpdateAnswer> answer(ReleaseView view, UpdateQuestion question) {
        Optional<ReleaseStatus> current = view.current();
        if (current.isEmpty()) {
            return CompletableFuture.completedStage(new UpdateAnswer.NoRelease());
        }
        if (current.get().version().equals(question.version())) {
            return CompletableFuture.completedStage(new UpdateAnswer.Current(current.get()));
        }
        if (!roster.leads()) {
            return CompletableFuture.completedStage(new UpdateAnswer.NotLeading());
        }
        return catalogue
                .delta(view, question.version(), current.get())
                .thenCompose(delta -> choose(delta, question.place(), List.of()));
    }

    private CompletionStage<UpdateAnswer> choose(Delta delta, Preference place, List<UpdateAnswer.Endpoint> chosen) {
        if (chosen.size() == settings.endpoints()) {
            return CompletableFuture.completedStage(new UpdateAnswer.Outdated(delta, chosen));
        }
        ScheduleRequest request = new ScheduleRequest(
                StorageWorkers.PURPOSE,
                prefix + number.incrementAndGet(),
                preference(place, delta.target().version(), chosen),
                RESERVE_MILLIS);
        return placement.schedule(request).thenCompose(answer -> {
            if (answer instanceof Scheduled.Placed placed && chosen.stream().noneMatch(isOf(placed))) {
                List<UpdateAnswer.Endpoint> more = new ArrayList<>(chosen);
                more.add(new UpdateAnswer.Endpoint(placed.worker(), url(placed.info())));
                return choose(delta, place, more);
            }
            return CompletableFuture.completedStage(last(delta, chosen, answer));
        });
    }

    /** What a client gets when nobody else was chosen. */
    private static UpdateAnswer last(Delta delta, List<UpdateAnswer.Endpoint> chosen, Scheduled answer) {
        if (!chosen.isEmpty()) {
            return new UpdateAnswer.Outdated(delta, chosen);
        }
        return answer instanceof Scheduled.Refused refused && refused.code() == RefusalCode.NOT_READY
                ? new UpdateAnswer.NotLeading()
                : new UpdateAnswer.NoStorage(delta.target());
    }

    private static Predicate<UpdateAnswer.Endpoint> isOf(Scheduled.Placed placed) {
        return endpoint -> endpoint.worker().equals(placed.worker());
    }

    private static Preference preference(Preference place, String version, List<UpdateAnswer.Endpoint> chosen) {
        Map<String, Object> members = new LinkedHashMap<>(place.attributes().values());
        members.put(RELEASE, version);
        if (!chosen.isEmpty()) {
            members.put(
                    EXCEPT, chosen.stream().map(UpdateAnswer.Endpoint::worker).toList());
        }
        return Preference.of(new Attributes(members));
    }

    /** Where clients reach a worker; placement hands out no worker that has not said it. */
    private static String url(WorkerInfo info) {
        if (!info.viaHost().isEmpty()) {
            return info.viaHost().replaceAll("/+$", "");
        }
        String host = info.hostname().isEmpty() ? info.ip() : info.hostname();
        String shown = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        return (info.ssl() ? "https://" : "http://") + shown + ":" + info.port();
    }
}
