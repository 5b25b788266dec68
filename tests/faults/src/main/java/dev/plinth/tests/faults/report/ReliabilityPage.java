package dev.plinth.tests.faults.report;

import dev.plinth.tests.faults.judge.Known;
import dev.plinth.tests.faults.judge.Known.Kind;
import dev.plinth.tests.faults.judge.Outcome;
import dev.plinth.tests.faults.judge.Verdict;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page that users read: the rules in words, and what came of the whole matrix. */
public final class ReliabilityPage {

    private static final String PREFACE = "reliability-preface.md";

    /** Written by a run of other clients, which is not a part of each run. */
    private static final String PEERS = "reliability-peers.md";

    private final Result result;
    private final List<String> lines = new ArrayList<>();

    private ReliabilityPage(Result result) {
        this.result = result;
    }

    /** Returns the page. */
    public static String of(Result result) throws IOException {
        ReliabilityPage page = new ReliabilityPage(result);
        page.lines.add(resource(PREFACE).strip());
        page.matrix();
        page.known(Kind.UNSEEN, "What no client can see", "Why");
        page.known(Kind.OPEN, "What is not repaired yet", "What it takes");
        page.lines.add("");
        page.lines.add(resource(PEERS).strip());
        return String.join("\n", page.lines) + "\n";
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(ReliabilityPage.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void matrix() {
        section("Results");
        lines.add(
                "Each cell has three counts: **identical** (the result and the server's state are right), **typed error**");
        lines.add(
                "(one of the SDK's exceptions, which says nothing that is not so), and **failed** (anything else; the tables");
        lines.add("below name each cause). A dash means that the fault cannot occur in these operations. On loopback, "
                + result.verdicts().size() + " runs.");
        lines.add("");
        lines.add("| Fault | " + Arrays.stream(Group.values()).map(Group::title).collect(Collectors.joining(" | "))
                + " |");
        lines.add("|---|" + "---|".repeat(Group.values().length));
        List<String> faults = result.verdicts().stream()
                .map(verdict -> verdict.row().fault().group())
                .distinct()
                .toList();
        for (String fault : faults) {
            lines.add("| " + fault + " | "
                    + Arrays.stream(Group.values())
                            .map(group -> cell(fault, group))
                            .collect(Collectors.joining(" | "))
                    + " |");
        }
    }

    private String cell(String fault, Group group) {
        List<Outcome> outcomes = result.verdicts().stream()
                .filter(verdict -> verdict.row().fault().group().equals(fault))
                .filter(verdict -> verdict.row().operation().group() == group)
                .map(Verdict::outcome)
                .toList();
        long identical = outcomes.stream().filter(Outcome.IDENTICAL::equals).count();
        long typed = outcomes.stream().filter(Outcome.TYPED_ERROR::equals).count();
        return outcomes.isEmpty() ? "–" : identical + " / " + typed + " / " + (outcomes.size() - identical - typed);
    }

    private void known(Kind kind, String title, String why) {
        List<Known> entries =
                Known.ALL.stream().filter(known -> known.kind() == kind).toList();
        if (entries.isEmpty()) {
            return;
        }
        section(title);
        lines.add("| What | Outcome | Runs | " + why + " |");
        lines.add("|---|---|---|---|");
        for (Known known : entries) {
            String outcomes =
                    known.outcomes().stream().sorted().map(Outcome::title).collect(Collectors.joining(", "));
            lines.add("| " + capitalized(known.name()) + " | " + outcomes + " | "
                    + result.failures(known).size() + " | " + known.reason() + " |");
        }
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private void section(String title) {
        lines.addAll(List.of("", "## " + title, ""));
    }
}
