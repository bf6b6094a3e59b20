package io.patchbay.dashboard.internal.asset;

import java.net.URL;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** The files of the dashboard in its bundle. No state. */
public final class BundleFiles {
    /** The folder that they are in. */
    static final String FOLDER = "/io/patchbay/dashboard/internal/console/";

    private BundleFiles() {}

    /** All of them, by their paths below the folder. */
    public static SortedMap<String, URL> of(Bundle bundle) {
        SortedMap<String, URL> files = new TreeMap<>();
        for (URL file : Collections.list(bundle.findEntries(FOLDER, "*", true))) {
            if (!file.getPath().endsWith("/")) {
                files.put(file.getPath().substring(FOLDER.length()), file);
            }
        }
        return files;
    }
}
