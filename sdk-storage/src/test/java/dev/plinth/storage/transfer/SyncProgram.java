package dev.plinth.storage.transfer;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.storage.StorageClient;
import java.nio.file.Path;

/** A synchronization in a JVM of its own, to kill it: URL, key, bucket, directory, direction, size of a part, journal. */
final class SyncProgram {

    private SyncProgram() {}

    public static void main(String[] args) {
        try (Connection connection = Connection.toProject(args[0], ApiKey.of(args[1]), o -> {})) {
            dev.plinth.storage.Bucket bucket = StorageClient.of(connection).bucket(args[2]);
            Path directory = Path.of(args[3]);
            java.util.function.Consumer<SyncOptions> options =
                    o -> o.partSize(Integer.parseInt(args[5])).deleteExtra(true).journal(Path.of(args[6]));
            DirectoryTransfer transfer =
                    args[4].equals("up") ? bucket.syncUp(directory, options) : bucket.syncDown(directory, options);
            System.out.println(transfer.run().throwIfFailed());
        }
    }
}
