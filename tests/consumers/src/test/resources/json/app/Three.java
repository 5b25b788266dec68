package app;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import tools.jackson.databind.json.JsonMapper;

/** Writes a user as JSON. */
public final class Three {

    private Three() {}

    public static void main(String[] arguments) throws Exception {
        try (Project project = Project.connect(arguments[3], ApiKey.of(arguments[4]))) {
            var user = project.users().create(u -> u.email("ada@example.com").password("correct horse"));
            System.out.println(JsonMapper.builder().findAndAddModules().build().writeValueAsString(user));
        }
    }
}
