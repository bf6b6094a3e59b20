/** From a living cloud to the plan that would have it again elsewhere. */
package io.patchbay.recovery.capture;
