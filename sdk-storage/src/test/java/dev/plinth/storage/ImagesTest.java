package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.testkit.LocalPlatform;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("local")
class ImagesTest {

    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    @Test
    void signsChangedImagesWhereTheProjectCan() {
        try (LocalPlatform platform = LocalPlatform.builder()
                        .set("IMAGE_TRANSFORMATION_ENABLED", "true")
                        .start();
                Connection connection =
                        Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()), o -> {})) {
            StorageClient client = StorageClient.of(connection);
            client.buckets().create("b");
            Bucket bucket = client.bucket("b");
            bucket.upload("dot.png", Content.ofBytes(PNG));

            SignedUrl link = bucket.signedUrl("dot.png", Duration.ofMinutes(1), o -> o.transform(t -> t.width(10)));

            assertThat(link.url().getPath()).contains("/render/image/sign/b/dot.png");
        }
    }
}
