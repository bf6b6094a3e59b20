package io.patchbay.itests.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/** Programs of the machine that only some tests need. */
final class Programs {
    private Programs() {}

    /** Skips the test if a Debian package is not there, unless {@code patchbay.require.PACKAGE} is set, as CI does. */
    static void require(boolean there, String debianPackage) {
        String why = "needs Debian's " + debianPackage + ": apt-get install " + debianPackage;
        if (Boolean.getBoolean("patchbay.require." + debianPackage)) {
            assertThat(there).as(why).isTrue();
        } else {
            assumeThat(there).as(why).isTrue();
        }
    }
}
