package dev.plinth.tests.faults.operation;

import java.util.List;
import java.util.stream.Stream;

/** All operations that are tried. */
public final class Operations {

    private Operations() {}

    /** Returns the operations, group by group. */
    public static List<Operation> all() {
        return Stream.of(
                        UserOperations.all(),
                        BucketOperations.all(),
                        TransferOperations.all(),
                        SurvivingOperations.all(),
                        DirectoryOperations.all(),
                        ObjectOperations.all(),
                        S3Operations.all())
                .flatMap(operations -> operations)
                .toList();
    }
}
