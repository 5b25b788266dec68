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
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final S3Settings settings;
    private final Probe wire;
    private final Findings findings = new Findings();

    /** Creates a doctor for settings. */
    public Doctor(S3Settings settings) {
        this.settings = settings;
        this.wire = new Probe(settings.clock());
    }

    /** Runs all checks. */
    public Diagnosis examine(Consumer<? super S3ClientBuilder> change) {
        try {
            new ClientCheck(settings, findings).look(change);
            Optional<ProbeResponse> answer = reach();
            if (answer.isPresent()) {
                clock(answer.get());
                SignatureCheck signature = new SignatureCheck(settings, wire, findings);
                if (new EndpointCheck(settings, wire, findings).look(answer.get())) {
                    signature.look();
                } else {
                    signature.lookAtForm();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.warning(Check.REACHABILITY, "the diagnosis was interrupted", "run it again");
        } catch (IOException e) {
            unreachable(e);
        }
        return findings.diagnosis();
    }

    private Optional<ProbeResponse> reach() throws InterruptedException {
        try {
            ProbeResponse answer = wire.ask(URI.create(settings.endpoint().uri() + "/"));
            findings.ok(Check.REACHABILITY, settings.endpoint().uri().getRawAuthority() + " answers");
            return Optional.of(answer);
        } catch (IOException e) {
            unreachable(e);
            return Optional.empty();
        }
    }

    private void unreachable(IOException e) {
        String where = settings.endpoint().uri().getRawAuthority();
        if (e instanceof SSLException) {
            findings.problem(
                    Check.REACHABILITY,
                    where + " has no TLS certificate that this machine trusts (" + e.getMessage() + ")",
                    "use http:// if it is a plain port on this machine, or trust its certificate");
        } else if (caused(e, UnresolvedAddressException.class)) {
            findings.problem(
                    Check.REACHABILITY,
                    "the host cannot be resolved: " + settings.endpoint().uri().getHost(),
                    "check the endpoint's host");
        } else if (e instanceof HttpTimeoutException) {
            findings.problem(
                    Check.REACHABILITY,
                    where + " did not respond within 10 seconds",
                    "check the host and the firewalls");
        } else if (e instanceof ConnectException) {
            findings.problem(
                    Check.REACHABILITY, "the connection was refused by " + where, "check the endpoint's host and port");
        } else {
            findings.problem(
                    Check.REACHABILITY,
                    where + " closed the connection without a response ("
                            + e.getClass().getSimpleName() + ")",
                    "check whether the port expects https instead of http, or belongs to another service");
        }
    }

    private static boolean caused(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (kind.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private void clock(ProbeResponse answer) {
        Instant here = settings.clock().instant();
        answer.date().ifPresent(there -> {
            Duration off = Duration.between(there, here);
            if (off.abs().compareTo(SKEW) <= 0) {
                findings.ok(Check.CLOCK, "the local clock and the server's clock agree");
            } else {
                findings.warning(
                        Check.CLOCK,
                        "the local clock is " + off.abs().toMinutes() + " minutes "
                                + (off.isNegative() ? "behind" : "ahead of") + " the server's",
                        "set the clock: AWS refuses such requests, and presigned URLs expire earlier or later"
                                + " than intended");
            }
        });
    }
}
