package dev.plinth.tests.s3;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** The same code against a real MinIO, which is built with Go the first time. */
@EnabledIfSystemProperty(named = "plinth.minio", matches = "true", disabledReason = "runs with -Pminio")
class MinioTest extends SameCode {

    private static final String MODULE = "github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c";

    @TempDir
    static Path folder;

    private static @Nullable Server server;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        Path binary = Path.of(Server.at("minio"));
        if (!Files.isExecutable(binary)) {
            assumeTrue(hasGo(), "MinIO is skipped: there is no Go here to build it with");
            System.out.println("building MinIO with Go, which takes minutes");
            assumeTrue(
                    run("go", "install", MODULE) == 0, "MinIO is skipped: it could not be built, see minio-build.log");
        }
        server = Server.minio(binary, folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static boolean hasGo() throws InterruptedException {
        try {
            return run("go", "version") == 0;
        } catch (IOException e) {
            System.out.println("MinIO is skipped: there is no Go here to build it with");
            return false;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(List.of(command))
                .redirectErrorStream(true)
                .redirectOutput(new File(Server.at("minio-build.log")));
        builder.environment()
                .put("GOBIN", Path.of(Server.at("")).toAbsolutePath().toString());
        return builder.start().waitFor();
    }

    @Override
    S3Compat s3() {
        return at(Server.SECRET_ACCESS_KEY);
    }

    @Override
    S3Compat withAnotherSecret() {
        return at("0".repeat(64));
    }

    private static S3Compat at(String secret) {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return S3Compat.builder()
                .endpoint(server.url())
                .keys(S3Keys.of(Server.ACCESS_KEY_ID, secret))
                .build();
    }
}
