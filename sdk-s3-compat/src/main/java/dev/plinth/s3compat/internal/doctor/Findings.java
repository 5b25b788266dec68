package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Collects the findings of a diagnosis. Not thread-safe until it is a {@link Diagnosis}. */
final class Findings {

    private final List<Diagnosis.Finding> findings = new ArrayList<>();

    /** One finding. */
    record FindingRecord(Diagnosis.Check check, Diagnosis.Severity severity, String message, Optional<String> fix)
            implements Diagnosis.Finding {

        @Override
        public String toString() {
            return "[" + severity + "] " + check + ": " + message
                    + fix.map(text -> "\n    -> " + text).orElse("");
        }
    }

    /** All findings. */
    record DiagnosisRecord(List<Diagnosis.Finding> findings) implements Diagnosis {

        DiagnosisRecord {
            findings = List.copyOf(findings);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(healthy() ? "S3 works" : "S3 does not work");
            findings.forEach(finding -> text.append('\n').append(finding));
            return text.toString();
        }
    }

    void ok(Diagnosis.Check check, String message) {
        add(check, Diagnosis.Severity.OK, message, null);
    }

    void warning(Diagnosis.Check check, String message, String fix) {
        add(check, Diagnosis.Severity.WARNING, message, fix);
    }

    void problem(Diagnosis.Check check, String message, String fix) {
        add(check, Diagnosis.Severity.PROBLEM, message, fix);
    }

    private void add(Diagnosis.Check check, Diagnosis.Severity severity, String message, @Nullable String fix) {
        findings.add(new FindingRecord(check, severity, message, Optional.ofNullable(fix)));
    }

    Diagnosis diagnosis() {
        return new DiagnosisRecord(findings);
    }
}
