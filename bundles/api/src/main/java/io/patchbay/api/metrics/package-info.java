/** What is counted and measured, as a monitoring system reads it now and then. */
@Export
@Version("1.0.0")
package io.patchbay.api.metrics;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
