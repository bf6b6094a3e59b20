/** A Java program with a Patchbay node inside. */
package io.patchbay.examples.embedded;
