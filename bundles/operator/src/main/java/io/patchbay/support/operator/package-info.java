/**
 * The words by which an operator asks a running node, and tells it what to do: {@code patchbay status} and its like. The command line
 * and the shell inside a node run the same ones, so that both say the same.
 */
package io.patchbay.support.operator;
