/** Who is in the cluster and who leads it, as seen by the components of one node. */
@Export
@Version("1.1.0")
package io.patchbay.api.coordination;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
