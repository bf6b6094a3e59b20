/** Room controllers, as seen by portals and by the HTTP API. */
@Export
@Version("1.2.0")
package io.patchbay.api.rooms;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
