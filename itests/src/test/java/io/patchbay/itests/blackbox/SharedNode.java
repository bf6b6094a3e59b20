package io.patchbay.itests.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests that need a node as it is, with no configuration and nothing done to it, the same one: it starts with the first of
 * them and stops after the last.
 */
final class SharedNode implements ParameterResolver {
    private record Running(NodeProcess node) implements AutoCloseable {
        static Running start() {
            try {
                Path folder = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "node");
                return new Running(NodeProcess.start(folder.resolve("data").toAbsolutePath()));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        @Override
        public void close() throws IOException {
            node.close();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == NodeProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(SharedNode.class))
                .getOrComputeIfAbsent(Running.class, type -> Running.start(), Running.class)
                .node();
    }
}
