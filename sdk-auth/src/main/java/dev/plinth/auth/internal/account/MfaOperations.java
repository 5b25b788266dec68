package dev.plinth.auth.internal.account;

import dev.plinth.auth.EnrolledFactor;
import dev.plinth.auth.FactorChallenge;
import dev.plinth.auth.FactorChallengeOptions;
import dev.plinth.auth.FactorType;
import dev.plinth.auth.WebAuthnCeremony;
import dev.plinth.auth.WebAuthnChallenge;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.JsonText;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.core.internal.text.Description;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

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

        @Override
        public String toString() {
            return Description.of("EnrolledFactor").add(type).add("id", id).toString();
        }
    }

    record EnrolledWire(String id, String type, Optional<Totp> totp) {}

    record Totp(Optional<Secret> qrCode, Optional<Secret> secret, Optional<Secret> uri) {}

    record ChallengeWire(String id, Optional<Instant> expiresAt, Optional<WebAuthnWire> webauthn) {}

    record WebAuthnWire(String type, @Required Map<String, Object> credentialOptions) {

        WebAuthnChallenge challenge() {
            return new WebAuthn(WebAuthnCeremony.of(type), JsonText.write(credentialOptions));
        }
    }

    record WebAuthn(WebAuthnCeremony ceremony, String optionsJson) implements WebAuthnChallenge {

        @Override
        public String toString() {
            return "WebAuthnChallenge[" + ceremony + "]";
        }
    }

    public record Challenge(String id, String factorId, Instant expiresAt, Optional<WebAuthnChallenge> webAuthn)
            implements FactorChallenge {

        @Override
        public String toString() {
            return "FactorChallenge[" + factorId + ", " + id + "]";
        }
    }

    /** {@code POST /factors} with an authenticator app. */
    public static Operation<EnrolledFactor> enrollTotp(String friendlyName) {
        return enroll("mfa.enrollTotp", Map.of("factor_type", "totp", "friendly_name", friendlyName));
    }

    /** {@code POST /factors} with a phone. */
    public static Operation<EnrolledFactor> enrollPhone(String friendlyName, String number) {
        return enroll(
                "mfa.enrollPhone", Map.of("factor_type", "phone", "friendly_name", friendlyName, "phone", number));
    }

    /** {@code POST /factors} with a security key. */
    public static Operation<EnrolledFactor> enrollWebAuthn(String friendlyName) {
        return enroll("mfa.enrollWebAuthn", Map.of("factor_type", "webauthn", "friendly_name", friendlyName));
    }

    private static Operation<EnrolledFactor> enroll(String operation, Map<String, Object> body) {
        Route.Builder route = Route.post("/factors").json(body);
        return Operation.unsafe(
                AuthService.SERVICE,
                operation,
                AuthService.direct(route, Decoder.json(ENROLLED).then(Enrolled::of)));
    }

    /** {@code POST /factors/{id}/challenge}. */
    public static Operation<FactorChallenge> challenge(
            String factorId, Consumer<? super FactorChallengeOptions> options) {
        FactorChallengeSettings settings = Arguments.configured(new FactorChallengeSettings(), options, "options");
        Route.Builder route = Route.post("/factors/{id}/challenge", Uuids.checked("factor", factorId))
                .json(settings.body());
        Decoder<FactorChallenge> decoder = Decoder.json(CHALLENGE)
                .then(wire -> new Challenge(
                        wire.id(),
                        factorId,
                        wire.expiresAt().orElse(Instant.MAX),
                        wire.webauthn().map(WebAuthnWire::challenge)));
        return Operation.unsafe(AuthService.SERVICE, "mfa.challenge", AuthService.direct(route, decoder))
                .context("factor", factorId);
    }

    /** {@code POST /factors/{id}/verify} with a code. */
    public static Operation<SessionResponse> verify(FactorChallenge challenge, String code) {
        return verify("mfa.verify", challenge, Map.of("challenge_id", challenge.id(), "code", Secret.of(code.strip())));
    }

    /** {@code POST /factors/{id}/verify} with the response of a security key. */
    public static Operation<SessionResponse> verifyWebAuthn(FactorChallenge challenge, String credentialJson) {
        return verify("mfa.verifyWebAuthn", challenge, webAuthnBody(challenge, credentialJson));
    }

    private static Map<String, Object> webAuthnBody(FactorChallenge challenge, String credentialJson) {
        WebAuthnChallenge webAuthn = challenge
                .webAuthn()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the challenge does not belong to a WebAuthn factor: use verify(challenge, code)"));
        Map<String, Object> credential = JsonText.credential(credentialJson);
        String type = webAuthn.ceremony().value();
        return Map.of(
                "challenge_id", challenge.id(), "webauthn", Map.of("type", type, "credential_response", credential));
    }

    private static Operation<SessionResponse> verify(
            String operation, FactorChallenge challenge, Map<String, Object> body) {
        Route.Builder route = Route.post("/factors/{id}/verify", Uuids.checked("factor", challenge.factorId()))
                .json(body);
        return Operation.unsafe(AuthService.SERVICE, operation, AuthService.direct(route, SessionOperations.SESSION))
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
