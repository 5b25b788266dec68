package dev.plinth.tests.hostile;

import dev.plinth.s3compat.S3Compat;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Every method of AWS's client, with a key pair and with a user's session. */
final class S3Programs {

    private S3Programs() {}

    static List<Program> all() {
        List<Program> all = new ArrayList<>();
        Map<String, Function<Site, S3Compat>> ways = Map.of("s3", Site::s3, "s3OfUser", Site::s3OfUser);
        ways.forEach((name, way) -> {
            Arrays.stream(S3Client.class.getMethods())
                    .filter(S3Programs::drivable)
                    .sorted(Comparator.comparing(Method::toString))
                    .forEach(m -> all.add(new Program(name + "." + m.getName(), site -> call(m, way.apply(site)))));
            all.addAll(AsyncS3Programs.all(name, way));
            all.add(new Program(name + ".diagnose", site -> way.apply(site).diagnose()));
            all.add(new Program(
                    name + ".shown",
                    site -> List.of(
                            way.apply(site).toString(),
                            way.apply(site).hadoopProperties().toString(),
                            way.apply(site).credentials().toString())));
            all.add(new Program(name + ".presigned", site -> {
                try (S3Presigner presigner = way.apply(site).presigner()) {
                    return presigner
                            .presignGetObject(p -> p.signatureDuration(Duration.ofMinutes(5))
                                    .getObjectRequest(g -> g.bucket("docs").key("a.txt")))
                            .httpRequest()
                            .method();
                }
            }));
        });
        return all;
    }

    private static boolean drivable(Method method) {
        Class<?>[] types = method.getParameterTypes();
        return types.length >= 1
                && types[0] == Consumer.class
                && (types.length == 1 || (types.length == 2 && types[1] == RequestBody.class))
                && !method.getName().endsWith("Paginator");
    }

    private static Object call(Method method, S3Compat s3) throws Exception {
        try (S3Client client = s3.client(b -> b.overrideConfiguration(
                o -> o.retryStrategy(software.amazon.awssdk.awscore.retry.AwsRetryStrategy.doNotRetry())))) {
            Consumer<Object> request = S3Programs::fill;
            return method.getParameterCount() == 1
                    ? Programs.call(method, client, request)
                    : Programs.call(method, client, request, RequestBody.fromString("content"));
        }
    }

    /** Sets the names that most requests have. */
    private static void fill(Object builder) {
        for (Method setter : builder.getClass().getMethods()) {
            String name = setter.getName();
            boolean named = List.of("bucket", "sourceBucket", "destinationBucket")
                            .contains(name)
                    || List.of("key", "sourceKey", "destinationKey", "uploadId").contains(name);
            if (named && setter.getParameterCount() == 1 && setter.getParameterTypes()[0] == String.class) {
                try {
                    Programs.call(setter, builder, name.endsWith("ucket") ? "docs" : "a.txt");
                } catch (Exception e) {
                    throw Site.unchecked(e);
                }
            }
        }
    }
}
