package dev.plinth.tests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import dev.plinth.core.internal.json.Json;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each jar tells GraalVM's {@code native-image} what it reads by reflection. After a change the files are written anew by
 * {@code mvn test -pl tests/architecture -am -Dtest=NativeImageMetadataTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dplinth.docs.write=true}.
 */
class NativeImageMetadataTest {

    /** What {@code ClassPath} looks at, to recognize libraries that are too old. */
    private static final List<Map<String, Object>> LIBRARIES = List.of(
            type("com.fasterxml.jackson.core.StreamReadConstraints$Builder", "allPublicMethods"),
            type("com.fasterxml.jackson.databind.JsonNode", "allPublicMethods"),
            type("com.fasterxml.jackson.databind.cfg.PackageVersion", "allPublicFields"),
            type("okhttp3.Call", "allPublicMethods"),
            type("okhttp3.OkHttp", "allPublicFields"));

    private static final List<String> PROXIES = List.of(
            "software.amazon.awssdk.services.s3.S3ClientBuilder",
            "software.amazon.awssdk.transfer.s3.S3TransferManager");

    private static Map<String, Object> type(String name, String access) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", name);
        entry.put(access, true);
        return entry;
    }

    @ParameterizedTest
    @ValueSource(strings = {"core", "auth", "storage", "s3-compat", "platform"})
    void theMetadataNamesEveryTypeThatIsReadByReflection(String module) throws IOException {
        Path file = Path.of(
                "..",
                "..",
                "sdk-" + module,
                "src",
                "main",
                "resources",
                "META-INF",
                "native-image",
                "dev.plinth",
                artifact(module),
                "reachability-metadata.json");
        String metadata = metadata(module);
        if (Boolean.getBoolean("plinth.docs.write")) {
            Path folder = file.getParent();
            assertThat(folder).isNotNull();
            Files.createDirectories(folder);
            Files.writeString(file, metadata);
        }

        assertThat(file)
                .as("the metadata is out of date: see %s", getClass().getSimpleName())
                .hasContent(metadata);
    }

    @Test
    void theRecordsOfResponsesAreFound() {
        assertThat(records())
                .hasSizeGreaterThan(50)
                .contains(
                        "dev.plinth.auth.internal.users.UserRecord", "dev.plinth.storage.internal.bucket.BucketRecord");
    }

    /** A new use of reflection needs an entry in the metadata, and a line here. */
    @Test
    void onlyTheseClassesUseReflection() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.plinth",
                        "dev.plinth.core..",
                        "dev.plinth.auth..",
                        "dev.plinth.storage..",
                        "dev.plinth.s3compat..")
                .and()
                .doNotHaveSimpleName("RecordReader")
                .and()
                .doNotHaveSimpleName("ClassPath")
                .and()
                .doNotHaveSimpleName("CustomHttpClient")
                .and()
                .doNotHaveSimpleName("Transfers")
                .should()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Proxy.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Method.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RecordComponent.class)
                .check(ModuleBoundariesTest.PLINTH);
    }

    private static String artifact(String module) {
        return module.equals("platform") ? "plinth" : "plinth-" + module;
    }

    private static String metadata(String module) throws IOException {
        List<Map<String, Object>> reflection = new ArrayList<>();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("reflection", reflection);
        records().stream().filter(name -> module(name).equals(module)).forEach(name -> {
            Map<String, Object> entry = type(name, "allDeclaredConstructors");
            entry.put("allDeclaredMethods", true);
            entry.put("allDeclaredFields", true);
            reflection.add(entry);
        });
        if (module.equals("core")) {
            reflection.addAll(LIBRARIES);
            metadata.put("resources", List.of(Map.of("glob", "dev/plinth/core/plinth.properties")));
        }
        if (module.equals("s3-compat")) {
            PROXIES.forEach(name ->
                    reflection.add(new LinkedHashMap<>(Map.of("type", Map.of("proxy", List.of(name))))));
        }
        return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(metadata) + "\n";
    }

    private static String module(String type) {
        return Stream.of("core", "auth", "storage", "s3compat")
                .filter(name -> type.startsWith("dev.plinth." + name + "."))
                .findFirst()
                .map(name -> name.equals("s3compat") ? "s3-compat" : name)
                .orElse("platform");
    }

    /** Returns the names of the records that responses are read into: those that a caller of {@link Json} names, and what these contain. */
    private static Set<String> records() {
        Set<String> records = new TreeSet<>();
        ModuleBoundariesTest.PLINTH.stream()
                .filter(owner -> !owner.getPackageName().startsWith("dev.plinth.testkit"))
                .filter(owner ->
                        owner.getMethodCallsFromSelf().stream().anyMatch(NativeImageMetadataTest::readsRecords))
                .flatMap(owner -> owner.getReferencedClassObjects().stream())
                .forEach(reference -> add(reference.getRawType().reflect(), records));
        return records;
    }

    private static boolean readsRecords(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(Json.class)
                && (call.getName().equals("reader") || call.getName().equals("listReader"));
    }

    private static void add(Type type, Set<String> records) {
        if (type instanceof ParameterizedType generic) {
            Stream.of(generic.getActualTypeArguments()).forEach(argument -> add(argument, records));
        } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain.getName())) {
            Stream.of(plain.getRecordComponents()).forEach(component -> add(component.getGenericType(), records));
        }
    }
}
