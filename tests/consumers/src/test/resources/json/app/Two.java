package app;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Writes a user as JSON. */
public final class Two {

    private Two() {}

    public static void main(String[] arguments) throws Exception {
        try (Project project = Project.connect(arguments[3], ApiKey.of(arguments[4]))) {
            var user = project.users().create(u -> u.email("ada@example.com").password("correct horse"));
            System.out.println(new ObjectMapper().findAndRegisterModules().writeValueAsString(user));
        }
    }
}
