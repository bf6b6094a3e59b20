package io.patchbay.lobby.internal.observe;

import io.patchbay.api.hotswap.ContractViolation;
import io.patchbay.api.hotswap.ExtensionPoint;
import io.patchbay.api.lobby.ObserverLauncher;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/** Observer launchers as plug-ins. Stateless. */
@Component(service = ExtensionPoint.class)
public final class LauncherPoint implements ExtensionPoint<ObserverLauncher> {
    private static final String NOBODY = "observer-of-a-check";

    @Override
    public String kind() {
        return "observer-launcher";
    }

    @Override
    public Class<ObserverLauncher> type() {
        return ObserverLauncher.class;
    }

    /** Nothing is started: whether it could be, depends on more than the launcher. */
    @Override
    public void check(ObserverLauncher candidate) throws ContractViolation {
        try {
            Optional<List<?>> running = Optional.ofNullable(candidate.running());
            if (running.isEmpty()) {
                throw new ContractViolation("running answered null; if nothing runs the list is empty");
            }
            if (candidate.stop(NOBODY)) {
                throw new ContractViolation("stop said that it ended " + NOBODY + ", which nobody has started");
            }
        } catch (IOException cannotTell) {
            return; // what it starts observers with is away, which is no fault of the launcher
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | LinkageError thrown) {
            throw new ContractViolation(
                    "running or stop threw " + thrown.getClass().getName(), thrown);
        }
    }
}
