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
    private final Probe wire;
    private final Findings findings;

    EndpointCheck(S3Settings settings, Probe wire, Findings findings) {
        this.endpoint = settings.endpoint().uri();
        this.wire = wire;
        this.findings = findings;
    }

    /** Returns whether further checks make sense. */
    boolean look(ProbeResponse answer) throws InterruptedException {
        if (answer.s3()) {
            findings.ok(Check.ENDPOINT, endpoint + " is S3");
            return true;
        }
        String what = endpoint + " is not an S3 endpoint: it responded with " + answer.described();
        findings.problem(
                Check.ENDPOINT,
                what,
                elsewhere()
                        .map(EndpointCheck::set)
                        .orElse(set("<project URL>/storage/v1/s3")
                                + "; a control plane or a Studio has no S3 endpoint"));
        return false;
    }

    private static String set(String url) {
        return "set the endpoint to " + url;
    }

    private Optional<String> elsewhere() throws InterruptedException {
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        Set<String> candidates = new LinkedHashSet<>();
        candidates.add(endpoint + "/s3");
        candidates.add(endpoint + "/storage/v1/s3");
        candidates.add(origin + "/storage/v1/s3");
        candidates.add(origin + "/s3");
        candidates.add(origin);
        for (String candidate : candidates) {
            if (answersS3(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean answersS3(String candidate) throws InterruptedException {
        try {
            return wire.ask(URI.create(candidate + "/")).s3();
        } catch (IOException e) {
            return false;
        }
    }
}
