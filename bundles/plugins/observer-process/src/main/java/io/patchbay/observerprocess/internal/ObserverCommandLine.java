package io.patchbay.observerprocess.internal;

import io.patchbay.api.lobby.ObserverSpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How an observer is started: its words, which anybody on the machine can read, and its secrets, which nobody else can. */
interface ObserverCommandLine {
    /**
     * The words, none of which is a secret.
     *
     * @param parent id of the process that the observer does not outlive
     */
    List<String> words(ObserverSpec spec, long parent);

    /** What is added to its environment. */
    default Map<String, String> secrets(ObserverSpec spec) {
        return Map.of(
                "PATCHBAY_SOURCE", spec.source().toString(), // it may have a secret in its query
                "PATCHBAY_SOURCE_TICKET", spec.sourceTicket(),
                "PATCHBAY_TICKET_KEY", spec.ticketKey());
    }

    /**
     * That of the distribution. The workers' token is read by the observer itself.
     *
     * @param home folder of the distribution
     * @param credentials the node's file
     */
    static ObserverCommandLine of(Path home, Path credentials, ProcessSettings settings) {
        return (spec, parent) -> List.of(
                home.resolve("bin").resolve("patchbay").toString(),
                "observer",
                "--id",
                spec.id(),
                "--match",
                spec.match(),
                "--url",
                spec.nodes().stream().map(URI::toString).collect(Collectors.joining(",")),
                "--credentials",
                credentials.toString(),
                "--seats",
                String.valueOf(spec.seats()),
                "--ends-at",
                String.valueOf(spec.endsAtMillis()),
                "--bind",
                settings.bind(),
                "--advertise",
                settings.advertise(),
                "--parent",
                String.valueOf(parent));
    }
}
