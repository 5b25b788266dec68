package dev.plinth.tests.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of other clients, a part of the page about reliability. */
final class PeerTable {

    /** What came of a run. */
    enum Count {
        IDENTICAL,
        ERROR,
        FAILED
    }

    private PeerTable() {}

    static String of(Map<String, Map<String, Map<Count, Long>>> counts, int runs, String minio) {
        List<String> peers =
                Peers.all().stream().map(peer -> peer.operation().name()).toList();
        List<String> lines = new ArrayList<>(List.of(
                "## Other clients",
                "",
                "The same faults for other clients, 300,000 bytes each, one seeded position for each fault, in the first",
                "request, and in the first three of a resumable upload; " + runs + " runs by `bin/faults --peers`.",
                "**identical / error / failed**: any exception counts as an error here; failed are wrong results that look",
                "like success, calls that had not ended after 60 seconds, and credentials that were sent to another origin.",
                "The clients are set up as their documentation says, AWS's with a socket timeout of 2 seconds; tus-java-client",
                "has no setting for one. Plinth's download compares the digest (`ALWAYS`). Each call has a new client, so",
                "there are no faults of idle connections.",
                "On a JDK, tus-java-client sends `POST` with `X-HTTP-Method-Override`, which the Storage server refuses with 400: no",
                "upload succeeds, with or without a fault.",
                "minio-java is missing: it refuses a project's S3 URL (`" + minio + "`).",
                "supabase-kt was not tried.",
                ""));
        lines.add("| Fault | " + String.join(" | ", peers) + " |");
        lines.add("|---|" + "---|".repeat(peers.size()));
        counts.forEach((fault, cells) -> lines.add("| " + fault + " | "
                + String.join(
                        " | ",
                        peers.stream()
                                .map(peer -> cell(cells.getOrDefault(peer, Map.of())))
                                .toList()) + " |"));
        return String.join("\n", lines) + "\n";
    }

    private static String cell(Map<Count, Long> counts) {
        return counts.isEmpty()
                ? "–"
                : Stream.of(Count.values())
                        .map(count -> String.valueOf(counts.getOrDefault(count, 0L)))
                        .collect(Collectors.joining(" / "));
    }
}
