package io.patchbay.api.recovery;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The recovery jobs of the cluster; every node answers alike. Thread-safe; no method blocks. Stages complete on the migrator's
 * threads, exceptionally with {@link JobsUnavailableException} while ZooKeeper cannot be reached.
 */
@ProviderType
public interface Jobs {
    /** Every fault of a submission; empty if it would be accepted. */
    List<Fault> check(JobSubmission submission);

    /**
     * Checks a job and stores it as a whole. Once the stage is complete, the job survives whatever crashes.
     *
     * @param actor who submits it, for the audit log
     */
    CompletionStage<Submitted> submit(JobSubmission submission, String actor);

    /**
     * Gives a job a command.
     *
     * @param actor who gives it, for the audit log
     */
    CompletionStage<Commanded> command(String job, Command command, String actor);

    /** All jobs that are not deleted, the oldest first; without the operations that may be given, which only {@link #job} works out. */
    CompletionStage<List<JobStatus>> jobs();

    /** One job, with the operations that may be given to it now. */
    CompletionStage<Optional<JobStatus>> job(String job);

    /** The tasks of a job: the forward graph in the order of its submission, then the reverse graph; without outputs. */
    CompletionStage<Optional<List<TaskStatus>>> tasks(String job);

    /** One task of a job, with its output. */
    CompletionStage<Optional<TaskStatus>> task(String job, String task);

    /**
     * A part of a job's audit log.
     *
     * @param after the position after which to begin; empty: from the start
     * @param limit how many entries at most, 1 to 10,000
     */
    CompletionStage<Optional<List<LogEntry>>> log(String job, Optional<String> after, int limit);

    /** The shared resources that a job holds or makes. */
    CompletionStage<Optional<List<SharedStatus>>> shared(String job);

    /**
     * Who makes and holds shared resources now.
     *
     * @param keys of the resources
     * @return in the order of the keys, without those that no job makes, has made or holds
     */
    CompletionStage<List<SharedStatus>> shared(List<SharedKey> keys);

    /**
     * Follows a job. What was not told yet when the listener fell behind is found with {@link #log}.
     *
     * @param listener told of each entry of the audit log as this node learns of it, in order, on one of the migrator's threads:
     *     must not block
     * @return ends it
     */
    Subscription follow(String job, Consumer<LogEntry> listener);

    /** Somebody who follows. */
    @ProviderType
    interface Subscription extends AutoCloseable {
        /** Nothing is told after it but what is being told. */
        @Override
        void close();
    }
}
