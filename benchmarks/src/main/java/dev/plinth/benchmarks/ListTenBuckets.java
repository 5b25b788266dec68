package dev.plinth.benchmarks;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.storage.BucketInfo;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One small call. The server's port is in the system property {@code port}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ListTenBuckets {

    // {"role":"service_role"}
    private static final String KEY = "eyJhbGciOiJIUzI1NiJ9.eyJyb2xlIjoic2VydmljZV9yb2xlIn0.c2ln";

    private final String url = "http://127.0.0.1:" + Integer.getInteger("port", 0);
    private final HandWritten handWritten = new HandWritten(url, KEY);
    private final Project project = Project.connect(url, ApiKey.of(KEY));

    /**
     * Checks that both see the same.
     *
     * @throws IOException if the server does not answer
     */
    @Setup
    public void check() throws IOException {
        if (handWritten() != plinth() || plinth() == 0) {
            throw new IllegalStateException("both should see the same ten buckets");
        }
    }

    /** Ends the connection. */
    @TearDown
    public void close() {
        project.close();
    }

    /**
     * Lists by the hand-written program.
     *
     * @return something of each bucket
     * @throws IOException if the call fails
     */
    @Benchmark
    public int handWritten() throws IOException {
        int seen = 0;
        for (HandWritten.Bucket bucket : handWritten.listBuckets()) {
            seen += bucket.name().length();
        }
        return seen;
    }

    /**
     * Lists by Plinth.
     *
     * @return something of each bucket
     */
    @Benchmark
    public int plinth() {
        int seen = 0;
        for (BucketInfo bucket : project.buckets().list()) {
            seen += bucket.name().length();
        }
        return seen;
    }
}
