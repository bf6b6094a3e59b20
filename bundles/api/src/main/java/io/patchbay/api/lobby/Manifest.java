package io.patchbay.api.lobby;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a release consists of. Its text is signed, see docs/lobby.md.
 *
 * @param version names the release; see {@link #requireVersion}
 * @param publishedMillis when it was published, in milliseconds since the epoch
 * @param files its files in order of path; no two have the same place on any client's system
 */
public record Manifest(String version, long publishedMillis, List<ReleaseFile> files) {
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}");

    /** @throws IllegalArgumentException if the version is none, or the files are out of order or in each other's way */
    public Manifest {
        requireVersion(version);
        files = List.copyOf(files);
        requireApart(files);
    }

    /** How many bytes all files have. */
    public long bytes() {
        return files.stream().mapToLong(ReleaseFile::size).sum();
    }

    /** Whether a text may name a release: 1 to 64 letters, digits and {@code . _ + -}, the first a letter or digit. */
    public static boolean isVersion(String text) {
        return VERSION.matcher(text).matches();
    }

    /**
     * Checks a version where it enters.
     *
     * @return {@code version}
     * @throws IllegalArgumentException if it is none
     */
    public static String requireVersion(String version) {
        if (!isVersion(version)) {
            throw new IllegalArgumentException(
                    "a version must be 1 to 64 letters, digits or . _ + -, the first a letter or digit");
        }
        return version;
    }

    private static void requireApart(List<ReleaseFile> files) {
        Map<String, String> places = new HashMap<>();
        String last = "";
        for (ReleaseFile file : files) {
            if (file.path().compareTo(last) <= 0) {
                throw new IllegalArgumentException(
                        "files must be in order of path, each once, but " + file.path() + " comes after " + last);
            }
            last = file.path();
            String other = places.put(place(last), last);
            if (other != null) {
                throw new IllegalArgumentException(last + " and " + other + " are one file on some systems");
            }
        }
        for (ReleaseFile file : files) {
            String place = place(file.path());
            for (int slash = place.indexOf('/'); slash >= 0; slash = place.indexOf('/', slash + 1)) {
                String folder = places.get(place.substring(0, slash));
                if (folder != null) {
                    throw new IllegalArgumentException(folder + " is a file and the folder of " + file.path());
                }
            }
        }
    }

    /** The same for all names that a system which minds neither case nor composition takes for one. */
    private static String place(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
