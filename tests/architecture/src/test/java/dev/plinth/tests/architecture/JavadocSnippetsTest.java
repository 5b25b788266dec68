package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Session;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.auth.Users;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.storage.Bucket;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples in the Javadoc of public classes and on the page about transfers compile. */
class JavadocSnippetsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern SNIPPET = Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);
    private static final Path TRANSFERS = ROOT.resolve("docs/transfers.md");

    /** The classes that a new user meets first. */
    private static final List<Class<?>> ENTRY_TYPES = List.of(
            Platform.class,
            Project.class,
            AuthClient.class,
            Users.class,
            Bucket.class,
            S3Compat.class,
            LocalPlatform.class,
            TokenVerifier.class,
            Session.class);

    /** What a snippet may use without declaring it. */
    private static final String HEAD = """
            import dev.plinth.*;
            import dev.plinth.auth.*;
            import dev.plinth.core.*;
            import dev.plinth.core.http.*;
            import dev.plinth.micrometer.*;
            import dev.plinth.s3compat.*;
            import dev.plinth.spring.boot.*;
            import dev.plinth.spring.boot.test.*;
            import dev.plinth.storage.*;
            import dev.plinth.storage.analytics.*;
            import dev.plinth.storage.transfer.*;
            import dev.plinth.storage.vectors.*;
            import dev.plinth.testkit.*;
            import dev.plinth.testkit.junit.*;
            import java.io.*;
            import java.net.URI;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import java.util.concurrent.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.*;
            import org.springframework.beans.factory.annotation.Autowired;
            import org.springframework.boot.test.context.SpringBootTest;
            import org.springframework.context.annotation.Bean;
            import org.springframework.web.bind.annotation.GetMapping;
            import io.micrometer.observation.ObservationRegistry;
            import com.fasterxml.jackson.databind.*;
            import software.amazon.awssdk.core.sync.*;
            import software.amazon.awssdk.services.s3.*;
            """;

    /** Fields, so that a snippet may declare a variable of the same name. */
    private static final String VARIABLES = """
            Project project;
            Bucket bucket;
            Session session;
            AuthClient auth;
            Account account;
            String token;
            String id;
            String credentialJson;
            String url;
            String jwt;
            String serviceKey;
            ObservationRegistry observationRegistry;
            """;

    /** What a bean of a Spring application has been given. */
    private static final String INJECTED = "CurrentUserProject currentUser;\n";

    record Snippet(String file, String code, boolean testkit) {

        @Override
        public String toString() {
            return file;
        }
    }

    @TempDir
    Path classes;

    @ParameterizedTest
    @MethodSource("snippets")
    void compiles(Snippet snippet) {
        assertThat(errors(snippet.code(), snippet.testkit())).as(snippet.code()).isEmpty();
    }

    @Test
    void everyEntryTypeHasOne() {
        List<String> files = snippets().map(Snippet::file).toList();

        assertThat(files)
                .containsAll(ENTRY_TYPES.stream()
                        .map(type -> type.getSimpleName() + ".java")
                        .toList());
    }

    @Test
    void aWrongNameIsFound() {
        assertThat(errors("project.noSuchMethod();", false)).isNotEmpty();
    }

    static Stream<Snippet> snippets() {
        Stream<Snippet> javadoc = Stream.of(
                        "sdk-core",
                        "sdk-auth",
                        "sdk-storage",
                        "sdk-s3-compat",
                        "sdk-platform",
                        "sdk-testkit",
                        "sdk-jackson",
                        "sdk-micrometer",
                        "sdk-spring-boot",
                        "sdk-spring-boot-test")
                .map(module -> ROOT.resolve(module).resolve("src/main/java"))
                .flatMap(JavadocSnippetsTest::files)
                .flatMap(JavadocSnippetsTest::snippetsOf);
        return Stream.concat(javadoc, blocks(TRANSFERS));
    }

    private static Stream<Snippet> blocks(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page))
                    .results()
                    .map(block -> new Snippet(page.getFileName().toString(), block.group(1), false));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("internal"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Snippet> snippetsOf(Path file) {
        List<Snippet> found = new ArrayList<>();
        try {
            Matcher matcher = SNIPPET.matcher(Files.readString(file));
            while (matcher.find()) {
                String code = matcher.group(1).replaceAll("(?m)^ *\\* ?", "").replace("…", "");
                found.add(new Snippet(
                        file.getFileName().toString(), code, file.toString().contains("sdk-testkit")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found.stream();
    }

    /** A class member, such as a field of a test, or the statements of a method. */
    private List<String> errors(String code, boolean testkit) {
        boolean member = code.strip().startsWith("@") || code.strip().startsWith("static ");
        String platform = testkit ? "LocalPlatform platform;\n" : "Platform platform;\n";
        String body =
                member ? INJECTED + code : platform + VARIABLES + "void run() throws Exception {\n" + code + "\n}";
        return compile(HEAD + "abstract class Snippet {\n" + body + "\n}\n");
    }

    private List<String> compile(String source) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileObject file =
                new SimpleJavaFileObject(URI.create("string:///Snippet.java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        compiler.getTask(null, null, diagnostics, options, null, List.of(file)).call();
        return diagnostics.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> diagnostic.getMessage(null))
                .toList();
    }
}
