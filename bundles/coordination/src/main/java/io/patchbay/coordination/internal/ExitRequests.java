package io.patchbay.coordination.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.apache.zookeeper.util.ServiceUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the place of ZooKeeper's exit hook: where ZooKeeper would end the JVM (a snapshot that cannot be written, for example),
 * the servers of this process are told instead. Thread-safe.
 */
final class ExitRequests {
    private static final Logger LOG = LoggerFactory.getLogger(ExitRequests.class);
    private static final Set<IntConsumer> LISTENERS = ConcurrentHashMap.newKeySet();

    private ExitRequests() {}

    /** @param listener told the exit code, on any of ZooKeeper's threads: must only hand over */
    static synchronized void listen(IntConsumer listener) {
        LISTENERS.add(listener);
        ServiceUtils.setSystemExitProcedure(ExitRequests::refuse);
    }

    static synchronized void forget(IntConsumer listener) {
        LISTENERS.remove(listener);
        if (LISTENERS.isEmpty()) {
            // a procedure of ZooKeeper's own: it still exits nothing, and it does not hold this bundle's classes
            ServiceUtils.setSystemExitProcedure(ServiceUtils.LOG_ONLY);
        }
    }

    private static void refuse(int code) {
        LOG.error("ZooKeeper asks to end the JVM with code {}: its server is restarted instead", code);
        for (IntConsumer listener : LISTENERS) { // which server is meant is not said
            listener.accept(code);
        }
    }
}
