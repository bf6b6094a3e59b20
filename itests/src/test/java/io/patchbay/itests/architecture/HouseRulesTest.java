package io.patchbay.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of ARCHITECTURE.md that a program can check, over every class of every bundle. */
class HouseRulesTest {
    private static final Path BUNDLES = Path.of("..", "bundles");

    private static JavaClasses house;

    @BeforeAll
    static void readEveryBundle() throws IOException {
        try (Stream<Path> folders = Files.walk(BUNDLES, 6)) {
            List<Path> classes = folders.filter(
                            folder -> folder.endsWith(Path.of("target", "classes", "io", "patchbay")))
                    .toList();
            assertThat(classes).as("compiled bundles").hasSizeGreaterThan(15);
            house = new ClassFileImporter().importPaths(classes);
        }
    }

    @Test
    void everyArrowEndsAtTheApi() {
        List<String> areas = house.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.contains(".internal"))
                .map(name -> name.substring(0, name.indexOf(".internal")))
                .distinct()
                .toList();
        assertThat(areas).hasSizeGreaterThan(12);
        for (String area : areas) {
            noClasses()
                    .that()
                    .resideInAPackage(area + "..")
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.patchbay..")
                            .and(not(resideInAPackage(area + "..")))
                            .and(not(resideInAPackage("io.patchbay.api..")))
                            .and(not(resideInAPackage("io.patchbay.support.."))))
                    .because("bundles meet only as services of the api")
                    .check(house);
        }
    }

    @Test
    void theApiNeedsNothing() {
        classes()
                .that()
                .resideInAPackage("io.patchbay.api..")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("io.patchbay.api..")
                        .or(resideInAPackage("java.."))
                        .or(resideInAPackage("org.osgi.annotation..")))
                .check(house);
    }

    @Test
    void everythingOutsideTheApiIsInternal() {
        classes()
                .that()
                .resideOutsideOfPackages("io.patchbay.api..", "io.patchbay.support..", "io.patchbay..standalone..")
                .and()
                .resideInAPackage("io.patchbay..")
                .should()
                .resideInAPackage("..internal..")
                .check(house);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .that()
                .resideInAPackage("io.patchbay..")
                .should()
                .haveNameMatching(".*(Impl|Manager|Helper|Utils?|DTO)")
                .check(house);
    }

    @Test
    void nothingIsInjectedIntoAField() {
        noFields()
                .should()
                .beAnnotatedWith("org.osgi.service.component.annotations.Reference")
                .check(house);
        noFields()
                .should()
                .beAnnotatedWith("org.osgi.service.component.annotations.Activate")
                .check(house);
    }

    @Test
    void loggersAreConstants() {
        fields().that()
                .haveRawType("org.slf4j.Logger")
                .should()
                .beStatic()
                .andShould()
                .beFinal()
                .check(house);
    }

    @Test
    void nobodyWritesToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.patchbay..standalone..")
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(house);
    }

    @Test
    void componentsAreFinal() {
        classes()
                .that()
                .areAnnotatedWith("org.osgi.service.component.annotations.Component")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(house);
    }
}
