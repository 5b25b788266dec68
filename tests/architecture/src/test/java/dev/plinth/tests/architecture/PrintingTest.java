package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every object that a program can get from the SDK prints itself in the words of the public API. */
class PrintingTest {

    private static final Set<JavaClass> EXPORTED = PublicApiTest.exported().collect(Collectors.toSet());

    @Test
    void noObjectOfAPublicTypePrintsAHashCode() {
        assertThat(concrete()
                        .filter(type -> toString(type).getOwner().isEquivalentTo(Object.class))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void noRecordBehindAPublicTypePrintsTheNameOfAnInternalClass() {
        assertThat(concrete()
                        .filter(JavaClass::isRecord)
                        .filter(type -> !EXPORTED.contains(type))
                        .filter(PrintingTest::printsItsComponents)
                        .map(JavaClass::getName))
                .isEmpty();
    }

    /** The toString method that the compiler adds to a record calls no method and reads no field. */
    private static boolean printsItsComponents(JavaClass type) {
        return toString(type).getAccessesFromSelf().isEmpty();
    }

    private static Stream<JavaClass> concrete() {
        return ModuleBoundariesTest.PLINTH.stream()
                .filter(type -> !type.isInterface() && !type.isEnum() && !type.isAnnotation())
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .filter(PrintingTest::canBeHeld)
                .filter(type -> !type.isAssignableTo(Throwable.class))
                .filter(type -> !type.getPackageName().equals("dev.plinth.jackson"));
    }

    /** Whether a program can hold an object of the class as an object of a public type that has data. */
    private static boolean canBeHeld(JavaClass type) {
        Stream<JavaClass> types = Stream.concat(Stream.of(type), type.getAllRawSuperclasses().stream());
        return Stream.concat(types, type.getAllRawInterfaces().stream())
                .anyMatch(above -> EXPORTED.contains(above) && !isBehaviour(above) && !isOnlyStatic(above));
    }

    /** What programs implement themselves, and what only the SDK calls. */
    private static boolean isBehaviour(JavaClass type) {
        if (isConfigured(type)) {
            return true;
        }
        boolean functional = type.isInterface() && type.reflect().isAnnotationPresent(FunctionalInterface.class);
        return functional
                || Set.of("CallContext", "HttpTransport", "CallObserver", "KeyCodec")
                        .contains(type.getSimpleName());
    }

    /** Options and builders are seen only while they are set. */
    private static boolean isConfigured(JavaClass type) {
        String name = type.getSimpleName();
        return name.matches("(.*Options|.*Builder|.*Update|UserQuery|ImageTransform)")
                && type.getAllMethods().stream()
                        .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                        .filter(method -> !method.getRawReturnType().isEquivalentTo(Object.class))
                        .anyMatch(method ->
                                type.isAssignableTo(method.getRawReturnType().getName()));
    }

    private static boolean isOnlyStatic(JavaClass type) {
        return !type.isInterface()
                && type.getMethods().stream()
                        .filter(method -> method.getModifiers().contains(JavaModifier.PUBLIC))
                        .allMatch(method -> method.getModifiers().contains(JavaModifier.STATIC));
    }

    private static JavaMethod toString(JavaClass type) {
        List<JavaMethod> found = type.getAllMethods().stream()
                .filter(method -> method.getName().equals("toString")
                        && method.getRawParameterTypes().isEmpty())
                .toList();
        return found.stream()
                .filter(method -> !method.getOwner().isInterface())
                .reduce((a, b) -> a.getOwner().isAssignableTo(b.getOwner().reflect()) ? a : b)
                .orElseThrow();
    }
}
