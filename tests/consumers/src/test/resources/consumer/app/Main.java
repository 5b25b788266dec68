package app;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.auth.User;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import java.util.UUID;

/** An application: everything that needs reflection, a resource or a service once, both ways. */
public final class Main {

    public static void main(String[] arguments) {
        try (Platform platform = Platform.connect(arguments[0], AccessToken.of(arguments[1]));
                Project direct = Project.connect(arguments[3], ApiKey.of(arguments[4]))) {
            use(platform.project(arguments[2]));
            use(direct);
            String email = "ada-" + UUID.randomUUID() + "@example.com";
            direct.users().create(u -> u.email(email).password("correct horse"));
            Session session = direct.auth().signInWithPassword(email, "correct horse");
            System.out.println(direct.actingAs(session).buckets().list().stream().count() + " buckets for Ada");
        }
    }

    private static void use(Project project) {
        String name = "b-" + UUID.randomUUID();
        project.buckets().create(name);
        project.bucket(name).upload("a.txt", Content.ofString("hello"));
        System.out.println(project.bucket(name).download("a.txt").readAllBytes(100).length + " bytes");
        System.out.println(project.bucket(name).list().stream().count() + " objects");
        try {
            project.bucket(name).getInfo("nope");
        } catch (NotFoundException e) {
            System.out.println(e.code());
        }
        for (User user : project.users().list()) {
            System.out.println(user.id());
        }
        project.bucket(name).delete("a.txt");
        project.buckets().delete(name);
    }
}
