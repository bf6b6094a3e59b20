package io.patchbay.observerprocess.internal;

import io.patchbay.api.lobby.ObserverLauncher;
import io.patchbay.api.lobby.ObserverSpec;
import io.patchbay.api.lobby.RunningObserver;
import io.patchbay.api.node.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Starts observers as processes of this machine. They do not outlive the node: each looks whether its parent is still there, so that
 * neither a kill nor a swap of this plug-in matters to it. Thread-safe.
 */
@Component(
        service = ObserverLauncher.class,
        property = ObserverLauncher.NAME + "=process",
        configurationPid = ProcessLauncher.PID)
@Designate(ocd = ProcessLauncher.Config.class)
public final class ProcessLauncher implements ObserverLauncher {
    static final String PID = "io.patchbay.observers.process";

    private static final String HOME = "patchbay.home";

    @ObjectClassDefinition(name = "Patchbay: observers as processes")
    @interface Config {
        @AttributeDefinition(
                description = "Address that observers listen at; empty: loopback if that is advertised, else all")
        String bind() default "";

        @AttributeDefinition(
                description = "Host that spectators are told; empty: the one that the node's clients are told")
        String advertise() default "";
    }

    private final Processes processes;

    @Activate
    public ProcessLauncher(
            BundleContext context,
            @Reference(name = "node") Node node,
            @Reference(name = "clock") Clock clock,
            Config config) {
        this(processes(context, node, clock, ProcessSettings.of(config, node.advertisedHost())));
    }

    ProcessLauncher(Processes processes) {
        this.processes = processes;
    }

    private static Processes processes(BundleContext context, Node node, Clock clock, ProcessSettings settings) {
        Path data = node.data().toAbsolutePath();
        return new Processes(
                data.resolve("observers"),
                clock,
                Optional.ofNullable(context.getProperty(HOME))
                        .map(home ->
                                ObserverCommandLine.of(Path.of(home), data.resolve("credentials.json"), settings)));
    }

    @Override
    public RunningObserver launch(ObserverSpec spec) throws IOException, InterruptedException {
        return processes.launch(spec);
    }

    @Override
    public boolean stop(String observer) throws IOException, InterruptedException {
        return processes.stop(observer);
    }

    @Override
    public List<RunningObserver> running() throws IOException {
        return processes.running();
    }
}
