package io.patchbay.hotswap.internal;

import java.lang.annotation.Annotation;

/** Settings that keep the tests short. */
record TestConfig(int pollMillis, int stableMillis, int drainMillis, int checkMillis, int faultLimit)
        implements HotSwap.Config {
    static final TestConfig QUICK = new TestConfig(20, 40, 1000, 1000, 3);

    @Override
    public Class<? extends Annotation> annotationType() {
        return HotSwap.Config.class;
    }
}
