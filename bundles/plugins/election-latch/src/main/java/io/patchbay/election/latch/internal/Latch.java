package io.patchbay.election.latch.internal;

import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskKey;
import io.patchbay.support.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.recipes.leader.LeaderLatch;
import org.apache.curator.framework.recipes.leader.LeaderLatchListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The leader of a task's latch tries it: one of Curator's {@code LeaderLatch} for each task, which is left when the attempt is over.
 * Several requests a task instead of none: for those who want to see an election for each. Thread-safe.
 */
@Component(service = TaskElection.class, property = TaskElection.NAME + "=latch")
public final class Latch implements TaskElection {
    private static final Logger LOG = LoggerFactory.getLogger(Latch.class);
    private static final String LATCHES = "/recovery/latches/";
    private static final int THREADS = 4;
    private static final int WAITING = 50_000;
    private static final Duration LEAVING = Duration.ofSeconds(5);

    private final CuratorFramework client;
    private final ThreadPoolExecutor pool = Threads.pool("election-latch", THREADS, WAITING);
    private final Set<Standing> standings = ConcurrentHashMap.newKeySet();

    @Activate
    public Latch(@Reference(name = "client") CuratorFramework client) {
        this.client = client;
    }

    /** Its latches would stay until the session ends, and whoever stands next, even on this node, would wait for that. */
    @Deactivate
    void close() {
        standings.forEach(standing -> execute(standing::abandon));
        Threads.close(pool, LEAVING);
    }

    @Override
    public Candidacy stand(TaskKey task, Runnable elected) {
        Standing standing = new Standing(new LeaderLatch(client, LATCHES + task.job() + "/" + task.task()), elected);
        standings.add(standing);
        if (!execute(standing::begin)) {
            standing.isLeader();
        }
        return standing;
    }

    /** Returns whether it will be done: not where too much waits, or the election is closing. */
    private boolean execute(Runnable action) {
        try {
            pool.execute(action); // Curator's latch blocks when it is left
            return true;
        } catch (RejectedExecutionException closing) {
            LOG.debug("The election is closing", closing);
            return false;
        }
    }

    private final class Standing implements Candidacy, LeaderLatchListener {
        private final LeaderLatch latch;
        private final Runnable elected;
        private final AtomicBoolean told = new AtomicBoolean();
        private boolean begun; // guarded by this, like over
        private boolean over;

        Standing(LeaderLatch latch, Runnable elected) {
            this.latch = latch;
            this.elected = elected;
            latch.addListener(this);
        }

        private synchronized void begin() {
            if (over) {
                return;
            }
            try {
                latch.start();
                begun = true;
            } catch (Exception failed) {
                LOG.debug("A latch could not be begun: the task is tried without", failed);
                isLeader();
            }
        }

        @Override
        public void isLeader() {
            if (told.compareAndSet(false, true)) {
                elected.run();
            }
        }

        @Override
        public void notLeader() {
            // whoever tries has the epoch of its claim: nothing has to be stopped
        }

        @Override
        public void close() {
            told.set(true);
            execute(this::leave);
        }

        /** The election goes, its task remains: whoever waits for its turn tries without, and the claim decides. */
        private void abandon() {
            leave();
            isLeader();
        }

        private synchronized void leave() {
            standings.remove(this);
            over = true;
            if (!begun) {
                return;
            }
            begun = false;
            try {
                latch.close();
            } catch (IOException | RuntimeException failed) {
                LOG.debug("A latch was not left in order; it ends with the session", failed);
            }
        }
    }
}
