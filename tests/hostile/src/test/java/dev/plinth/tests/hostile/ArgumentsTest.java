package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Null for each parameter that takes none, at every public method: the error names the parameter, and nothing is sent. */
class ArgumentsTest {

    /** Which class stands for which exported package, and so for where its classes are. */
    private static final List<Class<?>> PACKAGES = List.of(
            dev.plinth.core.ApiClient.class,
            dev.plinth.core.http.HttpRequest.class,
            dev.plinth.auth.AuthClient.class,
            dev.plinth.storage.StorageClient.class,
            dev.plinth.storage.vectors.VectorBuckets.class,
            dev.plinth.storage.analytics.AnalyticsBuckets.class,
            dev.plinth.s3compat.S3Compat.class,
            dev.plinth.Project.class);

    /** A verifier refuses any bad token by an error of its own; where a service is may be the root. */
    private static final Set<Class<?>> TYPED =
            Set.of(dev.plinth.auth.TokenVerifier.class, dev.plinth.core.ConnectionOptions.class);

    /** An object may have a blank name, and what a password may be is for the server to say. */
    private static final Pattern NOT_BLANK =
            Pattern.compile("(?i)(.*(id|ref|token|url|code|signature|challenge|email|domain)|"
                    + "uuid|identifier|callback|address|number|endpoint|hash|nonce|scope)");

    @TempDir
    Path folder;

    private final Set<String> wrong = new TreeSet<>();

    @Test
    void nullIsNamedBeforeAnythingIsSent() throws Exception {
        sweepAll(null);
        assertThat(wrong).isEmpty();
    }

    @Test
    void aBlankIdTokenKeyOrUrlIsRefusedBeforeAnythingIsSent() throws Exception {
        sweepAll(" ");
        assertThat(wrong).isEmpty();
    }

    private void sweepAll(String given) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (MockWebServer server = server();
                Site site = new Site(server.url("/").toString())) {
            site.session();
            Values values = new Values(file);
            for (Class<?> type : exported()) {
                sweep(type, given, values, site, server);
            }
        }
    }

    private static MockWebServer server() throws IOException {
        return EchoServer.start(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .body(Answers.all()[0])
                        .build();
            }
        });
    }

    private void sweep(Class<?> type, String given, Values values, Site site, MockWebServer server) {
        for (Method method : type.getMethods()) {
            boolean ours = method.getDeclaringClass() == type && !method.isBridge() && !method.isSynthetic();
            if (!ours || method.getName().equals("equals") || method.getName().equals("valueOf")) {
                continue;
            }
            Parameter[] parameters = method.getParameters();
            for (int i = 0; i < parameters.length; i++) {
                boolean swept = given == null
                        ? !parameters[i].getType().isPrimitive() && !nullable(parameters[i])
                        : parameters[i].getType() == String.class
                                && NOT_BLANK.matcher(parameters[i].getName()).matches()
                                && !TYPED.contains(type);
                if (swept) {
                    check(type, method, i, given, values, site, server);
                }
            }
        }
    }

    private static boolean nullable(Parameter parameter) {
        AnnotatedType type = parameter.getAnnotatedType();
        return type.isAnnotationPresent(Nullable.class);
    }

    private void check(
            Class<?> type, Method method, int index, String given, Values values, Site site, MockWebServer server) {
        Parameter[] parameters = method.getParameters();
        String name = parameters[index].getName();
        String where = type.getSimpleName() + "." + method.getName() + Programs.parameters(method) + " " + name;
        int sent = server.getRequestCount();
        try {
            Object[] arguments = new Object[parameters.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = i == index
                        ? given
                        : values.make(parameters[i].getParameterizedType(), parameters[i].getName(), site);
            }
            boolean called = Modifier.isStatic(method.getModifiers())
                    ? reached(() -> Programs.call(method, null, arguments))
                    : Receivers.with(type, site, values, target -> {
                        Programs.call(method, target, arguments);
                    });
            if (called) {
                wrong.add(where + ": taken");
            }
        } catch (NullPointerException | IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            // Of a project's or platform's URL, the message says which one it is.
            if (given == null
                    && !message.matches(
                            "(?s)(project|platform)?(?i)\\Q" + name.replaceFirst("^authUrl$", "url") + "\\E\\b.*")) {
                wrong.add(where + ": " + message.lines().findFirst().orElse(""));
            }
        } catch (Exception e) {
            wrong.add(where + ": " + e);
        }
        if (server.getRequestCount() != sent) {
            wrong.add(where + ": sent something");
        }
    }

    private static boolean reached(java.util.concurrent.Callable<?> call) throws Exception {
        call.call();
        return true;
    }

    private static List<Class<?>> exported() throws Exception {
        List<Class<?>> types = new ArrayList<>();
        for (Class<?> sample : PACKAGES) {
            Path root = Path.of(
                    sample.getProtectionDomain().getCodeSource().getLocation().toURI());
            String name = sample.getPackageName();
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.list(root.resolve(name.replace('.', '/')))) {
                    files.map(f -> f.getFileName().toString()).sorted().forEach(f -> add(types, name, f));
                }
            } else {
                try (java.util.jar.JarFile jar = new java.util.jar.JarFile(root.toFile())) {
                    String prefix = name.replace('.', '/') + "/";
                    jar.stream()
                            .map(java.util.zip.ZipEntry::getName)
                            .filter(n -> n.startsWith(prefix) && n.indexOf('/', prefix.length()) < 0)
                            .sorted()
                            .forEach(n -> add(types, name, n.substring(prefix.length())));
                }
            }
        }
        return types;
    }

    private static void add(List<Class<?>> types, String packageName, String file) {
        if (!file.endsWith(".class") || file.contains("-info")) {
            return;
        }
        try {
            Class<?> type = Class.forName(packageName + "." + file.replace(".class", ""));
            boolean visible = Modifier.isPublic(type.getModifiers())
                    && (type.getEnclosingClass() == null
                            || Modifier.isPublic(type.getEnclosingClass().getModifiers()));
            if (visible && !Throwable.class.isAssignableFrom(type)) {
                types.add(type);
            }
        } catch (ClassNotFoundException e) {
            throw new LinkageError(file, e);
        }
    }
}
