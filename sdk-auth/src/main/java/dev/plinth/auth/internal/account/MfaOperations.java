package dev.plinth.auth.internal.account;

import dev.plinth.auth.EnrolledFactor;
import dev.plinth.auth.FactorChallenge;
import dev.plinth.auth.FactorType;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Second factors of the signed-in user. */
public final class MfaOperations {

    private static final JsonReader<EnrolledWire> ENROLLED = Json.reader(EnrolledWire.class);
    private static final JsonReader<ChallengeWire> CHALLENGE = Json.reader(ChallengeWire.class);

    private MfaOperations() {}

    public record Enrolled(
            String id, FactorType type, Optional<Secret> qrCode, Optional<Secret> secret, Optional<Secret> uri)
            implements EnrolledFactor {

        static EnrolledFactor of(EnrolledWire wire) {
            Optional<Totp> totp = wire.totp();
            return new Enrolled(
                    wire.id(),
                    FactorType.of(wire.type()),
                    totp.flatMap(Totp::qrCode),
                    totp.flatMap(Totp::secret),
                    totp.flatMap(Totp::uri));
        }
    }

    record EnrolledWire(String id, String type, Optional<Totp> totp) {}

    record Totp(Optional<Secret> qrCode, Optional<Secret> secret, Optional<Secret> uri) {}

    record ChallengeWire(String id, Optional<Instant> expiresAt, Map<String, Object> webauthn) {}

    public record Challenge(String id, String factorId, Instant expiresAt, Map<String, Object> webAuthn)
            implements FactorChallenge {}

    /** {@code POST /factors}. */
    public static Operation<EnrolledFactor> enroll(Map<String, Object> body) {
        Route.Builder route = Route.post("/factors").json(body);
        return Operation.unsafe(
                AuthService.SERVICE,
                "mfa.enroll",
                AuthService.direct(route, Decoder.json(ENROLLED).then(Enrolled::of)));
    }

    /** {@code POST /factors/{id}/challenge}. */
    public static Operation<FactorChallenge> challenge(String factorId, Map<String, Object> body) {
        Route.Builder route = Route.post("/factors/{id}/challenge", Uuids.checked("factor", factorId))
                .json(body);
        Decoder<FactorChallenge> decoder = Decoder.json(CHALLENGE)
                .then(wire -> new Challenge(
                        wire.id(),
                        factorId,
                        wire.expiresAt().orElse(Instant.MAX),
                        Collections.unmodifiableMap(wire.webauthn())));
        return Operation.unsafe(AuthService.SERVICE, "mfa.challenge", AuthService.direct(route, decoder))
                .context("factor", factorId);
    }

    /** {@code POST /factors/{id}/verify}. */
    public static Operation<SessionResponse> verify(FactorChallenge challenge, Map<String, Object> answer) {
        Route.Builder route = Route.post("/factors/{id}/verify", Uuids.checked("factor", challenge.factorId()))
                .json(answer);
        return Operation.unsafe(AuthService.SERVICE, "mfa.verify", AuthService.direct(route, SessionOperations.ANSWER))
                .context("factor", challenge.factorId());
    }

    /** {@code DELETE /factors/{id}}. */
    public static Operation<Done> unenroll(String factorId) {
        Route.Builder route = Route.delete("/factors/{id}", Uuids.checked("factor", factorId));
        return Operation.delete(
                        AuthService.SERVICE, "mfa.unenroll", Done.DONE, AuthService.direct(route, Decoder.done()))
                .context("factor", factorId);
    }
}
