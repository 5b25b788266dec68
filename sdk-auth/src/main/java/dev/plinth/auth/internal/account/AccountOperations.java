package dev.plinth.auth.internal.account;

import dev.plinth.auth.AccountUpdate;
import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.auth.internal.signin.OtpOperations;
import dev.plinth.auth.internal.users.UserOperations;
import dev.plinth.auth.internal.users.UserRecord;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operations on the signed-in user's own account. */
public final class AccountOperations {

    private AccountOperations() {}

    /** Implements {@link AccountUpdate}. */
    public static final class UpdateSettings implements AccountUpdate {

        private final Map<String, Object> body = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        private @Nullable String redirect;

        @Override
        public AccountUpdate email(String address) {
            Arguments.present(address, "address");
            body.put("email", EmailOrPhone.email(address).value());
            return this;
        }

        @Override
        public AccountUpdate phone(String number) {
            Arguments.present(number, "number");
            body.put("phone", EmailOrPhone.phone(number).value());
            return this;
        }

        @Override
        public AccountUpdate password(String newPassword) {
            Arguments.required(newPassword, "newPassword");
            body.put("password", Secret.of(newPassword));
            return this;
        }

        @Override
        public AccountUpdate currentPassword(String password) {
            Arguments.required(password, "password");
            body.put("current_password", Secret.of(password));
            return this;
        }

        @Override
        public AccountUpdate nonce(String code) {
            Arguments.present(code, "code");
            body.put("nonce", Secret.of(code));
            return this;
        }

        @Override
        public AccountUpdate userMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            metadata.put(name, value);
            return this;
        }

        @Override
        public AccountUpdate clearUserMetadata(String name) {
            Arguments.required(name, "name");
            metadata.put(name, null);
            return this;
        }

        @Override
        public AccountUpdate redirectTo(String url) {
            Arguments.present(url, "url");
            redirect = url;
            return this;
        }

        Map<String, Object> body() {
            if (!metadata.isEmpty()) {
                body.put("data", metadata);
            }
            return body;
        }
    }

    /** {@code GET /user}. */
    public static Operation<User> user() {
        return Operation.safe(
                AuthService.SERVICE, "account.getUser", AuthService.direct(Route.get("/user"), UserOperations.USER));
    }

    /**
     * An updated user.
     *
     * @param raw the JSON object of the response, which the session stores
     */
    public record Updated(Map<String, Object> raw, User user) {}

    /** {@code PUT /user}. Not retried, because the server may send e-mails. */
    public static Operation<Updated> update(Consumer<? super AccountUpdate> changes) {
        UpdateSettings update = Arguments.configured(new UpdateSettings(), changes, "changes");
        Route.Builder route =
                Route.put("/user").query("redirect_to", update.redirect).json(update.body());
        Decoder<Updated> updated = AuthService.object().then(raw -> new Updated(raw, UserRecord.of(raw)));
        return Operation.unsafe(AuthService.SERVICE, "account.update", AuthService.direct(route, updated));
    }

    /** {@code GET /reauthenticate}. Not retried although it is a GET: each request sends a message. */
    public static Operation<Optional<String>> reauthenticate() {
        return Operation.unsafe(
                AuthService.SERVICE,
                "account.reauthenticate",
                AuthService.direct(Route.get("/reauthenticate"), OtpOperations.MESSAGE_ID));
    }

    /** {@code DELETE /user/identities/{identity_id}}. */
    public static Operation<Done> unlink(String identityId) {
        Route.Builder route = Route.delete("/user/identities/{id}", Uuids.checked("identity", identityId));
        return Operation.delete(
                        AuthService.SERVICE,
                        "account.unlinkIdentity",
                        Done.DONE,
                        AuthService.direct(route, Decoder.done()))
                .context("identity", identityId);
    }
}
