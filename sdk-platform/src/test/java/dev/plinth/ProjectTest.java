package dev.plinth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.auth.User;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.storage.BucketInfo;
import dev.plinth.storage.Download;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.util.Optional;

class ProjectTest {

    @EveryWay
    void createsAndListsAndDeletesUsers(Connection connection) {
        Project project = Project.of(connection);
        String email = Stack.uniqueName("ada") + "@example.com";

        User created = project.users().create(u -> u.email(email).password("correct horse"));

        assertThat(project.users().list()).anyMatch(user -> user.email().equals(Optional.of(email)));
        project.users().delete(created.id());
        assertThat(project.users().list()).noneMatch(user -> user.id().equals(created.id()));
    }

    @EveryWay
    void storesAnObjectAndBringsItBack(Connection connection) throws IOException {
        Project project = Project.of(connection);
        String bucket = Stack.uniqueName("files");
        project.buckets().create(bucket);

        project.bucket(bucket).upload("a/b c.txt", Content.ofString("hello"));

        try (Download download = project.bucket(bucket).download("a/b c.txt")) {
            assertThat(download.body()).hasContent("hello");
        }
        assertThat(project.buckets().list()).extracting(BucketInfo::name).contains(bucket);
        project.bucket(bucket).delete("a/b c.txt");
        project.buckets().delete(bucket);
        assertThat(project.buckets().list()).extracting(BucketInfo::name).doesNotContain(bucket);
    }
}
