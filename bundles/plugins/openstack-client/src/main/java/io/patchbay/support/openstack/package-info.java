/** A slim client of OpenStack's APIs: clouds by name, tokens, the catalogue, microversions, errors as tasks fail with them. */
package io.patchbay.support.openstack;
