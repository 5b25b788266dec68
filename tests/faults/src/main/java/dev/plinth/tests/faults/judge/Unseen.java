package dev.plinth.tests.faults.judge;

import static dev.plinth.tests.faults.judge.Known.unseen;

import java.util.List;
import java.util.Set;

/** What no client can see. */
final class Unseen {

    private static final Set<Outcome> WRONG = Set.of(Outcome.WRONG);
    private static final Set<Outcome> MISLEADING = Set.of(Outcome.MISLEADING);

    static final List<Known> ALL = List.of(
            unseen(
                    "a 503 for something that was done",
                    MISLEADING,
                    "done, but answered with 500, 502, 503, 504: 503.*",
                    "create .*|delete .*|move object|copy object",
                    "A 503 says that the server did not process the request, so it is repeated as if for the first time."),
            unseen(
                    "a 200 that comes before the work",
                    WRONG,
                    "early response: 200.*",
                    "create bucket|update bucket|move object|copy object",
                    "The response says that it was done, and names nothing that could be compared."),
            unseen(
                    "a changed name or address in a request's JSON",
                    WRONG,
                    "flipped byte: in the request's value",
                    "create .*|update .*|delete many objects|list objects|directory sync, .*",
                    "The server gets a valid request about something else, and does that. TLS prevents it."),
            unseen(
                    "a changed value in a response's JSON",
                    WRONG,
                    "flipped byte: in the response's value",
                    "get user|find user by e-mail|create user|list .*|directory sync, .*",
                    "The JSON is valid, and nothing in it says what the value was. TLS prevents it."),
            unseen(
                    "a changed byte in a part of an object",
                    WRONG,
                    "flipped byte: in the response's content",
                    "download part",
                    "The entity tag is the digest of the whole object, not of the part. TLS prevents it."));

    private Unseen() {}
}
