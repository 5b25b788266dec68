package dev.plinth.tests.faults.judge;

import static dev.plinth.tests.faults.judge.Known.open;

import java.util.List;
import java.util.Set;

/** What is not repaired yet. */
final class Open {

    private static final Set<Outcome> WRONG = Set.of(Outcome.WRONG);
    private static final Set<Outcome> MISLEADING = Set.of(Outcome.MISLEADING);
    private static final Set<Outcome> UNTYPED = Set.of(Outcome.UNTYPED);

    static final List<Known> ALL = List.of(
            open(
                    "the response to one call answers the next, over S3",
                    Set.of(Outcome.WRONG, Outcome.LEAK),
                    "left-over bytes after a response: .*",
                    "S3 .*",
                    "The JDK's HTTP client does not look at a connection before it uses it again."),
            open(
                    "an object over S3 is shorter than it is",
                    WRONG,
                    "response cut: .*|wrong Content-Length: .*|broken chunks: .*",
                    "S3 get.*",
                    "The JDK's HTTP client does not say that a body has ended early, and AWS's does not look."),
            open(
                    "a multipart upload over S3 that was completed is completed again",
                    MISLEADING,
                    ".*",
                    "S3 multipart upload",
                    "AWS's client repeats the last request by itself; by then the server has forgotten the upload."),
            open(
                    "a body that breaks off in a multipart upload over S3",
                    UNTYPED,
                    "broken chunks: .*|response cut: .*",
                    "S3 multipart upload",
                    "AWS's client throws an UncheckedIOException."));

    private Open() {}
}
