package io.patchbay.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import io.patchbay.support.operator.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewProjectTest {
    @TempDir
    private Path folder;

    private NewProject.Order parse(String arguments) throws UsageException {
        return NewProject.Order.parse(List.of(arguments.split(" ")), folder);
    }

    private Map<String, String> files(String arguments) throws Exception {
        return parse(arguments).project().files(Path.of("/opt/patch bay/repository"));
    }

    @ParameterizedTest
    @CsvSource({
        "strategy most-room-left,   most-room-left, com/example/mostroomleftstrategy/MostRoomLeftStrategy",
        "strategy my-strategy,      my-strategy,    com/example/mystrategy/MyStrategy",
        "strategy strategy,         strategy,       com/example/strategystrategy/StrategyStrategy",
        "matcher by.zone:x@y,       by-zone-x-y,    com/example/byzonexymatcher/ByZoneXYMatcher",
        "protocol 1.3,              protocol-1-3,   com/example/protocol13/Protocol13",
        "login-policy at-home,       at-home,       com/example/athomeloginpolicy/AtHomeLoginPolicy",
        "observer-launcher on-host,  on-host,       com/example/onhostobserverlauncher/OnHostObserverLauncher",
        "namespace new --package a.b, new,          a/b/NewNamespace"
    })
    void namesFolderAndClassAfterThePlugin(String arguments, String artifact, String source) throws Exception {
        NewProject.Order order = parse(arguments);

        assertThat(order.folder()).isEqualTo(folder.resolve(artifact));
        assertThat(files(arguments))
                .containsOnlyKeys(
                        "src/main/java/" + source + ".java",
                        "src/test/java/" + source + "Test.java",
                        "pom.xml",
                        "README.md");
    }

    @ParameterizedTest
    @EnumSource
    void fillsEveryPlace(Kind kind) throws Exception {
        assertThat(files(kind.word() + " x-1").values())
                .allSatisfy(text -> assertThat(text).doesNotContain("{{", "@project", "@bnd", "@maven"));
    }

    @Test
    void writesTheRepositoryAsAnAddress() throws Exception {
        assertThat(files("matcher x").get("pom.xml"))
                .contains("<patchbay.repository>file:///opt/patch%20bay/repository</patchbay.repository>");
    }

    @Test
    void writesWhatItSays() throws Exception {
        NewProject.Order order = parse("matcher x --dir deep/er");

        List<String> written = order.project().write(order.folder(), folder);

        assertThat(written)
                .allSatisfy(file ->
                        assertThat(folder.resolve("deep/er").resolve(file)).exists());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "strategy",
                "strategy --dir",
                "--dir x",
                "plugin x",
                "strategy a/b",
                "strategy ..",
                "strategy -x",
                "strategy é",
                "strategy x --package 1.2",
                "strategy x --package a.new",
                "strategy x --package java.x",
                "strategy x --package io.patchbay.api",
                "strategy x --dri y",
                "strategy x y"
            })
    void refusesWhatIsWrong(String arguments) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse(arguments))
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasLineCount(1));
    }

    @Test
    void refusesAFolderThatIsThere() throws Exception {
        Files.createDirectory(folder.resolve("x"));

        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> parse("matcher x"))
                .withMessageContaining("exists already; --dir names another folder");
    }
}
