package io.patchbay.recovery;

import io.patchbay.support.openstack.CloudsFile;
import io.patchbay.support.openstack.OpenStackException;
import io.patchbay.support.operator.Text;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a plan is carried out onto a cloud that somebody has named, or onto a sandbox. Where clouds are named, but not the plan's, it is
 * neither: in an emergency nobody must take a sandbox for the site. Immutable.
 *
 * @param file the {@code clouds.yaml} that counts, whether it is there or not
 * @param names what it names
 */
record NamedClouds(Path file, List<String> names) {
    private static final String FILE = "clouds.yaml";

    /**
     * Looks what is named.
     *
     * @throws UsageException if the file is there and cannot be read
     */
    static NamedClouds of(Path home, RecoverOptions options) throws UsageException {
        Path conf = options.confIn(home);
        try {
            return new NamedClouds(conf.resolve(FILE), new CloudsFile(conf).names());
        } catch (OpenStackException unreadable) {
            throw new UsageException(conf + ": " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Whether it is the sandbox.
     *
     * @throws UsageException if it is neither that nor a cloud that is named
     */
    boolean sandboxFor(String cluster, RecoverOptions options) throws UsageException {
        if (options.sandbox() || names.contains(cluster)) {
            return options.sandbox();
        }
        if (!names.isEmpty()) {
            throw new UsageException(
                    file + " names no cloud " + cluster + " but " + Text.harmless(String.join(", ", names))
                            + ": name it there, or see how it would go with --sandbox");
        }
        if (options.shared()) {
            throw new UsageException("no cloud is named, and nodes of a --zookeeper cannot work on a sandbox: name "
                    + cluster + " in " + file + " and that of every node");
        }
        return true;
    }

    /** What tells somebody who expected something else where the plan is carried out. */
    List<String> words(String cluster, Path data) {
        String standIn = ": a sandbox stands in for it, which keeps everything in " + data;
        return names.contains(cluster)
                ? List.of("the cloud " + cluster + " is left alone" + standIn)
                : List.of(
                        "no cloud is named " + cluster + standIn,
                        "to recover onto a real one, name it in " + file + " (--conf DIR: in another folder)");
    }
}
