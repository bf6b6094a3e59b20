/** Neutron v2.0. */
package io.patchbay.sandbox.network;
