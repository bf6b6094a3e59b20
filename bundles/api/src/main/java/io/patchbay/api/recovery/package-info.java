/** Recovery jobs: what is submitted, what is seen of it, and what those implement who perform tasks. */
@Export
@Version("1.2.0")
package io.patchbay.api.recovery;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
