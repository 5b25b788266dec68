package dev.plinth.benchmarks.peers;

import dev.plinth.benchmarks.whole.Candidates;
import dev.plinth.benchmarks.whole.Client;

/** Other clients, each as its documentation sets it up. */
public final class PeerCandidates implements Candidates {

    /** For the service loader. */
    public PeerCandidates() {}

    @Override
    public String title(String name) {
        return switch (name) {
            case "jdk" -> "JDK HttpClient, by hand";
            case "aws-crt" -> "AWS SDK, CRT and TransferManager";
            case "minio" -> "minio-java";
            default -> "";
        };
    }

    @Override
    public Client connect(String name, String url) {
        return switch (name) {
            case "jdk" -> new JdkByHand(url);
            case "aws-crt" -> new CrtClient(url);
            case "minio" -> new MinioByHand(url);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
