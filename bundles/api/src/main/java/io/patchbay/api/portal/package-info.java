/** Connected clients: what controllers tell them, and what authors of protocol versions implement. */
@Export
@Version("1.3.0")
package io.patchbay.api.portal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
