package io.patchbay.coordination.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.unix.Socket;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import io.netty.resolver.NameResolver;
import io.netty.util.Timer;
import io.patchbay.api.coordination.Cluster;
import io.patchbay.api.coordination.Leadership;
import io.patchbay.api.node.Credentials;
import io.patchbay.api.node.Node;
import io.patchbay.api.node.NodeFolders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.felix.cm.PersistenceManager;
import org.apache.felix.framework.FrameworkFactory;
import org.apache.felix.scr.info.ScrInfo;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.ComponentContext;
import org.osgi.util.function.Function;
import org.osgi.util.promise.Promise;

/** The two bundles in a real framework: whatever they import must be there when it is used, not only when they resolve. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FrameworkTest {
    /** One class of each bundle that is installed. */
    private static final List<Class<?>> BUNDLES = List.of(
            Function.class,
            Promise.class,
            ComponentContext.class,
            PersistenceManager.class,
            ScrInfo.class,
            JsonProperty.class,
            JsonFactory.class,
            ObjectMapper.class,
            Timer.class,
            ByteBuf.class,
            NameResolver.class,
            Bootstrap.class,
            Socket.class,
            ByteToMessageDecoder.class,
            SslContext.class,
            ZooKeeper.class,
            Coordination.class);

    /** What the test shares with the bundles, so that it can talk to them. */
    private static final String SHARED = "io.patchbay.api;version=1.0.0,io.patchbay.api.coordination;version=1.1.0,"
            + "io.patchbay.api.node;version=1.0.0,io.patchbay.api.placement;version=1.3.0,org.slf4j;version=2.0.20";

    @TempDir
    Path folder;

    private Framework framework;

    @BeforeEach
    void startFramework() throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        Constants.FRAMEWORK_STORAGE,
                        folder.resolve("cache").toString(),
                        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                        SHARED));
        framework.start();
        BundleContext context = framework.getBundleContext();
        context.registerService(
                new String[] {Node.class.getName(), NodeFolders.class.getName()}, new FakeNode(folder), null);
        context.registerService(Credentials.class, new FakeCredentials(), null);
    }

    @AfterEach
    void stopFramework() throws Exception {
        framework.stop();
        framework.waitForStop(10_000);
    }

    @Test
    void leadsInARealFramework() throws Exception {
        startBundles();

        await().until(() -> find(Leadership.class).isPresent());

        assertThat(find(Cluster.class).orElseThrow().leader()).isPresent();
        assertThat(find(Leadership.class).orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void takesTheMarkerAwayWhenItStops() throws Exception {
        Bundle coordination = startBundles();
        await().until(() -> find(Leadership.class).isPresent());

        coordination.stop();

        assertThat(find(Leadership.class)).isEmpty();
    }

    @Test
    void leadsInALaterTermWhenItIsStartedAgain() throws Exception {
        Bundle coordination = startBundles();
        await().until(() -> find(Leadership.class).isPresent());

        coordination.stop();
        coordination.start();

        await().until(() -> find(Leadership.class).isPresent());
        assertThat(find(Leadership.class).orElseThrow().epoch()).isEqualTo(2);
    }

    /** Installs all bundles and starts them; the last one is coordination. */
    private Bundle startBundles() throws Exception {
        List<Bundle> installed = new ArrayList<>();
        for (Class<?> member : BUNDLES) {
            String location =
                    member.getProtectionDomain().getCodeSource().getLocation().toString();
            installed.add(framework.getBundleContext().installBundle("reference:" + location));
        }
        for (Bundle bundle : installed) {
            bundle.start();
        }
        assertThat(installed).allMatch(bundle -> bundle.getState() == Bundle.ACTIVE);
        return installed.get(installed.size() - 1);
    }

    private <T> Optional<T> find(Class<T> type) {
        BundleContext context = framework.getBundleContext();
        return Stream.ofNullable(context.getServiceReference(type))
                .map((ServiceReference<T> reference) -> context.getService(reference))
                .findFirst();
    }
}
