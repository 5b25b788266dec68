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
                    "a delete that was done is repeated, and ends as not found",
                    MISLEADING,
                    ".*",
                    "delete user|delete bucket",
                    "A 404 to a repeated delete means that the first attempt was received."),
            open(
                    "an earlier attempt was received, and the last one was not sent",
                    MISLEADING,
                    "done, response lost: connection closed, then others are refused",
                    ".*",
                    "requestNotSent() has to be about all attempts."),
            open(
                    "the HTTP library repeats a 503 with Retry-After: 0 by itself",
                    MISLEADING,
                    "done, but answered with .*: 503, Retry-After 0",
                    "create .*|upload .*|move object|copy object|delete object",
                    "All repetition has to be the SDK's own."),
            open(
                    "the HTTP library reads Retry-After by itself",
                    UNTYPED,
                    ".*: 503, Retry-After huge",
                    "(?!S3).*",
                    "It throws a NumberFormatException."),
            open(
                    "the response to one call answers the next",
                    Set.of(Outcome.WRONG, Outcome.LEAK),
                    "left-over bytes after a response: .*",
                    "(?!S3).*",
                    "A connection has to be looked at before it is used again."),
            open(
                    "the response to one call answers the next, over S3",
                    Set.of(Outcome.WRONG, Outcome.LEAK),
                    "left-over bytes after a response: .*",
                    "S3 .*",
                    "The JDK's HTTP client does not look at a connection before it uses it again."),
            open(
                    "a response that lacks what it must have is taken for a success",
                    Set.of(Outcome.WRONG, Outcome.UNTYPED),
                    "early response: 200.*",
                    ".*",
                    "A decoder has to return a whole value, or throw."),
            open(
                    "a request with a body is redirected to another origin",
                    WRONG,
                    "redirect: 30[78], other origin",
                    ".*",
                    "No such request may leave its origin."),
            open(
                    "a part is shorter than was asked for",
                    WRONG,
                    "wrong Content-Length: (too short|zero)",
                    "download part",
                    "The length has to be compared with the response's Content-Range."),
            open(
                    "a response about another bucket",
                    WRONG,
                    "flipped byte: in the response's value",
                    "get bucket",
                    "The id has to be compared with the one asked for."),
            open(
                    "a negative Content-Length over S3, async",
                    Set.of(Outcome.WRONG, Outcome.HANG),
                    "wrong Content-Length: negative",
                    "S3 get, async",
                    "AWS's client returns nothing, or never completes its future, whatever its limits are."),
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
                    "a negative Retry-After over S3",
                    UNTYPED,
                    "answered with .*, Retry-After negative",
                    "S3 .*",
                    "AWS's client throws an IllegalArgumentException."),
            open(
                    "broken chunks over S3",
                    UNTYPED,
                    "broken chunks: .*",
                    "S3 multipart upload",
                    "AWS's client throws an UncheckedIOException."));

    private Open() {}
}
