package io.patchbay.itests.incontainer;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.BundleContext;

/**
 * Runs the test methods of a class inside one Felix that Pax Exam starts with the distribution's own bundle list: our JUnit 5
 * driver for Pax Exam, which has none. Class and methods must be public; a method may take the {@link BundleContext}.
 */
public final class InFelix implements BeforeAllCallback, AfterAllCallback, InvocationInterceptor, ParameterResolver {
    private final Map<Method, TestAddress> addresses = new HashMap<>();
    private ExamSystem system;
    private TestContainer container;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Class<?> suite = context.getRequiredTestClass();
        // not createTestSystem(options): that one forgets the framework's start level
        system = PaxExamRuntime.createTestSystem().fork(DistributionOptions.all());
        TestProbeBuilder probe = system.createProbe();
        for (Method method : suite.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Test.class)) {
                addresses.put(method, probe.addTest(suite, method.getName()));
            }
        }
        container = PaxExamRuntime.createContainer(system);
        container.start();
        try (InputStream bundle = probe.build().getStream()) {
            container.installProbe(bundle);
        }
    }

    @Override
    public void interceptTestMethod(
            Invocation<Void> here, ReflectiveInvocationContext<Method> call, ExtensionContext context)
            throws Throwable {
        here.skip();
        try {
            container.call(addresses.get(call.getExecutable()));
        } catch (Throwable wrapped) {
            throw unwrapped(wrapped);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (container != null) {
            container.stop();
        }
        if (system != null) {
            system.clear();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BundleContext.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return null; // the container hands its own to the method that really runs
    }

    /** The assertion that failed in the container, without the layers that carried it out. */
    private static Throwable unwrapped(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof InvocationTargetException
                        || cause.getClass().getName().startsWith("org.ops4j."))) {
            cause = cause.getCause();
        }
        return cause;
    }
}
