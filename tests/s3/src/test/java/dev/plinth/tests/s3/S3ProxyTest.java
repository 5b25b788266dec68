package dev.plinth.tests.s3;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same code against S3Proxy. */
class S3ProxyTest extends SameCode {

    @TempDir
    static Path folder;

    private static Server server;

    @BeforeAll
    static void start() {
        server = Server.s3proxy(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    S3Compat s3() {
        return S3Compat.builder()
                .endpoint(server.url())
                .keys(S3Keys.of(Server.ACCESS_KEY_ID, Server.SECRET_ACCESS_KEY))
                .build();
    }

    @Override
    S3Compat withAnotherSecret() {
        return S3Compat.builder()
                .endpoint(server.url())
                .keys(S3Keys.of(Server.ACCESS_KEY_ID, "0".repeat(64)))
                .build();
    }
}
