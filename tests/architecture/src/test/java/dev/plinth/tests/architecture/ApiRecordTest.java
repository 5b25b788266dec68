package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The public API of each module is recorded in {@code src/test/resources/api}, so that a review sees each change of it.
 * After an intended change, write it anew by {@code mvn test -pl tests/architecture -am -Dtest=ApiRecordTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dplinth.api.write=true}.
 */
class ApiRecordTest {

    private static final Path RECORDS = Path.of("src", "test", "resources", "api");

    @TestFactory
    Stream<DynamicTest> thePublicApiIsTheRecordedOne() {
        return modules().entrySet().stream()
                .map(module -> DynamicTest.dynamicTest(
                        module.getKey(), () -> compare(module.getKey() + ".txt", module.getValue())));
    }

    @Test
    void thePublicApiHasNoneOfTheOldNames() throws IOException {
        List<String> signatures = modules().values().stream()
                .flatMap(List::stream)
                .flatMap(type -> Stream.concat(
                        Stream.of(simpleName(type)),
                        ApiRecord.of(type).stream().skip(1).map(line -> simpleName(type) + "#" + memberName(line))))
                .toList();

        assertThat(signatures).doesNotContainAnyElementsOf(oldNames()).hasSizeGreaterThan(500);
    }

    private static void compare(String name, List<Class<?>> types) throws IOException {
        String current = types.stream()
                .map(type -> String.join("\n", ApiRecord.of(type)))
                .collect(Collectors.joining("\n\n", "", "\n"));
        if (Boolean.getBoolean("plinth.api.write")) {
            Files.createDirectories(RECORDS);
            Files.writeString(RECORDS.resolve(name), current);
        }
        assertThat(RECORDS.resolve(name))
                .as("the public API changed: see %s", ApiRecordTest.class.getSimpleName())
                .hasContent(current);
    }

    private static Map<String, List<Class<?>>> modules() {
        return PublicApiTest.exported()
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .collect(Collectors.groupingBy(
                        ApiRecordTest::module,
                        TreeMap::new,
                        Collectors.mapping(JavaClass::reflect, Collectors.toList())));
    }

    private static String module(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.", -1);
        return parts.length < 3 ? "platform" : parts[2];
    }

    private static String simpleName(Class<?> type) {
        return type.getName().replaceAll(".*\\.", "").replace('$', '.');
    }

    /** Returns the name before the parameters, or a field's. */
    private static String memberName(String line) {
        return line.replaceAll("\\(.*", "").replaceAll(".* ", "");
    }

    private static List<String> oldNames() throws IOException {
        try (InputStream names = ApiRecordTest.class.getResourceAsStream("/old-names.txt")) {
            return new String(names.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
