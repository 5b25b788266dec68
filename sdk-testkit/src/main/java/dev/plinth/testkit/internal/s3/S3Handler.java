package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;

/** Carries out one operation. */
@FunctionalInterface
interface S3Handler {
    /** Does the work and says what to answer. */
    Reply handle(S3Request request) throws IOException;
}
