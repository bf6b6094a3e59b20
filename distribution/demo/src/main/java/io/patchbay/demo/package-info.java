/** {@code patchbay demo}: the main job, played by real clients and real worker processes against a server of its own. */
package io.patchbay.demo;
