/** What a component may know of the node it runs in: its name and address, its clock, its secrets, and whether it is ready. */
@Export
@Version("1.0.0")
package io.patchbay.api.node;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
