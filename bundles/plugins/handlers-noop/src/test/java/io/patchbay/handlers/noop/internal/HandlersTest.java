package io.patchbay.handlers.noop.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import io.patchbay.api.recovery.TaskHandler;
import io.patchbay.api.recovery.type.TaskType;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;

/** What the bundle offers. */
class HandlersTest {
    private final List<String> offered = new ArrayList<>();
    private final List<Object> rankings = new ArrayList<>();

    @Test
    void thereIsOneForEachType() {
        handlers(0);

        assertThat(offered)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(TaskType.values()).map(TaskType::type).toList());
    }

    @Test
    void noneIsLeftWhenTheyGo() {
        handlers(0).close();

        assertThat(offered).isEmpty();
    }

    @Test
    void noneIsOfferedWithADelayThatMakesNoSense() {
        assertThatThrownBy(() -> handlers(-1)).hasMessageContaining("delayMillis must be within");

        assertThat(offered).isEmpty();
    }

    @Test
    void theyGoBeforeThoseThatDoSomething() {
        handlers(0);

        assertThat(rankings).containsOnly(Handlers.RANKING);
    }

    private Handlers handlers(int delayMillis) {
        Handlers.Config config = fake(Handlers.Config.class, arguments -> delayMillis);
        return new Handlers(fake(BundleContext.class, this::register), config);
    }

    private ServiceRegistration<?> register(Object... arguments) {
        assertThat(arguments[0]).isEqualTo(TaskHandler.class);
        String name = (String) ((Dictionary<?, ?>) arguments[2]).get(TaskHandler.NAME);
        offered.add(name);
        rankings.add(((Dictionary<?, ?>) arguments[2]).get(Constants.SERVICE_RANKING));
        return fake(ServiceRegistration.class, nothing -> offered.remove(name) ? null : name);
    }

    /** What the one method does that is called. */
    private interface Called {
        Object with(Object... arguments);
    }

    private static <T> T fake(Class<T> type, Called called) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> called.with(arguments)));
    }
}
