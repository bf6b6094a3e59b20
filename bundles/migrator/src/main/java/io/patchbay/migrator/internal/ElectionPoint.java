package io.patchbay.migrator.internal;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.recovery.TaskElection;
import io.patchbay.api.recovery.TaskKey;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.service.component.annotations.Component;

/** Elections as plug-ins; a candidate stands for a made-up task and withdraws. Stateless. */
@Component(service = ExtensionPoint.class)
public final class ElectionPoint implements ExtensionPoint<TaskElection> {
    @Override
    public String kind() {
        return "election";
    }

    @Override
    public Class<TaskElection> type() {
        return TaskElection.class;
    }

    @Override
    public void check(TaskElection candidate) throws ContractViolation {
        AtomicInteger elected = new AtomicInteger();
        TaskElection.Candidacy candidacy = candidate.stand(new TaskKey("rehearsal", "task"), elected::incrementAndGet);
        if (candidacy == null) {
            throw new ContractViolation("it gave nothing to withdraw with");
        }
        candidacy.close();
        if (elected.get() > 1) {
            throw new ContractViolation("it had one node try one task more than once");
        }
    }
}
