package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/capabilities.md} lists the capabilities of Supabase's SDKs and what does each here. It is written anew by
 * {@code mvn test -pl tests/architecture -am -Dtest=CapabilitiesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dplinth.docs.write=true}.
 */
class CapabilitiesTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "capabilities.md");
    private static final Path TABLE = Path.of("src", "test", "resources", "capabilities.txt");
    private static final Pattern SYMBOL = Pattern.compile("(\\w+)#(\\w+)( \\(.*\\))?");
    private static final String MISSING = "missing";
    private static final String ELSEWHERE = "not applicable: ";

    private record Capability(String id, String answer) {

        static Capability parse(String line) {
            String[] sides = line.split(" = ", 2);
            return new Capability(sides[0], sides[1]);
        }

        boolean missing() {
            return answer.equals(MISSING);
        }

        boolean elsewhere() {
            return answer.startsWith(ELSEWHERE);
        }

        boolean implemented() {
            return !missing() && !elsewhere();
        }
    }

    @Test
    void everyNamedMethodExists() throws IOException {
        assertThat(capabilities().stream().filter(Capability::implemented)).allSatisfy(capability -> {
            Matcher symbol = SYMBOL.matcher(capability.answer());
            assertThat(symbol.matches()).as(capability.toString()).isTrue();
            Optional<JavaClass> type = type(symbol.group(1));
            assertThat(type).as(capability.toString()).isPresent();
            assertThat(type.orElseThrow().getAllMethods())
                    .as(capability.toString())
                    .anyMatch(method -> method.getName().equals(symbol.group(2)));
        });
    }

    @Test
    void everyCapabilityIsListedOnce() throws IOException {
        assertThat(capabilities()).hasSize(140).extracting(Capability::id).doesNotHaveDuplicates();
    }

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        String page = page(capabilities());
        if (Boolean.getBoolean("plinth.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/capabilities.md is out of date: see %s", getClass().getSimpleName())
                .hasContent(page);
    }

    private static Optional<JavaClass> type(String name) {
        return ModuleBoundariesTest.PLINTH.stream()
                .filter(type -> type.getSimpleName().equals(name))
                .filter(type -> !type.getPackageName().contains(".internal"))
                .findFirst();
    }

    private static List<Capability> capabilities() throws IOException {
        return Files.readAllLines(TABLE).stream().map(Capability::parse).toList();
    }

    private static String page(List<Capability> all) {
        StringBuilder page = new StringBuilder("""
                # Capabilities

                The capabilities that Supabase's public registry of SDK features lists for auth, storage and clients (release
                1.2.0), and the method that does each here. This page is generated; a build fails if a named method does not
                exist.

                """);
        page.append("Of ").append(all.size()).append(": ");
        page.append(all.stream().filter(Capability::implemented).count()).append(" implemented, ");
        page.append(all.stream().filter(Capability::elsewhere).count()).append(" not applicable, ");
        page.append(all.stream().filter(Capability::missing).count()).append(" missing.\n\n");
        page.append("| capability | here |\n|---|---|\n");
        all.forEach(one -> page.append("| `")
                .append(one.id())
                .append("` | ")
                .append(shown(one))
                .append(" |\n"));
        return page.toString();
    }

    private static String shown(Capability capability) {
        Matcher symbol = SYMBOL.matcher(capability.answer());
        if (!symbol.matches()) {
            return capability.answer();
        }
        String remark = symbol.group(3);
        return "`" + symbol.group(1) + "." + symbol.group(2) + "`" + (remark == null ? "" : remark);
    }
}
