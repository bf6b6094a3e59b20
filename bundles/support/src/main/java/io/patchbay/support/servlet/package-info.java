/** Bodies of HTTP requests and answers, for which no thread waits. What bundles with servlets copy. */
package io.patchbay.support.servlet;
