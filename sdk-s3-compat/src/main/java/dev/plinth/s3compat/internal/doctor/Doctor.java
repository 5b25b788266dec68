package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis;
import dev.plinth.s3compat.Diagnosis.Check;
import dev.plinth.s3compat.internal.S3Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Runs the checks one after the other, and stops at a problem that would make the results of later checks meaningless. */
public final class Doctor {

    /** AWS rejects a larger skew. Storage checks the time of presigned URLs only. */
    private static final Duration MAX_SKEW = Duration.ofMinutes(5);

    private final S3Settings settings;
    private final Probe probe;
    private final Findings findings = new Findings();

    /** Creates the checks for settings. */
    public Doctor(S3Settings settings) {
        this.settings = settings;
        this.probe = new Probe(settings.clock());
    }

    /** Runs all checks. */
    public Diagnosis diagnose(Consumer<? super S3ClientBuilder> customizer) {
        try {
            new ClientCheck(settings, findings).check(customizer);
            Optional<ProbeResponse> response = checkReachability();
            if (response.isPresent()) {
                checkClock(response.get());
                SignatureCheck signature = new SignatureCheck(settings, probe, findings);
                if (new EndpointCheck(settings, probe, findings).check(response.get())) {
                    signature.check();
                } else {
                    signature.checkForm();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.warning(Check.REACHABILITY, "the diagnosis was interrupted", "run it again");
        } catch (IOException e) {
            addUnreachable(e);
        }
        return findings.diagnosis();
    }

    private Optional<ProbeResponse> checkReachability() throws InterruptedException {
        try {
            ProbeResponse response = probe.send(URI.create(settings.endpoint().uri() + "/"));
            findings.ok(Check.REACHABILITY, settings.endpoint().uri().getRawAuthority() + " answers");
            return Optional.of(response);
        } catch (IOException e) {
            addUnreachable(e);
            return Optional.empty();
        }
    }

    private void addUnreachable(IOException e) {
        String host = settings.endpoint().uri().getRawAuthority();
        if (e instanceof SSLException) {
            findings.problem(
                    Check.REACHABILITY,
                    host + " has no TLS certificate that this machine trusts (" + e.getMessage() + ")",
                    "use http:// if it is a plain port on this machine, or trust its certificate");
        } else if (hasCause(e, UnresolvedAddressException.class)) {
            findings.problem(
                    Check.REACHABILITY,
                    "the host cannot be resolved: " + settings.endpoint().uri().getHost(),
                    "check the endpoint's host");
        } else if (e instanceof HttpTimeoutException) {
            findings.problem(
                    Check.REACHABILITY,
                    host + " did not respond within 10 seconds",
                    "check the host and the firewalls");
        } else if (e instanceof ConnectException) {
            findings.problem(
                    Check.REACHABILITY, "the connection was refused by " + host, "check the endpoint's host and port");
        } else {
            findings.problem(
                    Check.REACHABILITY,
                    host + " closed the connection without a response ("
                            + e.getClass().getSimpleName() + ")",
                    "check whether the port expects https instead of http, or belongs to another service");
        }
    }

    private static boolean hasCause(Throwable e, Class<? extends Throwable> type) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private void checkClock(ProbeResponse response) {
        Instant localTime = settings.clock().instant();
        response.date().ifPresent(serverTime -> {
            Duration skew = Duration.between(serverTime, localTime);
            if (skew.abs().compareTo(MAX_SKEW) <= 0) {
                findings.ok(Check.CLOCK, "the local clock and the server's clock agree");
            } else {
                findings.warning(
                        Check.CLOCK,
                        "the local clock is " + skew.abs().toMinutes() + " minutes "
                                + (skew.isNegative() ? "behind" : "ahead of") + " the server's clock",
                        "set the clock: AWS refuses such requests, and presigned URLs expire earlier or later"
                                + " than intended");
            }
        });
    }
}
