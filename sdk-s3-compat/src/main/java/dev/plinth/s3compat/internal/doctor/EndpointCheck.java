package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis.Check;
import dev.plinth.s3compat.internal.S3Settings;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Checks whether the endpoint is S3, and searches for S3 at other URLs if it is not. */
final class EndpointCheck {

    private final URI endpoint;
    private final Probe probe;
    private final Findings findings;

    EndpointCheck(S3Settings settings, Probe probe, Findings findings) {
        this.endpoint = settings.endpoint().uri();
        this.probe = probe;
        this.findings = findings;
    }

    /** Returns whether further checks make sense. */
    boolean check(ProbeResponse response) throws InterruptedException {
        if (response.isS3()) {
            findings.ok(Check.ENDPOINT, endpoint + " is S3");
            return true;
        }
        String message = endpoint + " is not an S3 endpoint: it responded with " + response.describe();
        findings.problem(
                Check.ENDPOINT,
                message,
                findS3().map(EndpointCheck::set)
                        .orElse(set("<project URL>/storage/v1/s3")
                                + "; a control plane or a Studio has no S3 endpoint"));
        return false;
    }

    private static String set(String url) {
        return "set the endpoint to " + url;
    }

    private Optional<String> findS3() throws InterruptedException {
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(endpoint + "/s3");
        candidates.add(endpoint + "/storage/v1/s3");
        candidates.add(origin + "/storage/v1/s3");
        candidates.add(origin + "/s3");
        candidates.add(origin);
        for (String candidate : candidates) {
            if (isS3(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isS3(String candidate) throws InterruptedException {
        try {
            return probe.send(URI.create(candidate + "/")).isS3();
        } catch (IOException e) {
            return false;
        }
    }
}
