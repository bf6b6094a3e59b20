package io.patchbay.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The bundles of a distribution, as its {@code features/*.json} list them (OSGi feature model). Immutable.
 *
 * @param bundles in the order of the files' names, then of the list
 */
public record FeatureList(List<Bundle> bundles) {
    /** Copies the list. */
    public FeatureList {
        bundles = List.copyOf(bundles);
    }

    /**
     * One bundle.
     *
     * @param group Maven group
     * @param artifact Maven artifact
     * @param version Maven version
     * @param classifier Maven classifier, or empty
     * @param startOrder the start level; 0 of a plug-in, which the deployer starts
     * @param folder the folder of the distribution that holds it: {@code bundles} or {@code plugins}
     */
    public record Bundle(
            String group, String artifact, String version, String classifier, int startOrder, String folder) {
        /** Its file name in that folder. */
        public String fileName() {
            return artifact + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + ".jar";
        }
    }

    /**
     * Reads every feature of a folder.
     *
     * @throws IOException if there is none, or one cannot be read
     */
    public static FeatureList read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> listed = Files.list(folder)) {
            files = listed.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        if (files.isEmpty()) {
            throw new IOException("no feature is listed in " + folder);
        }
        List<Bundle> bundles = new ArrayList<>();
        for (Path file : files) {
            for (JsonNode bundle : new ObjectMapper().readTree(file.toFile()).path("bundles")) {
                bundles.add(parse(file, bundle));
            }
        }
        return new FeatureList(bundles);
    }

    /** An OSGi feature id: {@code group:artifact[:type[:classifier]]:version}. */
    private static Bundle parse(Path file, JsonNode bundle) throws IOException {
        String[] id = bundle.path("id").asText().split(":", -1);
        if (id.length < 3 || id.length > 5) {
            throw new IOException(
                    file + " lists " + bundle + ", whose id is not group:artifact[:type[:classifier]]:version");
        }
        return new Bundle(
                id[0],
                id[1],
                id[id.length - 1],
                id.length == 5 ? id[3] : "",
                bundle.path("start-order").asInt(0),
                bundle.path("folder").asText("bundles"));
    }
}
