/** The words {@code new} and {@code verify} of the command line. */
package io.patchbay.authoring;
