package io.patchbay.hotswap.internal;

import io.patchbay.api.node.NodeFolders;
import java.nio.file.Path;

/** The folders of a node that has nothing else. */
record TestFolders(Path data, Path plugins) implements NodeFolders {
    @Override
    public Path conf() {
        return data.resolveSibling("conf");
    }
}
