package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What users get to see: types of the JDK and of exported packages, nothing else. */
class PublicApiTest {

    private static final Set<String> EXPORTED = Set.of(
            "dev.plinth",
            "dev.plinth.core",
            "dev.plinth.core.http",
            "dev.plinth.core.http.okhttp",
            "dev.plinth.auth",
            "dev.plinth.storage",
            "dev.plinth.storage.transfer",
            "dev.plinth.storage.vectors",
            "dev.plinth.storage.analytics",
            "dev.plinth.s3compat",
            "dev.plinth.jackson",
            "dev.plinth.micrometer",
            "dev.plinth.spring.boot",
            "dev.plinth.spring.boot.test",
            "dev.plinth.testkit",
            "dev.plinth.testkit.junit",
            "dev.plinth.testkit.spi");

    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(password|secret|token|apikey)|key|jwt");

    /** In storage, a key is the name of an object. */
    private static boolean isAnObjectsName(JavaClass type, JavaField field) {
        return field.getName().equals("key") && type.getPackageName().startsWith("dev.plinth.storage");
    }

    @Test
    void showsNoTypeThatIsNotExported() {
        assertThat(leaks(type -> !allowed(type))).isEmpty();
    }

    @Test
    void theBridgeToOkHttpIsOneClass() {
        assertThat(exported().filter(c -> c.getPackageName().equals("dev.plinth.core.http.okhttp")))
                .extracting(JavaClass::getSimpleName)
                .containsExactly("OkHttpTransport");
    }

    /** Options are filled in by users, and implemented by Plinth only, so that a setting can be added. */
    @Test
    void optionsCannotBeImplementedByUsers() {
        assertThat(exported()
                        .filter(JavaClass::isInterface)
                        .filter(type -> type.getSimpleName().matches(".*(Options|Update|Query)"))
                        .filter(type -> !type.reflect().isSealed()))
                .isEmpty();
    }

    @Test
    void typesAreInterfacesEnumsOrFinal() {
        // The roots of the exception family and of the handles are there to be extended, by Plinth itself.
        Set<String> extended = Set.of(
                "PlinthException",
                "ApiException",
                "TransportException",
                "ApiClient",
                "OpenEnum",
                "CallCancelledException",
                "BucketTransfers");

        assertThat(exported()
                        .filter(c -> !c.isInterface() && !c.isEnum() && !c.isAnnotation())
                        .filter(c -> !c.getModifiers().contains(JavaModifier.FINAL))
                        .filter(c -> !extended.contains(c.getSimpleName()))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void recordsKeepSecretsAsSecrets() {
        List<String> bare = new ArrayList<>();
        for (JavaClass type : ModuleBoundariesTest.PLINTH) {
            if (type.isRecord() && !type.getPackageName().startsWith("dev.plinth.testkit")) {
                for (JavaField field : type.getFields()) {
                    boolean named = SECRET_NAME.matcher(field.getName()).matches();
                    if (named && field.getRawType().isEquivalentTo(String.class) && !isAnObjectsName(type, field)) {
                        bare.add(type.getName() + "." + field.getName());
                    }
                }
            }
        }
        assertThat(bare)
                .as("a record prints its components: these are to be Secrets")
                .isEmpty();
    }

    @Test
    void nothingThatPrintsRevealsASecret() {
        List<String> revealing = new ArrayList<>();
        for (JavaClass type : ModuleBoundariesTest.PLINTH) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTarget().getFullName().equals("dev.plinth.core.Secret.reveal()"))
                    .filter(call -> Set.of("toString", "getMessage", "describe", "log")
                            .contains(call.getOrigin().getName()))
                    .forEach(call -> revealing.add(call.getDescription()));
        }
        assertThat(revealing).isEmpty();
    }

    static Stream<JavaClass> exported() {
        return ModuleBoundariesTest.PLINTH.stream()
                .filter(c -> EXPORTED.contains(c.getPackageName()))
                .filter(PublicApiTest::isVisible);
    }

    private static boolean isVisible(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(PublicApiTest::isVisible).orElse(true);
    }

    private static List<String> leaks(Predicate<JavaType> leaking) {
        List<String> leaks = new ArrayList<>();
        exported().forEach(type -> {
            Stream<JavaType> above = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
            above.filter(leaking).forEach(t -> leaks.add(type.getName() + " is a " + t.getName()));
            type.getCodeUnits().stream()
                    .filter(PublicApiTest::isPartOfTheApi)
                    .forEach(unit -> types(unit)
                            .filter(leaking)
                            .forEach(t -> leaks.add(unit.getFullName() + " shows " + t.getName())));
        });
        return leaks;
    }

    private static Stream<JavaType> types(JavaCodeUnit unit) {
        return Stream.concat(Stream.of(unit.getReturnType()), unit.getParameterTypes().stream());
    }

    private static boolean isPartOfTheApi(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.PUBLIC)
                || unit.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static boolean allowed(JavaType type) {
        return type.getAllInvolvedRawTypes().stream().allMatch(raw -> {
            String name = raw.getBaseComponentType().getPackageName();
            return raw.getBaseComponentType().isPrimitive()
                    || name.startsWith("java.")
                    || EXPORTED.contains(name)
                    || isTheOneException(raw);
        });
    }

    /** Your own client, in the one class that takes it; AWS, Jackson, JUnit and Spring where they are the product. */
    private static boolean isTheOneException(JavaClass type) {
        return type.getName().equals("okhttp3.OkHttpClient")
                || type.getPackageName().startsWith("software.amazon.")
                || type.getPackageName().matches("(com\\.fasterxml|tools)\\.jackson\\.(core|databind).*")
                || type.getPackageName().startsWith("org.junit.jupiter.api.extension")
                || type.getName().startsWith("org.springframework.boot.autoconfigure.service.connection.")
                || type.getName().equals("io.micrometer.core.instrument.MeterRegistry")
                || type.getName().equals("io.micrometer.observation.ObservationRegistry");
    }
}
