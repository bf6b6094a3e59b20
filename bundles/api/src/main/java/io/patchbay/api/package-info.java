/** Values that every contract speaks in: identifiers and JSON objects. */
@Export
@Version("1.0.0")
package io.patchbay.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
