package dev.plinth.examples.yourapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.auth.Session;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Policy;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import java.io.InputStream;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A test of your own application: no mock, no Docker, and a fresh platform for each test. */
class AvatarsTest {

    @RegisterExtension
    static final LocalPlatformExtension EXTENSION = LocalPlatformExtension.create();

    private Project project;
    private Session ada;

    @BeforeEach
    void signIn(LocalPlatform platform) {
        platform.project().addPolicy(Policy.all("avatars", "authenticated", "{uid}/**"));
        project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()));
        project.buckets().create("avatars");
        project.users().create(u -> u.email("ada@example.com").password("correct horse"));
        ada = project.auth().signInWithPassword("ada@example.com", "correct horse");
    }

    @AfterEach
    void close() {
        project.close();
    }

    @Test
    void theLinkShowsTheNewPicture() throws Exception {
        Avatars avatars = new Avatars(project);
        URI first = avatars.replace(ada, new byte[] {1});
        URI second = avatars.replace(ada, new byte[] {2});

        assertThat(first).isNotNull();
        try (InputStream picture = second.toURL().openStream()) {
            assertThat(picture.readAllBytes()).containsExactly(2);
        }
    }

    @Test
    void aUserCannotReplaceAnothersPicture() {
        assertThatThrownBy(() -> project.actingAs(ada)
                        .bucket("avatars")
                        .upload("somebody-else/avatar.png", Content.ofBytes(new byte[] {1})))
                .isInstanceOf(PermissionDeniedException.class);
    }

    @Test
    void anOverloadedServerIsAskedAgain(LocalPlatform platform) {
        platform.faults()
                .add(Fault.on("PUT", "/storage/v1/object/**").status(503).times(1));

        assertThat(new Avatars(project).replace(ada, new byte[] {1})).isNotNull();
        assertThat(platform.requests().stream()
                        .filter(request -> request.method().equals("PUT")))
                .hasSize(2);
    }
}
