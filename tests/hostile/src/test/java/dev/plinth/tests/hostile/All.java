package dev.plinth.tests.hostile;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.AuthClient;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.http.HttpRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All programs: each method of each handle, on each way to a server, and what is no method of a handle. */
final class All {

    private All() {}

    static List<Program> programs(Path file) {
        List<Program> all = new ArrayList<>();
        all.addAll(new Programs(values(file)).of("project", Project.class, site -> site.project));
        all.addAll(new Programs(values(file)).of("user", AuthClient.class, Site::user));
        all.addAll(new Programs(values(file)).of("managed", Project.class, site -> site.managed));
        all.addAll(new Programs(values(file)).of("platform", Platform.class, site -> site.platform));
        all.add(new Program("session.refresh", site -> site.session().refresh()));
        all.add(new Program("session.signOut", site -> {
            site.project.auth().signOut(site.session());
            return site.session();
        }));
        all.add(new Program(
                "tokenVerifier",
                site -> TokenVerifier.builder()
                        .keysOf(site.project.connection())
                        .verifyWithServer(site.project.connection())
                        .build()
                        .verify(Marks.jwt("authenticated"))));
        all.add(new Program(
                "raw",
                site -> site.project
                        .connection()
                        .http()
                        .send(HttpRequest.of("GET", "/x?password=" + Marks.WORD + "&signature=" + Marks.WORD)
                                .header("Cookie", Marks.WORD))));
        all.add(new Program(
                "tokenVerifier of published keys",
                site -> TokenVerifier.builder()
                        .keysOf(site.project.connection())
                        .build()
                        .verify(Marks.jwt("authenticated", "RS256"))));
        all.addAll(S3Programs.all());
        return all;
    }

    private static Values values(Path file) {
        return new Values(file);
    }
}
