package io.patchbay.node.internal;

import io.patchbay.api.node.NodeFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** This node's folders, as the framework's properties name them. Immutable. */
@Component(service = NodeFolders.class)
public final class LocalFolders implements NodeFolders {
    private final Settings settings;

    /** @throws IOException if the folder of the node's state cannot be made */
    @Activate
    public LocalFolders(BundleContext framework) throws IOException {
        this(Settings.of(framework));
    }

    LocalFolders(Settings settings) throws IOException {
        this.settings = settings;
        Files.createDirectories(settings.data());
    }

    @Override
    public Path data() {
        return settings.data();
    }

    @Override
    public Path plugins() {
        return settings.plugins();
    }

    @Override
    public Path conf() {
        return settings.conf();
    }
}
