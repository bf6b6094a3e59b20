/**
 * What is protected and recovered: the records that plans, inputs and outputs of tasks are made of. The id of a resource is its
 * id at the site where it is: in a plan, and in the input of the task that makes it again, at the protected site; in an output,
 * and in the inputs of the tasks that refer to that, at the recovery site.
 */
@Export
@Version("1.0.0")
package io.patchbay.api.recovery.resource;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
