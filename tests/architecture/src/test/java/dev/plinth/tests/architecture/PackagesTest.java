package dev.plinth.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import dev.plinth.core.ApiClient;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How packages depend on each other, and how large they may be. */
class PackagesTest {

    private static final int LARGEST = 25;

    private static final JavaClasses SDK = ModuleBoundariesTest.PLINTH.that(
            new DescribedPredicate<>("are not of the testkit, the tests or the examples") {
                @Override
                public boolean test(JavaClass type) {
                    return !type.getPackageName().matches("dev\\.plinth\\.(testkit|tests|examples|benchmarks)(\\..*)?");
                }
            });

    @Test
    void internalPackagesHaveNoCycles() {
        slices().matching("dev.plinth.(*).internal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(SDK);
    }

    @Test
    void thePackagesOfTheTestkitHaveNoCycles() {
        slices().matching("dev.plinth.testkit.internal.(**)")
                .should()
                .beFreeOfCycles()
                .check(ModuleBoundariesTest.PLINTH);
    }

    @Test
    void modulesHaveNoCycles() {
        slices().matching("dev.plinth.(core|auth|storage|s3compat)..")
                .should()
                .beFreeOfCycles()
                .check(SDK);
    }

    /** Clients stand on internals. Internals use the public values, options and exceptions, but no client. */
    @Test
    void internalPackagesUseNoClient() {
        noClasses()
                .that()
                .resideInAPackage("..internal..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ApiClient.class)
                .check(SDK);
    }

    @Test
    void noInternalPackageIsABagOfFiles() {
        Map<String, Long> large = SDK.stream()
                .filter(type -> type.getPackageName().contains(".internal"))
                .filter(type -> type.getEnclosingClass().isEmpty())
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        large.values().removeIf(files -> files <= LARGEST);

        assertThat(large).isEmpty();
    }
}
