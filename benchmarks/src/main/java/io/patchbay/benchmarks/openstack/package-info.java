/** {@code ./patchbay bench openstack}: whole recovery jobs onto a cloud, by the real handlers. */
package io.patchbay.benchmarks.openstack;
