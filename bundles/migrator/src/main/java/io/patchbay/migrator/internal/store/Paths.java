package io.patchbay.migrator.internal.store;

import io.patchbay.api.recovery.SharedKey;
import java.util.List;

/** Where the migrator's entries are. No state. */
public final class Paths {
    public static final String ROOT = "/recovery";
    public static final String WORKERS = ROOT + "/workers";
    public static final String JOBS = ROOT + "/jobs";
    public static final String INDEX = ROOT + "/index"; // the ids of all jobs: watched apart from what happens in them
    public static final String PLANS = ROOT + "/plans";
    public static final String SHARED = ROOT + "/shared";
    public static final String PERMITS = ROOT + "/permits";
    public static final String LATCHES = ROOT + "/latches";

    /** What has to be there, each after the one above. */
    public static final List<String> TOP = List.of(ROOT, WORKERS, JOBS, INDEX, PLANS, SHARED, PERMITS, LATCHES);

    private Paths() {}

    public static String worker(String id) {
        return WORKERS + "/" + id;
    }

    public static String job(String job) {
        return JOBS + "/" + job;
    }

    public static String index(String job) {
        return INDEX + "/" + job;
    }

    public static String log(String job) {
        return job(job) + "/log";
    }

    /** A page of one writer's chain. */
    public static String page(String job, String writer, int number) {
        return log(job) + "/" + writer + "." + "%08d".formatted(number);
    }

    public static String tasks(String job) {
        return job(job) + "/tasks";
    }

    public static String task(String job, String task) {
        return tasks(job) + "/" + task;
    }

    public static String outputs(String job) {
        return job(job) + "/outputs";
    }

    public static String output(String job, String sha256, int part) {
        return outputs(job) + "/" + sha256 + "." + part;
    }

    /** The tasks of a reverse graph. */
    public static String clear(String job, int number) {
        return job(job) + "/clear." + number;
    }

    public static String shared(SharedKey key) {
        return SHARED + "/" + sharedName(key);
    }

    /** The name of a shared resource's entry. */
    public static String sharedName(SharedKey key) {
        return key.kind().name() + "," + key.resource() + "," + key.cluster();
    }

    public static String holder(SharedKey key, String job) {
        return shared(key) + "/" + job;
    }

    /** The last part of a path. */
    public static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
