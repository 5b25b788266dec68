package dev.plinth.examples;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.plinth.Project;
import dev.plinth.auth.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs many calls at the same time as futures, with a time limit that cancels the HTTP calls. */
public final class RunCallsConcurrently {

    private RunCallsConcurrently() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param ids the users to get
     */
    public static void main(String[] ids) {
        try (Project project = Project.fromEnv()) {
            run(project, List.of(ids))
                    .forEach(user -> System.out.println(user.email().orElse("(no email)")));
        }
    }

    static List<User> run(Project project, List<String> ids) {
        // After half a minute each is gone, and so is its HTTP call.
        List<CompletableFuture<User>> futures = ids.stream()
                .map(id -> project.<User>async(p -> p.users().get(id)).orTimeout(30, SECONDS))
                .toList();
        return futures.stream().map(CompletableFuture::join).toList();
    }
}
