package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.ImportReport;
import dev.plinth.auth.NewUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Imports users of another system with their password hashes; a second run continues an interrupted import. */
public final class ImportUsers {

    private ImportUsers() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments a CSV file of e-mail and bcrypt hash, the journal
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(
                    run(project, Path.of(arguments[0]), Path.of(arguments[1])).created());
        }
    }

    static ImportReport run(Project project, Path csv, Path journal) {
        try (Stream<String> lines = Files.lines(csv)) {
            Stream<NewUser> users = lines.map(line -> line.split(",", 2))
                    .map(cells -> NewUser.builder()
                            .email(cells[0])
                            .passwordHash(cells[1])
                            .build());
            return project.users()
                    .importUsers(
                            users,
                            o -> o.concurrency(8)
                                    .journal(journal)
                                    .onRow(row -> row.failure().ifPresent(System.err::println)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
