package io.patchbay.api.lobby;

import java.io.IOException;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Starts observers where they are to run: as processes, containers, or on other machines.
 *
 * <p>Register it as a service with the property {@value #NAME}; the lobby uses the one that its configuration names. Called on threads of
 * the lobby's own, several at once, and never under a lock: implementations are thread-safe, and may block until they are interrupted,
 * which happens when a call takes longer than {@code launchMillis} of the configuration. An {@link IOException} says that it could not be done
 * now; anything else that is thrown is a fault of the launcher.
 *
 * <p>A launcher is replaced while observers run. What one version has started, the next one lists and stops: so what runs is kept where
 * both find it, such as a folder, or the labels of containers, and no observer hangs on the life of the object that started it. Observers
 * end by themselves when their match is over, when their time is, or when the node that they were started from is gone.
 */
@ConsumerType
public interface ObserverLauncher {
    /** Service property: the name by which configuration asks for this launcher. */
    String NAME = "patchbay.name";

    /**
     * Starts an observer. It need not have joined when this returns. Where an observer of this id runs already, it is that one.
     *
     * @throws IOException if it could not be started; then nothing of it is left. Its message is told to operators and holds no secret
     */
    RunningObserver launch(ObserverSpec spec) throws IOException, InterruptedException;

    /**
     * Ends an observer, whichever version has started it.
     *
     * @return whether it ran
     * @throws IOException if it cannot be told
     */
    boolean stop(String observer) throws IOException, InterruptedException;

    /**
     * The observers that this node has had started and that run. What an earlier life of the node has left is ended and not listed.
     *
     * @throws IOException if it cannot be told; then nobody is taken to have ended
     */
    List<RunningObserver> running() throws IOException, InterruptedException;
}
