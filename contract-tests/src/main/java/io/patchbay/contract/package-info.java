/** The contracts of the extension points as tests: for authors, and for {@code patchbay verify}. */
package io.patchbay.contract;
