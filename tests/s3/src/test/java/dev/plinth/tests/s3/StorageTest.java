package dev.plinth.tests.s3;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.tests.stack.Stack;
import org.junit.jupiter.api.AfterAll;
import software.amazon.awssdk.services.s3.S3Client;

/** The same code against the Storage server of the project that this run is against. */
class StorageTest extends SameCode {

    private static final Stack STACK = Stack.get();

    @AfterAll
    static void clear() {
        try (S3Client s3 = at(STACK.s3("secretAccessKey").orElseThrow()).client()) {
            deleteBucket(s3);
        }
    }

    @Override
    S3Compat s3() {
        return at(STACK.s3("secretAccessKey").orElseThrow());
    }

    @Override
    S3Compat withAnotherSecret() {
        return at("0".repeat(64));
    }

    private static S3Compat at(String secret) {
        return S3Compat.builder()
                .endpoint(STACK.s3("endpoint").orElseThrow())
                .keys(S3Keys.of(STACK.s3("accessKeyId").orElseThrow(), secret))
                .build();
    }
}
