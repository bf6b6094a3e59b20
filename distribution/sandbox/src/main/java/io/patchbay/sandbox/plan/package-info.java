/** A sandbox in which a recovery plan can be carried out. */
package io.patchbay.sandbox.plan;
