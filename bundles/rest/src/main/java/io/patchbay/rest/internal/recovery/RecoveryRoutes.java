package io.patchbay.rest.internal.recovery;

import io.patchbay.api.hotswap.Plugins;
import io.patchbay.rest.internal.cluster.BearerAccess;
import io.patchbay.rest.internal.cluster.ClusterAccess;
import io.patchbay.rest.internal.http.BlockingPool;
import io.patchbay.rest.internal.http.Handler;
import io.patchbay.rest.internal.http.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The paths of recovery jobs, {@code /recovery/v1}. Immutable. */
public final class RecoveryRoutes {
    /** What all paths begin with. */
    public static final String BASE = "/recovery/v1";

    private static final String JOB = "/jobs/{job}";

    private final ClusterAccess access;
    private final BlockingPool pool;
    private final JobsResource jobs;
    private final JobPartsResource parts;
    private final JobEventsResource events;
    private final PlansResource plans;

    /**
     * Serves jobs.
     *
     * @param pool reads and writes what may be long
     * @param streams bounds of those who follow jobs
     */
    public RecoveryRoutes(
            BearerAccess access,
            NearJobs near,
            Plugins plugins,
            BlockingPool pool,
            ScheduledExecutorService timer,
            StreamLimits streams) {
        JobAnswers answers = new JobAnswers(near, pool);
        this.access = access;
        this.pool = pool;
        this.jobs = new JobsResource(answers);
        this.plans = new PlansResource(answers, jobs, plugins);
        this.parts = new JobPartsResource(answers);
        this.events = new JobEventsResource(answers, timer, streams);
    }

    /** What is served by HTTP. */
    public List<Route> routes() {
        List<Route> routes = new ArrayList<>(operatorRoutes(access));
        routes.add(route(access, "GET", JOB + "/events", events::events));
        return List.copyOf(routes);
    }

    /** What is served to those inside this node who have let in the admin: all but what has no end. */
    public List<Route> trustedRoutes() {
        return operatorRoutes(ClusterAccess.TRUSTED);
    }

    private List<Route> operatorRoutes(ClusterAccess who) {
        return List.of(
                route(who, "POST", "/plans/validate", pool.blocking(plans::validate))
                        .forJobs(),
                route(who, "POST", "/plans/preview", pool.blocking(plans::preview))
                        .forJobs(),
                route(who, "POST", "/plans/jobs", pool.blocking(plans::submit)).forJobs(),
                route(who, "POST", "/jobs", pool.blocking(jobs::submit)).forJobs(),
                route(who, "GET", "/jobs", jobs::list),
                route(who, "GET", JOB, jobs::get),
                route(who, "POST", JOB + "/operations", jobs::operate),
                route(who, "GET", JOB + "/tasks", parts::tasks),
                route(who, "GET", JOB + "/tasks/{task}", parts::task),
                route(who, "GET", JOB + "/log", parts::log),
                route(who, "GET", JOB + "/shared", parts::shared));
    }

    private static Route route(ClusterAccess who, String method, String path, Handler handler) {
        return Route.open(method, BASE + path, JobAnswers.guarded(handler)).behind(who::admin);
    }
}
