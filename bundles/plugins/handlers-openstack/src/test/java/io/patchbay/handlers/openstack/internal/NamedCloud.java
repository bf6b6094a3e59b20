package io.patchbay.handlers.openstack.internal;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** One cloud of an operator's {@code clouds.yaml}, under the name that tests call theirs by. Stateless. */
final class NamedCloud {
    private NamedCloud() {}

    /** Copies its entries of all files, and what lies beside them for them; values stay as they are written. */
    static void copy(String name, Path from, Path to, String as) throws IOException {
        boolean found = false;
        for (String file : List.of("clouds.yaml", "secure.yaml")) {
            if (Files.exists(from.resolve(file))) {
                found |= copyFile(name, from.resolve(file), to.resolve(file), as);
            }
        }
        if (!found) {
            throw new IOException("there is no cloud '" + name + "' in clouds.yaml of " + from);
        }
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".pem")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static boolean copyFile(String name, Path from, Path to, String as) throws IOException {
        Node root;
        try (Reader reader = Files.newBufferedReader(from)) {
            root = yaml().compose(reader);
        }
        Optional<Node> entry = member(root, "clouds").flatMap(clouds -> member(clouds, name));
        if (entry.isEmpty()) {
            return false;
        }
        try (Writer writer = Files.newBufferedWriter(to)) {
            yaml().serialize(mapping("clouds", mapping(as, entry.get())), writer);
        }
        return true;
    }

    /** To which every value is text: a password of digits is no number. */
    private static Yaml yaml() {
        LoaderOptions loading = new LoaderOptions();
        DumperOptions dumping = new DumperOptions();
        Resolver plain = new Resolver() {
            @Override
            protected void addImplicitResolvers() {
                addImplicitResolver(Tag.MERGE, MERGE, "<");
            }
        };
        return new Yaml(new SafeConstructor(loading), new Representer(dumping), dumping, loading, plain);
    }

    private static Optional<Node> member(Node node, String key) {
        if (node instanceof MappingNode members) {
            for (NodeTuple member : members.getValue()) {
                if (member.getKeyNode() instanceof ScalarNode scalar
                        && scalar.getValue().equals(key)) {
                    return Optional.of(member.getValueNode());
                }
            }
        }
        return Optional.empty();
    }

    private static Node mapping(String key, Node value) {
        Node name = new ScalarNode(Tag.STR, key, null, null, DumperOptions.ScalarStyle.PLAIN);
        return new MappingNode(
                Tag.MAP, new ArrayList<>(List.of(new NodeTuple(name, value))), DumperOptions.FlowStyle.BLOCK);
    }
}
