package dev.plinth.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which module may know which, and which library each may see. */
class ModuleBoundariesTest {

    static final JavaClasses PLINTH = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.plinth");

    @Test
    void coreKnowsNoOtherModule() {
        neverSees("dev.plinth.core..", "dev.plinth.auth..", "dev.plinth.storage..", "dev.plinth.s3compat..");
    }

    @Test
    void theServicesNeverSeeEachOther() {
        neverSees("dev.plinth.auth..", "dev.plinth.storage..", "dev.plinth.s3compat..");
        neverSees("dev.plinth.storage..", "dev.plinth.auth..", "dev.plinth.s3compat..");
        neverSees("dev.plinth.s3compat..", "dev.plinth.auth..", "dev.plinth.storage..");
    }

    /** The front door and the testkit are seen by none of them. */
    private static void neverSees(String module, String... others) {
        List<String> unseen = new ArrayList<>(List.of("dev.plinth", "dev.plinth.internal..", "dev.plinth.testkit.."));
        unseen.addAll(List.of(others));
        noClasses()
                .that()
                .resideInAPackage(module)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unseen.toArray(String[]::new))
                .check(PLINTH);
    }

    @Test
    void theFrontDoorBringsNeitherS3NorTheTestkit() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.plinth", "dev.plinth.internal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.plinth.s3compat..", "dev.plinth.testkit..")
                .check(PLINTH);
    }

    @Test
    void theTestkitUsesNoOtherModule() {
        classes()
                .that()
                .resideInAPackage("dev.plinth.testkit..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages(
                        "dev.plinth",
                        "dev.plinth.internal..",
                        "dev.plinth.core..",
                        "dev.plinth.auth..",
                        "dev.plinth.storage..",
                        "dev.plinth.s3compat..")
                .check(PLINTH);
    }

    @Test
    void okHttpIsKnownInTwoPackagesOnly() {
        onlyIn("okhttp3..", "dev.plinth.core.http.okhttp", "dev.plinth.core.internal.okhttp", "dev.plinth.spring.boot");
        onlyIn("okio..", "dev.plinth.core.internal.okhttp");
    }

    @Test
    void jacksonIsKnownInOnePackageAndInItsOwnModuleOnly() {
        onlyIn(
                "com.fasterxml.jackson..",
                "dev.plinth.core.internal.json",
                "dev.plinth.jackson",
                "dev.plinth.spring.boot");
        onlyIn("tools.jackson..", "dev.plinth.jackson", "dev.plinth.spring.boot");
    }

    @Test
    void javaJwtIsKnownInAuthOnly() {
        onlyIn("com.auth0..", "dev.plinth.auth.internal..");
    }

    @Test
    void awsIsKnownInS3Only() {
        onlyIn("software.amazon..", "dev.plinth.s3compat..", "dev.plinth.spring.boot");
    }

    @Test
    void springIsKnownInItsOwnModulesOnly() {
        onlyIn("org.springframework..", "dev.plinth.spring..");
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.plinth.spring..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.plinth.spring..")
                .check(PLINTH);
    }

    @Test
    void theRequestPathIsSeenByCoreAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.plinth.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.plinth.core.internal.call..",
                        "dev.plinth.core.internal.exchange..",
                        "dev.plinth.core.internal.okhttp..")
                .check(PLINTH);
    }

    private static void onlyIn(String library, String... packages) {
        String[] exempt = new String[packages.length + 1];
        System.arraycopy(packages, 0, exempt, 0, packages.length);
        exempt[packages.length] = "dev.plinth.testkit..";
        noClasses()
                .that()
                .resideInAPackage("dev.plinth..")
                .and()
                .resideOutsideOfPackages(exempt)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(PLINTH);
    }
}
