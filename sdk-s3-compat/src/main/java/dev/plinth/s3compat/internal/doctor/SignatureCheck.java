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
 * Looks at keys, region, and what happens on the way. Where a signature is refused, the same question is signed again
 * in other ways: the one that is taken says what the server sees otherwise than it was sent.
 */
final class SignatureCheck {

    private final S3Settings settings;
    private final URI url;
    private final Probe wire;
    private final Findings findings;

    SignatureCheck(S3Settings settings, Probe wire, Findings findings) {
        this.settings = settings;
        this.url = URI.create(settings.endpoint().uri() + "/");
        this.wire = wire;
        this.findings = findings;
    }

    /** Asks the server. */
    void look() throws IOException, InterruptedException {
        Optional<AwsCredentials> credentials = credentials();
        if (credentials.isEmpty()) {
            return;
        }
        ProbeResponse answer = wire.ask(url, new Probe.Signed(url, settings.region()), credentials.get());
        Optional<String> form = complaint(credentials.get());
        if (form.isPresent() && !answer.good()) {
            findings.problem(Check.CREDENTIALS, form.get(), "use one of the two");
        } else {
            judge(answer, credentials.get());
        }
    }

    /** Looks at what needs no server. */
    void lookAtForm() {
        credentials()
                .flatMap(this::complaint)
                .ifPresent(what -> findings.problem(Check.CREDENTIALS, what, "use one of the two"));
    }

    private Optional<AwsCredentials> credentials() {
        try {
            return Optional.of(settings.credentials().resolveCredentials());
        } catch (RuntimeException e) {
            findings.problem(Check.CREDENTIALS, "there are no credentials: " + e.getMessage(), "sign in again");
            return Optional.empty();
        }
    }

    private Optional<String> complaint(AwsCredentials credentials) {
        return settings.session() != null
                ? Optional.empty()
                : KeyForms.complaint(S3Keys.of(credentials.accessKeyId(), credentials.secretAccessKey()));
    }

    private void judge(ProbeResponse answer, AwsCredentials credentials) throws IOException, InterruptedException {
        if (answer.good()) {
            findings.ok(Check.CREDENTIALS, "the server knows these credentials");
            findings.ok(Check.REGION, "the server takes " + settings.region());
            findings.ok(Check.REWRITING, "the server sees path and host as they are sent");
        } else if (answer.code().equals("SignatureDoesNotMatch")) {
            mismatch(credentials);
        } else if (answer.message().contains("Invalid Region")) {
            findings.problem(Check.REGION, "the server insists on its own region", "set region(…) to the project's");
        } else if (answer.message().contains("Invalid Access Key")
                || answer.code().equals("InvalidAccessKeyId")) {
            unknownId(credentials);
        } else if (answer.message().contains("\"exp\" claim")) {
            findings.problem(
                    Check.CREDENTIALS, "the user's token has expired", "sign in again, and give the new session");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server refused: " + answer.status() + " " + answer.code() + " \"" + answer.message() + "\"",
                    Hints.of(answer.code(), answer.message()).orElse("ask the server's operator"));
        }
    }

    private void unknownId(AwsCredentials credentials) {
        String id = credentials.accessKeyId();
        if (settings.session() != null) {
            findings.problem(
                    Check.CREDENTIALS,
                    "\"" + id + "\" is not this project's ref",
                    "set projectRef(…) to the project's ref, or for a self-hosted project to its TENANT_ID");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server knows no access key " + shown(id)
                            + (KeyForms.storages(id) ? "" : ", and a project's have 32 hexadecimal digits"),
                    "make a key in the project's storage settings, or take a user's session");
        }
    }

    private static String shown(String id) {
        return id.length() <= 64 ? "\"" + id + "\"" : "of " + id.length() + " characters";
    }

    private void mismatch(AwsCredentials credentials) throws IOException, InterruptedException {
        for (String region : regions()) {
            if (taken(new Probe.Signed(url, region), credentials)) {
                findings.problem(
                        Check.REGION,
                        "the server does not take signatures for " + settings.region() + ", but for " + region,
                        "set region(\"" + region + "\"), or the project's own");
                return;
            }
        }
        for (Map.Entry<URI, String> other : otherUrls().entrySet()) {
            if (taken(new Probe.Signed(other.getKey(), settings.region()), credentials)) {
                findings.problem(Check.REWRITING, seen(other.getKey()), other.getValue());
                return;
            }
        }
        wrongSecret();
    }

    private String seen(URI other) {
        return "what was signed is GET " + url.getRawPath() + " at " + url.getRawAuthority()
                + ", and the server sees GET " + other.getRawPath() + " at " + other.getRawAuthority()
                + ": something on the way rewrites it";
    }

    private void wrongSecret() {
        findings.ok(Check.REGION, settings.region() + " is not the reason");
        if (settings.session() != null) {
            findings.problem(
                    Check.CREDENTIALS,
                    "the signature is refused: the secret key is not the project's anon key, or something on the way"
                            + " changes the Host header",
                    "give the project's legacy anon key (a JWT) by anonKey(…); a proxy has to pass Host on, or set"
                            + " X-Forwarded-Host");
        } else {
            findings.problem(
                    Check.CREDENTIALS,
                    "the server knows this access key, but the secret key is another, or something on the way changes the"
                            + " Host header",
                    "make a new pair of keys if the secret is lost; a proxy has to pass Host on, or set"
                            + " X-Forwarded-Host");
        }
    }

    private boolean taken(Probe.Signed signed, AwsCredentials credentials) throws IOException, InterruptedException {
        return wire.ask(url, signed, credentials).good();
    }

    private Set<String> regions() {
        Set<String> regions = new LinkedHashSet<>();
        regions.add("us-east-1");
        regions.add("auto");
        regions.add("local");
        regions.remove(settings.region());
        return regions;
    }

    /** What a proxy may make of the address, and what to tell it. */
    private Map<URI, String> otherUrls() {
        String prefix =
                "have the proxy send X-Forwarded-Prefix, or set S3_PROTOCOL_PREFIX on the server, to what it strips";
        String host = "have the proxy pass the Host header on with its port, or set X-Forwarded-Host and -Port";
        Map<URI, String> others = new LinkedHashMap<>();
        String path = url.getRawPath();
        for (int slash = path.indexOf('/', 1);
                slash > 0 && slash < path.length() - 1;
                slash = path.indexOf('/', slash + 1)) {
            others.put(url.resolve(path.substring(slash)), prefix);
        }
        others.put(
                url.resolve("/storage/v1" + path),
                "leave out what the proxy adds: set the endpoint to the project's own");
        if (url.getPort() > 0) {
            others.put(URI.create(url.getScheme() + "://" + url.getHost() + path), host);
        }
        others.remove(url);
        return others;
    }
}
