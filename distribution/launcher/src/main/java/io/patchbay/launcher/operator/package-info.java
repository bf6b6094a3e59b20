/** The words by which an operator asks a running node, and tells it what to do: {@code patchbay status} and its like. */
package io.patchbay.launcher.operator;
