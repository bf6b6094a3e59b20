package io.patchbay.hotswap.internal;

import static org.assertj.core.api.Assertions.assertThat;
import io.patchbay.hotswap.internal.sample.SamplePair;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.lang.reflect.Constructor;
import org.junit.jupiter.api.Test;

class RecordMethodsTest {
    @Test
    void keepNoClassesOfAPluginWhoseRecordsWereTheLastToBeCompared() throws Exception {
        WeakReference<ClassLoader> plugin = comparesRecords();

        RecordMethods.forgetOthers();

        SwapsUnderLoadTest.assertCollected(plugin);
    }

    private static WeakReference<ClassLoader> comparesRecords() throws ReflectiveOperationException {
        Class<?> type = new OwnPair().loadClass(SamplePair.class.getName());
        Constructor<?> constructor = type.getDeclaredConstructor(type, type);
        Object one = constructor.newInstance(null, null);
        Object same = constructor.newInstance(null, null);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).hasToString(same.toString());
        return new WeakReference<>(type.getClassLoader());
    }

    /** Has the record as a class of its own, as the loader of a bundle has. */
    private static final class OwnPair extends ClassLoader {
        OwnPair() {
            super(RecordMethodsTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(SamplePair.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream bytes = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] content = bytes.readAllBytes();
                return defineClass(name, content, 0, content.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
