/** Recovery plans: what an operator writes, and what becomes of it before it runs. */
@Export
@Version("1.0.0")
package io.patchbay.api.recovery.plan;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
