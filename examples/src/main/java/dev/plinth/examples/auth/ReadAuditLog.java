package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.AuditEntry;
import java.util.List;

/** Lists the entries of the audit log. */
public final class ReadAuditLog {

    private ReadAuditLog() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments a user's e-mail
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project, arguments[0]).forEach(System.out::println);
        }
    }

    static List<String> run(Project project, String email) {
        return project.users().auditLog("author", email).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
