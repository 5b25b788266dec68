package dev.plinth.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.spring.boot.test.LocalPlatformTest;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@LocalPlatformTest(resetBeforeEach = false)
class ShopTest {
    private static final byte[] PICTURE = "a picture".getBytes(StandardCharsets.UTF_8);

    @LocalServerPort
    int port;

    @Autowired
    Project project;

    private ShopClient shop;

    @BeforeEach
    void connect() {
        shop = new ShopClient(port);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        HttpResponse<String> refused = shop.json("/sign-in", "nobody@example.com");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(ShopClient.fields(refused)).containsEntry("detail", "invalid_credentials");
    }

    @Test
    void anAvatarIsStoredForItsUserAndReadThroughASignedUrl() throws Exception {
        String token = shop.signUp("ada@example.com");

        HttpResponse<String> stored = shop.upload(token, () -> new ByteArrayInputStream(PICTURE));

        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(200);
        HttpResponse<byte[]> picture =
                shop.download(ShopClient.fields(shop.get("/avatar", token)).get("url"));
        assertThat(picture.body()).isEqualTo(PICTURE);
        assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/png");
    }

    @Test
    void aUserHasTheirOwnAvatarOnly() throws Exception {
        shop.upload(shop.signUp("bob@example.com"), () -> new ByteArrayInputStream(PICTURE));
        String id = project.users().findByEmail("bob@example.com").orElseThrow().id();

        HttpResponse<String> missing = shop.get("/avatar", shop.signUp("eve@example.com"));

        assertThat(missing.statusCode()).isBetween(400, 404);
        assertThat(project.bucket("avatars").exists(id + "/avatar")).isTrue();
    }

    @Test
    void withoutATokenThereIsNoAvatar() throws Exception {
        assertThat(shop.get("/avatar", "").statusCode()).isEqualTo(401);
    }

    @Test
    void anAdministratorListsTheUsers() throws Exception {
        shop.signUp("carol@example.com");

        HttpResponse<String> users = shop.get("/admin/users", shop.signIn("admin@example.com"));

        assertThat(users.statusCode()).isEqualTo(200);
        assertThat(users.body()).contains("\"email\":\"carol@example.com\"", "\"app_metadata\":{");
    }

    @Test
    void othersDoNot() throws Exception {
        assertThat(shop.get("/admin/users", shop.signUp("dora@example.com")).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aFormWithoutAFileIsABadRequest() throws Exception {
        HttpResponse<String> refused = shop.uploadNothing(shop.signUp("fred@example.com"));

        assertThat(refused.statusCode()).isEqualTo(400);
    }
}
