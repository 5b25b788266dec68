package dev.plinth.examples.auth;

import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.auth.Users;
import java.time.Duration;
import java.util.List;

/** Creates, finds, updates, bans and deletes a user as an administrator. */
public final class AdministerUsers {

    private AdministerUsers() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the user's e-mail
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0]));
        }
    }

    static List<String> run(Project project, String email) {
        Users users = project.users();
        User user = users.create(u -> u.email(email).password("securepass").appMetadata("plan", "free"));
        users.update(user.id(), change -> change.appMetadata("plan", "pro").userMetadata("name", "Ada"));
        users.ban(user.id(), Duration.ofHours(36));
        users.unban(user.id());
        User found = users.findByEmail(email).orElseThrow();
        List<String> emails = users.list(query -> query.newestFirst().pageSize(100)).stream()
                .map(u -> u.email().orElse("(no email)"))
                .toList();
        users.delete(found.id());
        return emails;
    }
}
