package dev.plinth.auth.internal.signin;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.SignInOptions;
import dev.plinth.auth.VerificationType;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.SignInSettings;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operations on one-time codes and links. Sending is not retried, because each request sends another message. */
public final class OtpOperations {

    /** Decodes the id of a message; the server returns an empty object if it did not send the message itself. */
    public static final Decoder<Optional<String>> MESSAGE_ID =
            Decoder.json(Json.reader(Sent.class)).then(Sent::messageId);

    private static final JsonReader<Message> MESSAGE = Json.reader(Message.class);

    private OtpOperations() {}

    record Sent(Optional<String> messageId) {}

    record Message(String msg) {}

    /** The response to a code or link: a session or a message. */
    public record Verified(@Nullable SessionResponse session, Optional<String> message) {}

    /** {@code POST /otp}. Control planes accept only phone numbers there, and have another route for e-mails. */
    public static Operation<Optional<String>> send(EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        Arguments.required(contact, "contact");
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(contact);
        settings.withCreateUser(body).withData(body).withPkce(body).withChannel(body);
        Route<Optional<String>> direct = messageRoute("/otp", body, settings);
        Route<Optional<String>> proxied = Route.post(contact.isEmail() ? "/magiclink" : "/otp")
                .json(settings.body(contact))
                .decode(OtpOperations::decodeNothing);
        return Operation.unsafe(
                AuthService.SERVICE, "auth.signInWithOtp", dialect -> dialect == Dialect.PROJECT ? direct : proxied);
    }

    /** {@code POST /recover}. */
    public static Operation<Optional<String>> recover(String email, Consumer<? super SignInOptions> options) {
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(EmailOrPhone.email(email));
        settings.withPkce(body);
        Route<Optional<String>> direct = messageRoute("/recover", body, settings);
        Route<Optional<String>> proxied = Route.post("/recover").json(body).decode(OtpOperations::decodeNothing);
        return Operation.unsafe(
                AuthService.SERVICE,
                "auth.resetPasswordForEmail",
                dialect -> dialect == Dialect.PROJECT ? direct : proxied);
    }

    /** {@code POST /resend}. */
    public static Operation<Optional<String>> resend(
            VerificationType type, EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        Arguments.required(type, "type");
        Arguments.required(contact, "contact");
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(contact);
        body.put("type", type.value());
        settings.withPkce(body);
        Route<Optional<String>> direct = messageRoute("/resend", body, settings);
        return Operation.unsafe(
                AuthService.SERVICE, "auth.resend", dialect -> dialect == Dialect.PROJECT ? direct : null);
    }

    private static Route<Optional<String>> messageRoute(
            String path, Map<String, Object> body, SignInSettings settings) {
        return AuthService.versioned(Route.post(path)
                        .query("redirect_to", settings.redirect())
                        .json(body)
                        .anonymous())
                .decode(MESSAGE_ID);
    }

    private static Optional<String> decodeNothing(HttpResponse response) throws IOException {
        Done ignored = Decoder.done().decode(response);
        return Optional.empty();
    }

    /** {@code POST /verify} with a code that the user entered. */
    public static Operation<Verified> verify(VerificationType type, EmailOrPhone contact, String code) {
        Arguments.required(type, "type");
        Arguments.required(contact, "contact");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", type.value());
        body.put("token", Secret.of(code.strip()));
        body.put(contact.isEmail() ? "email" : "phone", contact.value());
        return verify("auth.verifyOtp", body);
    }

    /** {@code POST /verify} with the token hash of a link. The server rejects any other field. */
    public static Operation<Verified> verifyTokenHash(VerificationType type, Secret hash) {
        Arguments.required(type, "type");
        Arguments.required(hash, "hash");
        return verify("auth.verifyTokenHash", Map.of("type", type.value(), "token_hash", hash));
    }

    private static Operation<Verified> verify(String operation, Map<String, Object> body) {
        Route.Builder route = Route.post("/verify").json(body).anonymous();
        return Operation.unsafe(
                AuthService.SERVICE, operation, AuthService.direct(route, OtpOperations::decodeVerified));
    }

    private static Verified decodeVerified(HttpResponse response) throws IOException {
        Map<String, Object> body = AuthService.object().decode(response);
        return body.containsKey("access_token")
                ? new Verified(SessionOperations.read(body), Optional.empty())
                : new Verified(
                        null, Optional.of(AuthService.convert(MESSAGE, body).msg()));
    }
}
