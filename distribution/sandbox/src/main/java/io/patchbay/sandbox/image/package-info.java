/** As much of Glance v2 as shows the images that there are. */
package io.patchbay.sandbox.image;
