/** Placing tasks on workers: what callers of the engine use, and what authors of schedulers, matchers and strategies implement. */
@Export
@Version("1.3.0")
package io.patchbay.api.placement;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
