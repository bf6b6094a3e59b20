/** What only bundles that know of the cluster copy: whoever copies it imports the cluster's contracts. */
package io.patchbay.support.cluster;
