package io.patchbay.rest.internal.http;

import java.io.IOException;
import java.nio.file.Path;

/** Where files for large bodies come from. */
public interface NewFiles {
    /** A new empty file. */
    Path file() throws IOException;
}
