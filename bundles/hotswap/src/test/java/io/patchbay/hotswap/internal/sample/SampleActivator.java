package io.patchbay.hotswap.internal.sample;

import io.patchbay.hotswap.internal.greeting.Greeter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceRegistration;

/** Goes into the jars of the tests; {@code sample.properties} beside it says what the plug-in does. */
public final class SampleActivator implements BundleActivator {
    private String awaitedByStop = "";

    @Override
    public void start(BundleContext context) throws IOException {
        Properties sample = new Properties();
        try (InputStream in = SampleActivator.class.getResourceAsStream("/sample.properties")) {
            sample.load(in);
        }
        if (sample.containsKey("failsToStart")) {
            throw new IllegalStateException("out of order");
        }
        awaitFile(sample.getProperty("startsAfter", ""));
        awaitedByStop = sample.getProperty("stopsAfter", "");
        if (sample.containsKey("leaksAThread")) {
            Thread thread = new Thread(() -> await(new CountDownLatch(1)), "left-behind");
            thread.setDaemon(true);
            thread.start();
        }
        String name = sample.getProperty("name");
        if (!name.isEmpty()) {
            register(context, name, sample);
        }
        for (int copy = 1; copy < Integer.parseInt(sample.getProperty("copies", "1")); copy++) {
            register(context, name + copy, sample);
        }
    }

    private static void register(BundleContext context, String name, Properties sample) {
        Dictionary<String, Object> properties = FrameworkUtil.asDictionary(
                Map.of("patchbay.name", name, "component.name", sample.getProperty("component", "hello")));
        if (sample.containsKey("prototype")) {
            context.registerService(Greeter.class, new Each(sample), properties);
        } else {
            context.registerService(Greeter.class, new SampleGreeter(sample), properties);
        }
    }

    @Override
    public void stop(BundleContext context) {
        SampleGreeter.stopped = true;
        awaitFile(awaitedByStop);
    }

    private static void awaitFile(String file) {
        while (!file.isEmpty() && Files.notExists(Path.of(file))) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static void await(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private record Each(Properties sample) implements PrototypeServiceFactory<Greeter> {
        @Override
        public Greeter getService(Bundle bundle, ServiceRegistration<Greeter> registration) {
            return new SampleGreeter(sample);
        }

        @Override
        public void ungetService(Bundle bundle, ServiceRegistration<Greeter> registration, Greeter service) {
            ((SampleGreeter) service).end();
        }
    }

    private static final class SampleGreeter implements Greeter {
        private static volatile boolean stopped;
        private final Properties sample;
        private volatile boolean ended;

        SampleGreeter(Properties sample) {
            this.sample = sample;
        }

        void end() {
            ended = true;
        }

        @Override
        public String greet() {
            if (stopped || ended) {
                throw new IllegalStateException("called after its end");
            }
            String answer = sample.getProperty("answer");
            if (answer.equals("throws")) {
                throw new IllegalStateException("no greeting today");
            }
            if (sample.containsKey("comparesRecords")) {
                compareRecords();
            }
            if (answer.equals("hangs")) {
                hang();
            }
            return answer;
        }

        private static void compareRecords() {
            SamplePair one = new SamplePair(null, null);
            SamplePair same = new SamplePair(null, null);
            if (!one.equals(same)
                    || one.hashCode() != same.hashCode()
                    || !one.toString().equals(same.toString())) {
                throw new IllegalStateException("equal records are not");
            }
        }

        private static void hang() {
            boolean forEver = true;
            while (forEver) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException ignored) {
                    forEver = !stopped; // as rude as a plug-in can be
                }
            }
        }
    }
}
