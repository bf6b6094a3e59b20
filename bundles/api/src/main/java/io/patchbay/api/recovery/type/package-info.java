/** The types of task that Patchbay knows: what each takes and gives, as records and as shapes that graphs are checked against. */
@Export
@Version("1.0.0")
package io.patchbay.api.recovery.type;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
