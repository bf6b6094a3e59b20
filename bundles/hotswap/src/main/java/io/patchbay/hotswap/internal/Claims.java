package io.patchbay.hotswap.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds jars that claim the name of one plug-in and are not versions of each other. */
final class Claims {
    private Claims() {}

    /** What is to be said of the candidates for one name; empty if each is a version of one bundle of one maker. */
    static Optional<String> of(Stream<? extends Candidate<?>> candidates) {
        List<? extends Candidate<?>> jars = candidates
                .filter(candidate -> !candidate.isUndecided() && !candidate.isLeaving())
                .filter(candidate -> !candidate.jar().sha256().isEmpty())
                .toList();
        if (jars.size() < 2) { // nearly always, and this is asked at every change of any plug-in
            return Optional.empty();
        }
        List<String> makers =
                jars.stream().map(Candidate::maker).distinct().sorted().toList();
        return makers.size() > 1
                ? Optional.of("is offered by different bundles: " + String.join(", ", makers))
                : sameVersion(jars);
    }

    /** While a file is overwritten both of its contents are installed: only different files are rivals. */
    private static Optional<String> sameVersion(List<? extends Candidate<?>> jars) {
        Map<String, Map<String, String>> filesByVersion = jars.stream()
                .collect(Collectors.groupingBy(
                        Candidate::version,
                        TreeMap::new,
                        Collectors.toMap(
                                candidate -> candidate.jar().file(),
                                candidate -> candidate.jar().sha256(),
                                (one, other) -> other,
                                TreeMap::new)));
        return filesByVersion.entrySet().stream()
                .filter(version -> new TreeSet<>(version.getValue().values()).size() > 1)
                .map(version -> "is offered in version " + version.getKey() + " by different jars: "
                        + String.join(", ", version.getValue().keySet()))
                .findFirst();
    }
}
