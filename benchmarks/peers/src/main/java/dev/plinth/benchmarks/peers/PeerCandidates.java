package dev.plinth.benchmarks.peers;

import dev.plinth.benchmarks.Candidates;
import dev.plinth.benchmarks.Client;
import dev.plinth.benchmarks.S3SdkClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Other clients, each as its documentation sets it up. */
public final class PeerCandidates implements Candidates {

    /** For the service loader. */
    public PeerCandidates() {}

    @Override
    public String title(String name) {
        return switch (name) {
            case "jdk" -> "JDK HttpClient, by hand";
            case "aws-apache" -> "AWS SDK, Apache 5";
            case "aws-crt" -> "AWS SDK, CRT and TransferManager";
            case "minio" -> "minio-java";
            case "supabase-kt" -> "supabase-kt";
            default -> "";
        };
    }

    @Override
    public Client connect(String name, String url) {
        return switch (name) {
            case "jdk" -> new JdkByHand(url);
            case "aws-apache" -> S3SdkClient.bare(url, Apache5HttpClient.builder());
            case "aws-crt" -> new CrtClient(url);
            case "minio" -> new MinioByHand(url);
            case "supabase-kt" -> new SupabaseKt(url);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
