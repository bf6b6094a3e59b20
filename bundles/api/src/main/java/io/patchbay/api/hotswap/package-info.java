/** Plug-ins that are replaced while they are used, as seen by the engines that call them and by the operator. */
@Export
@Version("1.1.0")
package io.patchbay.api.hotswap;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
