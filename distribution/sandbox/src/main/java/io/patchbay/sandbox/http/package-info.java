/** Requests, routes and answers of every service of the sandbox. */
package io.patchbay.sandbox.http;
