package io.patchbay.node.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.metatype.MetaTypeService;

class ConfigurationFolderTest {
    @TempDir
    private Path folder;

    private final Map<String, Map<String, Object>> configured = new HashMap<>();

    @Test
    void appliesTheFilesBeforeItIsActive() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000}");

        open(List.of());

        assertThat(configured.get("io.patchbay.placement")).containsEntry("silenceMillis", 5000L);
    }

    @Test
    void putsTheCommandLineAboveTheFiles() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000,\"reserveMillis\":1}");

        open(List.of("io.patchbay.placement:silenceMillis=7000"));

        assertThat(configured.get("io.patchbay.placement"))
                .containsEntry("silenceMillis", "7000")
                .containsEntry("reserveMillis", 1L);
    }

    @Test
    void appliesAChangeAtTheNextLook() throws IOException {
        write("io.patchbay.placement.cfg", "silenceMillis=5000");
        ConfigurationFolder opened = open(List.of());
        write("io.patchbay.placement.cfg", "silenceMillis=60000");

        opened.lookAgain();

        assertThat(configured.get("io.patchbay.placement")).containsEntry("silenceMillis", "60000");
    }

    @Test
    void keepsWhatWasWhenAFileBreaks() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000}");
        ConfigurationFolder opened = open(List.of());
        write("io.patchbay.placement.json", "{\"silenceMillis\":");

        opened.lookAgain();

        assertThat(configured.get("io.patchbay.placement")).containsEntry("silenceMillis", 5000L);
    }

    @Test
    void forgetsAFileThatIsGone() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000}");
        ConfigurationFolder opened = open(List.of());
        Files.delete(folder.resolve("io.patchbay.placement.json"));

        opened.lookAgain();

        assertThat(configured.get("io.patchbay.placement")).isEmpty();
    }

    @Test
    void forgetsTheCommandLineOfAnEarlierStart() {
        open(List.of("io.patchbay.placement:silenceMillis=7000"));

        open(List.of());

        assertThat(configured.get("io.patchbay.placement")).isEmpty();
    }

    @Test
    void forgetsAFileThatIsGoneSinceAnEarlierStart() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000}");
        open(List.of());
        Files.delete(folder.resolve("io.patchbay.placement.json"));

        open(List.of());

        assertThat(configured.get("io.patchbay.placement")).isEmpty();
    }

    @Test
    void keepsWhatAFileSaidAtAnEarlierStartIfItIsBrokenNow() throws IOException {
        write("io.patchbay.placement.json", "{\"silenceMillis\":5000}");
        open(List.of());
        write("io.patchbay.placement.json", "{\"silenceMillis\":");

        open(List.of());

        assertThat(configured.get("io.patchbay.placement")).containsEntry("silenceMillis", 5000L);
    }

    @Test
    void keepsWhatSomebodyElseHasConfigured() {
        configured.put("io.patchbay.placement", Map.of("silenceMillis", 9000L));

        open(List.of());

        assertThat(configured.get("io.patchbay.placement")).containsEntry("silenceMillis", 9000L);
    }

    @Test
    void takesAListInBrackets() throws IOException {
        write("io.patchbay.portal.cfg", "isps = [telco, cable]\nregions = []");

        open(List.of("io.patchbay.rest:adminFrom=[10.0.0.0/8,fd00::/8]"));

        assertThat((String[]) configured.get("io.patchbay.portal").get("isps")).containsExactly("telco", "cable");
        assertThat((String[]) configured.get("io.patchbay.portal").get("regions"))
                .isEmpty();
        assertThat((String[]) configured.get("io.patchbay.rest").get("adminFrom"))
                .containsExactly("10.0.0.0/8", "fd00::/8");
    }

    @Test
    void refusesASettingThatIsNone() {
        assertThatThrownBy(() -> open(List.of("silenceMillis=5"))).hasMessageContaining("PID:key=value");
    }

    private ConfigurationFolder open(List<String> sets) {
        Settings settings = new Settings(folder, folder, folder, Optional.empty(), Optional.empty(), sets);
        KnownKeys known = new KnownKeys(
                fake(BundleContext.class, Map.of("getBundles", new org.osgi.framework.Bundle[0])),
                fake(MetaTypeService.class, Map.of()));
        return new ConfigurationFolder(settings, admin(), known);
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }

    private ConfigurationAdmin admin() {
        return proxy(
                ConfigurationAdmin.class,
                (method, arguments) -> method.equals("listConfigurations")
                        ? matching((String) arguments[0])
                        : configuration((String) arguments[0]));
    }

    private Configuration[] matching(String filter) throws InvalidSyntaxException {
        Filter wanted = FrameworkUtil.createFilter(filter);
        Configuration[] found = configured.entrySet().stream()
                .filter(each -> wanted.matches(each.getValue()))
                .map(each -> configuration(each.getKey()))
                .toArray(Configuration[]::new);
        return found.length == 0 ? null : found; // as the specification has it
    }

    private Configuration configuration(String pid) {
        return proxy(Configuration.class, (method, arguments) -> {
            if (method.equals("getPid")) {
                return pid;
            }
            Dictionary<?, ?> properties = (Dictionary<?, ?>) arguments[0];
            Map<String, Object> values = new TreeMap<>();
            Collections.list(properties.keys()).forEach(key -> values.put((String) key, properties.get(key)));
            return !values.equals(configured.put(pid, values));
        });
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return proxy(type, (method, arguments) -> answers.get(method));
    }

    private interface Answer {
        Object to(String method, Object[] arguments) throws Exception;
    }

    /** A service of which only one or two methods are called: less code than a class with all of them. */
    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> answer.to(method.getName(), arguments)));
    }
}
