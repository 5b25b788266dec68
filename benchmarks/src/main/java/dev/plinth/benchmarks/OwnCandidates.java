package dev.plinth.benchmarks;

import dev.plinth.storage.IntegrityCheck;

/** Plinth, and the programs written by hand that need nothing more than Plinth does. */
public final class OwnCandidates implements Candidates {

    /** The API key of all candidates. */
    public static final String KEY = "sb_secret_benchmark";

    /** For the service loader. */
    public OwnCandidates() {}

    @Override
    public String title(String name) {
        return switch (name) {
            case "okhttp" -> "OkHttp, by hand";
            case "okhttp-dates" -> "OkHttp, by hand, dates parsed";
            case "plinth-auto" -> "Plinth, verify(AUTO)";
            case "plinth-always" -> "Plinth, verify(ALWAYS)";
            case "plinth-never" -> "Plinth, verify(NEVER)";
            case "plinth-parallel" -> "Plinth, parallel download";
            case "plinth-verifier" -> "Plinth, TokenVerifier";
            case "java-jwt" -> "java-jwt";
            case "s3compat" -> "Plinth, S3Compat";
            case "s3compat-url" -> "Plinth, S3Compat, url-connection";
            case "aws-url" -> "AWS SDK, url-connection";
            default -> "";
        };
    }

    @Override
    public Client connect(String name, String url) {
        return switch (name) {
            case "okhttp" -> new OkHttpByHand(url, KEY);
            case "okhttp-dates" -> new OkHttpWithDates(url, KEY);
            case "plinth-auto" -> new PlinthClient(url, KEY, IntegrityCheck.AUTO);
            case "plinth-always" -> new PlinthClient(url, KEY, IntegrityCheck.ALWAYS);
            case "plinth-never" -> new PlinthClient(url, KEY, IntegrityCheck.NEVER);
            case "plinth-parallel" -> new ParallelClient(url, KEY);
            case "plinth-verifier" -> Verifying.plinth();
            case "java-jwt" -> Verifying.javaJwt();
            case "s3compat" -> S3SdkClient.s3compat(url);
            case "s3compat-url" -> S3SdkClient.s3compatWithUrlConnection(url);
            case "aws-url" -> S3SdkClient.bare(url);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
