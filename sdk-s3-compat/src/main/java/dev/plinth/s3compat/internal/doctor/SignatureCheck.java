package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis.Check;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.s3compat.internal.Hints;
import dev.plinth.s3compat.internal.KeyForms;
import dev.plinth.s3compat.internal.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/**
 * Checks the keys, the region, and rewriting by proxies. If a signature is rejected, the same request is signed again
 * in other ways: the accepted one shows what the server received differently.
 */
final class SignatureCheck {

    private final S3Settings settings;
    private final URI url;
    private final Probe probe;
    private final Findings findings;

    SignatureCheck(S3Settings settings, Probe probe, Findings findings) {
        this.settings = settings;
        this.url = URI.create(settings.endpoint().uri() + "/");
        this.probe = probe;
        this.findings = findings;
    }

    /** Runs the checks that send requests. */
    void check() throws IOException, InterruptedException {
        Optional<AwsCredentials> credentials = credentials();
        if (credentials.isEmpty()) {
            return;
        }
        ProbeResponse response =
                probe.send(url, new Probe.SignedRequestTarget(url, settings.region()), credentials.get());
        Optional<String> keyProblem = findKeyProblem(credentials.get());
        if (keyProblem.isPresent() && !response.isSuccess()) {
            findings.problem(Check.CREDENTIALS, keyProblem.get(), "use one of the two");
        } else {
            evaluate(response, credentials.get());
        }
    }

    /** Runs the checks that need no server. */
    void checkForm() {
        credentials()
                .flatMap(this::findKeyProblem)
                .ifPresent(message -> findings.problem(Check.CREDENTIALS, message, "use one of the two"));
    }

    private Optional<AwsCredentials> credentials() {
        try {
            return Optional.of(settings.credentials().resolveCredentials());
        } catch (RuntimeException e) {
            findings.problem(Check.CREDENTIALS, "there are no credentials: " + e.getMessage(), "sign in again");
            return Optional.empty();
        }
    }

    private Optional<String> findKeyProblem(AwsCredentials credentials) {
        return settings.session() != null
                ? Optional.empty()
                : KeyForms.findProblem(S3Keys.of(credentials.accessKeyId(), credentials.secretAccessKey()));
    }

    private void evaluate(ProbeResponse response, AwsCredentials credentials) throws IOException, InterruptedException {
        if (response.isSuccess()) {
            findings.ok(Check.CREDENTIALS, "the server accepts these credentials");
            findings.ok(Check.REGION, "the server accepts the region " + settings.region());
            findings.ok(Check.REWRITING, "the server receives the path and the host unchanged");
        } else if (response.code().equals("SignatureDoesNotMatch")) {
            findMismatch(credentials);
        } else if (response.message().contains("Invalid Region")) {
            findings.problem(
                    Check.REGION, "the server accepts only its own region", "set region(…) to the project's region");
        } else if (response.message().contains("Invalid Access Key")
                || response.code().equals("InvalidAccessKeyId")) {
            addUnknownKey(credentials);
        } else if (response.message().contains("\"exp\" claim")) {
            findings.problem(
                    Check.CREDENTIALS, "the user's token has expired", "sign in again and use the new session");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server rejected the request: " + response.status() + " " + response.code() + " \""
                            + response.message() + "\"",
                    Hints.of(response.code(), response.message()).orElse("ask the operator of the server"));
        }
    }

    private void addUnknownKey(AwsCredentials credentials) {
        String id = credentials.accessKeyId();
        if (settings.session() != null) {
            findings.problem(
                    Check.CREDENTIALS,
                    "\"" + id + "\" is not this project's ref",
                    "set projectRef(…) to the project's ref, or for a self-hosted project to its TENANT_ID");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server knows no access key " + printable(id)
                            + (KeyForms.isStorageKeyId(id)
                                    ? ""
                                    : "; a project's access keys have 32 hexadecimal digits"),
                    "create an access key in the project's storage settings, or use a user's session");
        }
    }

    private static String printable(String id) {
        return id.length() <= 64 ? "\"" + id + "\"" : "of " + id.length() + " characters";
    }

    private void findMismatch(AwsCredentials credentials) throws IOException, InterruptedException {
        for (String region : regions()) {
            if (isAccepted(new Probe.SignedRequestTarget(url, region), credentials)) {
                findings.problem(
                        Check.REGION,
                        "the server does not accept signatures for " + settings.region() + ", only for " + region,
                        "set region(\"" + region + "\"), or the project's own");
                return;
            }
        }
        for (Map.Entry<URI, String> other : rewrittenUrls().entrySet()) {
            if (isAccepted(new Probe.SignedRequestTarget(other.getKey(), settings.region()), credentials)) {
                findings.problem(Check.REWRITING, describeRewriting(other.getKey()), other.getValue());
                return;
            }
        }
        addWrongSecret();
    }

    private String describeRewriting(URI other) {
        return "the client signed GET " + url.getRawPath() + " at " + url.getRawAuthority()
                + ", but the server received GET " + other.getRawPath() + " at " + other.getRawAuthority()
                + ": a proxy rewrites the request";
    }

    private void addWrongSecret() {
        findings.ok(Check.REGION, settings.region() + " is not the cause");
        if (settings.session() != null) {
            findings.problem(
                    Check.CREDENTIALS,
                    "the signature is rejected: the secret key is not the project's anon key, or a proxy"
                            + " changes the Host header",
                    "set the project's legacy anon key (a JWT) with anonKey(…); a proxy has to pass on Host or set"
                            + " X-Forwarded-Host");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server knows this access key, but the secret key is wrong, or a proxy changes the"
                            + " Host header",
                    "create a new access key if the secret is lost; a proxy has to pass on Host or set"
                            + " X-Forwarded-Host");
        }
    }

    private boolean isAccepted(Probe.SignedRequestTarget signed, AwsCredentials credentials)
            throws IOException, InterruptedException {
        return probe.send(url, signed, credentials).isSuccess();
    }

    private Set<String> regions() {
        Set<String> regions = new LinkedHashSet<>();
        regions.add("us-east-1");
        regions.add("auto");
        regions.add("local");
        regions.remove(settings.region());
        return regions;
    }

    /** Returns the URLs that a proxy may send to the server instead, each with how to configure the proxy. */
    private Map<URI, String> rewrittenUrls() {
        String prefix =
                "let the proxy send X-Forwarded-Prefix, or set S3_PROTOCOL_PREFIX on the server, with the prefix that it strips";
        String host =
                "let the proxy pass on the Host header with its port, or set X-Forwarded-Host and X-Forwarded-Port";
        Map<URI, String> candidates = new LinkedHashMap<>();
        String path = url.getRawPath();
        for (int slash = path.indexOf('/', 1);
                slash > 0 && slash < path.length() - 1;
                slash = path.indexOf('/', slash + 1)) {
            candidates.put(url.resolve(path.substring(slash)), prefix);
        }
        candidates.put(
                url.resolve("/storage/v1" + path),
                "set the endpoint to the project's own URL, without the path that the proxy adds");
        if (url.getPort() > 0) {
            candidates.put(URI.create(url.getScheme() + "://" + url.getHost() + path), host);
        }
        candidates.remove(url);
        return candidates;
    }
}
