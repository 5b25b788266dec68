package app;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;

/** An application that has only {@code plinth-storage}. */
public final class StorageOnly {

    public static void main(String[] arguments) {
        try (Connection connection = Connection.toProject(arguments[3], ApiKey.of(arguments[4]))) {
            Bucket bucket = StorageClient.of(connection).buckets().create("alone");
            bucket.upload("a.txt", Content.ofString("hello"));
            System.out.println(bucket.download("a.txt").readAllBytes(100).length + " bytes");
        }
    }
}
