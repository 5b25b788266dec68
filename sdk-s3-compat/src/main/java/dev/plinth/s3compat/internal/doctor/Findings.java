package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the findings of a diagnosis. Not thread-safe until it is a {@link Diagnosis}. */
final class Findings {

    private final List<Diagnosis.Finding> list = new ArrayList<>();

    /** One finding. */
    record One(Diagnosis.Check check, Diagnosis.Severity severity, String message, Optional<String> fix)
            implements Diagnosis.Finding {

        @Override
        public String toString() {
            return "[" + severity + "] " + check + ": " + message
                    + fix.map(text -> "\n    -> " + text).orElse("");
        }
    }

    /** All findings. */
    record All(List<Diagnosis.Finding> findings) implements Diagnosis {

        All {
            findings = List.copyOf(findings);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(healthy() ? "S3 works" : "S3 does not work");
            findings.forEach(finding -> text.append('\n').append(finding));
            return text.toString();
        }
    }

    void ok(Diagnosis.Check check, String what) {
        add(check, Diagnosis.Severity.OK, what, null);
    }

    void warning(Diagnosis.Check check, String what, String fix) {
        add(check, Diagnosis.Severity.WARNING, what, fix);
    }

    void problem(Diagnosis.Check check, String what, String fix) {
        add(check, Diagnosis.Severity.PROBLEM, what, fix);
    }

    private void add(Diagnosis.Check check, Diagnosis.Severity severity, String what, @Nullable String fix) {
        list.add(new One(check, severity, what, Optional.ofNullable(fix)));
    }

    Diagnosis diagnosis() {
        return new All(list);
    }
}
