package dev.plinth.benchmarks;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Single calls of one candidate. The server's URL is in the system property {@code url}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Calls {

    /** The titles of the calls, in the order of the report. */
    static final Map<String, String> TITLES = titles();

    /** The candidate's name. */
    @Param("okhttp-dates")
    public String candidate = "";

    /** The clients of all slices: to create one, and its TLS settings, takes longer than many calls. */
    private static final Map<String, Client> CLIENTS = new ConcurrentHashMap<>();

    private Client client = () -> {};

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("listBuckets", "list ten buckets");
        titles.put("getUser", "get a user");
        titles.put("upload4KiB", "upload 4 KiB");
        titles.put("download4KiB", "download 4 KiB");
        titles.put("list1000Objects", "list 1,000 objects");
        titles.put("sign", "create a signed URL");
        titles.put("missingObject", "download a missing object");
        titles.put("verify", "verify a token");
        return titles;
    }

    /**
     * Connects, in the first slice of a candidate.
     *
     * @throws Exception if the candidate does not exist
     */
    @Setup
    public void connect() throws Exception {
        Client connected = CLIENTS.get(candidate);
        if (connected == null) {
            connected = Candidates.with(candidate).connect(candidate, System.getProperty("url", ""));
            CLIENTS.put(candidate, connected);
        }
        client = connected;
    }

    /**
     * Lists ten buckets.
     *
     * @return their number
     * @throws IOException if the call fails
     */
    @Benchmark
    public int listBuckets() throws IOException {
        return client.listBuckets();
    }

    /**
     * Gets a user.
     *
     * @return the length of their e-mail address
     * @throws IOException if the call fails
     */
    @Benchmark
    public int getUser() throws IOException {
        return client.getUser();
    }

    /**
     * Uploads 4 KiB.
     *
     * @throws IOException if the call fails
     */
    @Benchmark
    public void upload4KiB() throws IOException {
        client.upload(Integer.toString(Work.SMALL), Pattern.SMALL);
    }

    /**
     * Downloads 4 KiB.
     *
     * @return the length
     * @throws IOException if the call fails
     */
    @Benchmark
    public int download4KiB() throws IOException {
        return client.download(Integer.toString(Work.SMALL));
    }

    /**
     * Lists 1,000 objects.
     *
     * @return their number
     * @throws IOException if the call fails
     */
    @Benchmark
    public int list1000Objects() throws IOException {
        return client.listPage();
    }

    /**
     * Creates a signed URL.
     *
     * @return its length
     * @throws IOException if the call fails
     */
    @Benchmark
    public int sign() throws IOException {
        return client.sign();
    }

    /**
     * Downloads an object that does not exist.
     *
     * @return the status
     * @throws IOException if the call fails otherwise
     */
    @Benchmark
    public int missingObject() throws IOException {
        return client.fail();
    }

    /** Verifies a token. */
    @Benchmark
    public void verify() {
        client.verifyToken();
    }
}
