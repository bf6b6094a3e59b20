package io.patchbay.rest.internal.recovery;

import io.patchbay.api.recovery.JobStatus;
import io.patchbay.api.recovery.Jobs;
import io.patchbay.api.recovery.LogEntry;
import io.patchbay.rest.internal.http.Feed;
import io.patchbay.rest.internal.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client that follows one job. What is told is always read from the log, from where the client has got to: the log's order is
 * the order of events, nothing is held for a slow client, and who comes back with the last id misses nothing. News of the
 * job, and a heartbeat, only cause the next look. Thread-safe.
 */
final class JobFeed implements Feed {
    private static final Logger LOG = LoggerFactory.getLogger(JobFeed.class);
    private static final int AT_ONCE = 200;
    private static final long PAUSE_MILLIS = 50; // between looks, however much is written
    private static final long HEARTBEAT_SECONDS = 10;
    private static final String OVER = "job.finished";

    private final JobAnswers answers;
    private final ScheduledExecutorService timer;
    private final String job;
    private final StreamLimits limits;
    private final Runnable onEnd;
    private Optional<String> position; // guarded by this, like the rest
    private Optional<Outlet> outlet = Optional.empty();
    private List<Runnable> releases = new ArrayList<>();
    private boolean finished; // the job: what its log has now is all there will be
    private boolean looking;
    private boolean again;
    private boolean over;

    /**
     * Follows a job.
     *
     * @param followed as it is now
     * @param after what the client has got last
     * @param onEnd called once, when nobody follows any more
     */
    JobFeed(
            JobAnswers answers,
            ScheduledExecutorService timer,
            JobStatus followed,
            Optional<String> after,
            StreamLimits limits,
            Runnable onEnd) {
        this.answers = answers;
        this.timer = timer;
        this.job = followed.id();
        this.finished = followed.state().over();
        this.position = after;
        this.limits = limits;
        this.onEnd = onEnd;
    }

    @Override
    public void begin(Outlet client) {
        synchronized (this) {
            outlet = Optional.of(client);
            looking = true;
        }
        try {
            Future<?> beats =
                    timer.scheduleWithFixedDelay(this::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
            endWith(() -> beats.cancel(false));
            Jobs.Subscription news = answers.jobs().follow(job, entry -> wake());
            endWith(news::close);
        } catch (RuntimeException leaving) { // the jobs, or the node: the client comes back
            LOG.debug("job={} cannot be followed", job, leaving);
            client.close();
            return;
        }
        send(client, "retry: 2000\n\n").whenComplete((sent, failed) -> goOn(failed, true));
    }

    private void endWith(Runnable release) {
        synchronized (this) {
            if (!over) {
                releases.add(release);
                return;
            }
        }
        release.run();
    }

    /** Something was written. */
    private void wake() {
        synchronized (this) {
            again = true;
            if (looking || over) {
                return;
            }
            looking = true;
        }
        look();
    }

    /** A client that has gone is noticed by what cannot be sent; and what was not told is found. */
    private void beat() {
        synchronized (this) {
            if (looking || over) {
                return;
            }
            looking = true;
        }
        send(client(), ": still here\n\n").whenComplete((sent, failed) -> goOn(failed, true));
    }

    private void look() {
        Optional<String> after;
        synchronized (this) {
            again = false;
            after = position;
        }
        try {
            answers.jobs()
                    .log(job, after, AT_ONCE)
                    .thenComposeAsync(entries -> tell(entries.orElse(List.of()), entries.isEmpty()), answers.writers())
                    .whenComplete((more, failed) -> goOn(failed, more != null && more));
        } catch (RuntimeException away) {
            goOn(away, false);
        }
    }

    /** Completes with whether there may be more to tell at once. */
    private CompletionStage<Boolean> tell(List<LogEntry> entries, boolean deleted) {
        boolean full = entries.size() == AT_ONCE;
        boolean last =
                note(deleted || entries.stream().anyMatch(entry -> entry.code().equals(OVER))) && !full;
        String end = last ? "event: end\ndata: {}\n\n" : "";
        if (entries.isEmpty() && end.isEmpty()) {
            return CompletableFuture.completedFuture(false);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (LogEntry entry : entries) {
            text.writeBytes(("id: " + entry.position() + "\ndata: ").getBytes(StandardCharsets.UTF_8));
            text.writeBytes(JsonText.object(json -> JobJson.entry(json, entry)));
            text.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
        }
        text.writeBytes(end.getBytes(StandardCharsets.UTF_8));
        return send(client(), text.toByteArray()).thenApply(sent -> {
            if (last) {
                client().close();
            } else {
                reached(entries.get(entries.size() - 1).position());
            }
            return full;
        });
    }

    private synchronized boolean note(boolean jobIsOver) {
        finished |= jobIsOver;
        return finished;
    }

    private synchronized void reached(String told) {
        position = Optional.of(told);
    }

    /** After a look: another one at once, or soon if something was written meanwhile, or when there is news. */
    private void goOn(Throwable failed, boolean more) {
        if (failed != null) {
            LOG.debug("job={} is followed on later, or no more", job, failed);
        }
        if (more && failed == null) {
            look();
            return;
        }
        try {
            Future<?> unused = timer.schedule(this::rest, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            client().close();
        }
    }

    private void rest() {
        synchronized (this) {
            if (over) {
                return;
            }
            looking = again;
            if (!looking) {
                return;
            }
        }
        look();
    }

    private CompletionStage<Void> send(Outlet client, String text) {
        return send(client, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Cuts off who does not read. */
    private CompletionStage<Void> send(Outlet client, byte[] piece) {
        CompletableFuture<Void> sent = client.send(piece).toCompletableFuture().copy();
        return sent.orTimeout(limits.jobStreamTimeoutMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failed) -> {
                    if (failed != null) {
                        client.close();
                    }
                });
    }

    private synchronized Outlet client() {
        return outlet.orElseThrow();
    }

    @Override
    public void end() {
        List<Runnable> held;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            held = releases;
            releases = List.of();
        }
        held.forEach(Runnable::run);
        onEnd.run();
    }
}
