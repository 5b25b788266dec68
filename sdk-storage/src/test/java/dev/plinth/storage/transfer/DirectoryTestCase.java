package dev.plinth.storage.transfer;

import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** The set-up of tests that transfer directories: a bucket, and a directory with files. */
abstract class DirectoryTestCase {

    @Parameter
    Way way;

    @TempDir
    Path folder;

    Workshop workshop;
    Tree tree;

    @BeforeEach
    void open() {
        Assumptions.assumeTrue(way.available(Stack.get()));
        workshop = new Workshop(way);
        tree = new Tree(folder.resolve("tree"));
    }

    @AfterEach
    void clear() {
        if (workshop != null) {
            workshop.close();
        }
    }

    static List<String> paths(DirectoryResult result, FileStatus status) {
        return result.outcomes(status).stream().map(FileOutcome::path).sorted().toList();
    }
}
