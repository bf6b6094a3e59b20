package io.patchbay.volumes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files that copies of this process write to. */
class TakenTest {
    @TempDir
    private Path temp;

    @AfterEach
    void giveUp() {
        Taken.remove(temp);
    }

    @Test
    void isTakenByOneOnly() {
        assertThat(Taken.add(temp)).isTrue();
        assertThat(Taken.add(temp)).isFalse();
    }

    @Test
    void canBeTakenAgainWhenItWasGivenUp() {
        Taken.add(temp);
        Taken.remove(temp);

        assertThat(Taken.add(temp)).isTrue();
    }

    @Test
    void isTakenAlsoForACopierThatWasLoadedInPlaceOfAnother() throws Exception {
        Taken.add(temp);
        URL classes = Taken.class.getProtectionDomain().getCodeSource().getLocation();
        try (URLClassLoader another = new URLClassLoader(new URL[] {classes}, ClassLoader.getPlatformClassLoader())) {
            Method add = another.loadClass(Taken.class.getName()).getDeclaredMethod("add", Path.class);
            add.setAccessible(true);

            assertThat(add.invoke(null, temp)).isEqualTo(false);
        }
    }
}
