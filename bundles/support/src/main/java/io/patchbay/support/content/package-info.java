/** Files by the hash of what they hold, and the manifests that name them: on nodes and storage workers alike. */
package io.patchbay.support.content;
