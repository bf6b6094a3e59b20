/** Task handlers for OpenStack clouds: one class a type. */
package io.patchbay.handlers.openstack.internal;
