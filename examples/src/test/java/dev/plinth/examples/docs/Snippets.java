package dev.plinth.examples.docs;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.testkit.LocalPlatform;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles and runs the programs of a page. */
final class Snippets {

    private static final String IMPORTS = """
            import dev.plinth.*;
            import dev.plinth.auth.*;
            import dev.plinth.core.*;
            import dev.plinth.core.http.*;
            import dev.plinth.core.http.okhttp.*;
            import dev.plinth.s3compat.*;
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
            import java.util.function.*;
            import java.util.stream.*;
            import org.junit.jupiter.api.*;
            import org.junit.jupiter.api.extension.*;
            import software.amazon.awssdk.core.sync.*;
            import software.amazon.awssdk.services.s3.*;
            """;

    private final Path folder;

    Snippets(Path folder) {
        this.folder = folder;
    }

    /** Compiles all programs of a page; returns the errors. */
    List<String> errors(Page page) {
        List<String> errors = new ArrayList<>(compile("Guide", guide(page)));
        for (String type : page.classes()) {
            String imports = type.startsWith("import") ? "" : IMPORTS;
            errors.addAll(compile(nameOf(type), imports + type));
        }
        return errors;
    }

    private static String nameOf(String type) {
        Matcher name = Pattern.compile("(class|record|interface) (\\w+)").matcher(type);
        return name.find() ? name.group(2) : "Unnamed";
    }

    /** All programs share the fields; those that run share their local variables too. */
    private static String guide(Page page) {
        StringBuilder source = new StringBuilder(IMPORTS);
        source.append("public class Guide {\n")
                .append("static LocalPlatform local; static Platform platform; static Project project, viaPlatform;\n")
                .append(
                        "public static void run(LocalPlatform local0, Platform platform0, Project project0) throws Exception {\n")
                .append("local = local0; platform = platform0; project = project0;\n")
                .append("viaPlatform = platform0.project(local0.projectRef());\n");
        page.statements().forEach(code -> source.append(code).append('\n'));
        source.append("}\n");
        int number = 0;
        for (String code : page.compiledOnly()) {
            source.append("static void only")
                    .append(number++)
                    .append("(Session session, String token, Bucket bucket) throws Exception {\n")
                    .append(code)
                    .append("\n}\n");
        }
        return source.append("}\n").toString();
    }

    /** Compiles a class into the folder; returns the errors. */
    List<String> compile(String name, String source) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        URI address = URI.create("string:///" + name + ".java");
        JavaFileObject file = new SimpleJavaFileObject(address, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
        List<String> options =
                List.of("-d", folder.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, found, options, null, List.of(file))
                .call();
        return found.getDiagnostics().stream()
                .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
                .map(diagnostic -> line(source, (int) diagnostic.getLineNumber()) + ": " + diagnostic.getMessage(null))
                .toList();
    }

    private static String line(String source, int number) {
        return source.split("\n", -1)[Math.max(0, number - 1)].strip();
    }

    /** Runs the programs of the page that was compiled. */
    void run(LocalPlatform local, Platform platform, Project project) throws Exception {
        URL[] classes = {folder.toUri().toURL()};
        try (URLClassLoader loader = new URLClassLoader(classes, getClass().getClassLoader())) {
            loader.loadClass("Guide")
                    .getMethod("run", LocalPlatform.class, Platform.class, Project.class)
                    .invoke(null, local, platform, project);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
