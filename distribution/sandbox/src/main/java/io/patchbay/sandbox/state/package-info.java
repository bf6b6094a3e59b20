/** What the sandbox has, how it changes by and by, and how it is kept. */
package io.patchbay.sandbox.state;
