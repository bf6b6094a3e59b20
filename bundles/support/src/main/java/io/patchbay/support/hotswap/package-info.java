/** What only bundles that call plug-ins copy: whoever copies it imports the contracts of slots. */
package io.patchbay.support.hotswap;
