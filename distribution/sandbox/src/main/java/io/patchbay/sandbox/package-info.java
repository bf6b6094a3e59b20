/** A cloud on one loopback port that answers as OpenStack does: {@code patchbay sandbox}, and a library for tests. */
package io.patchbay.sandbox;
