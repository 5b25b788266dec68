package dev.plinth.auth.internal;

import dev.plinth.auth.AccountChange;
import dev.plinth.auth.Contact;
import dev.plinth.auth.User;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a signed-in user may do with his own account. */
public final class AccountOperations {

    private AccountOperations() {}

    /** Collects a change. */
    static final class Change implements AccountChange {

        private final Map<String, Object> body = new LinkedHashMap<>();
        private final Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
        private @Nullable String redirect;

        @Override
        public AccountChange email(String address) {
            Arguments.present(address, "address");
            body.put("email", Contact.email(address).value());
            return this;
        }

        @Override
        public AccountChange phone(String number) {
            Arguments.present(number, "number");
            body.put("phone", Contact.phone(number).value());
            return this;
        }

        @Override
        public AccountChange password(String text) {
            Arguments.required(text, "text");
            body.put("password", Secret.of(text));
            return this;
        }

        @Override
        public AccountChange currentPassword(String text) {
            Arguments.required(text, "text");
            body.put("current_password", Secret.of(text));
            return this;
        }

        @Override
        public AccountChange nonce(String code) {
            Arguments.present(code, "code");
            body.put("nonce", Secret.of(code));
            return this;
        }

        @Override
        public AccountChange userMetadata(String name, Object value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            metadata.put(name, value);
            return this;
        }

        @Override
        public AccountChange clearUserMetadata(String name) {
            Arguments.required(name, "name");
            metadata.put(name, null);
            return this;
        }

        @Override
        public AccountChange redirectTo(String url) {
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
        return Operation.safe(Auth.SERVICE, "account.user", Auth.direct(Route.get("/user"), UserOperations.USER));
    }

    /**
     * A user after a change.
     *
     * @param raw as the server sent it, for the session to keep
     */
    public record Updated(Map<String, Object> raw, User user) {}

    /** {@code PUT /user}. May send mails, so it is not repeated. */
    public static Operation<Updated> update(Consumer<? super AccountChange> said) {
        Change change = new Change();
        said.accept(change);
        Route.Builder route =
                Route.put("/user").query("redirect_to", change.redirect).json(change.body());
        Decoder<Updated> updated = Auth.object().then(raw -> new Updated(raw, UserRecord.of(raw)));
        return Operation.unsafe(Auth.SERVICE, "account.update", Auth.direct(route, updated));
    }

    /** {@code GET /reauthenticate}. A read by its method only: each is a mail. */
    public static Operation<Optional<String>> reauthenticate() {
        return Operation.unsafe(
                Auth.SERVICE,
                "account.reauthenticate",
                Auth.direct(Route.get("/reauthenticate"), CodeOperations.MESSAGE_ID));
    }

    /** {@code DELETE /user/identities/{identity_id}}. */
    public static Operation<Done> unlink(String identityId) {
        Route.Builder route = Route.delete("/user/identities/{id}", Uuids.checked("identity", identityId));
        return Operation.delete(Auth.SERVICE, "account.unlinkIdentity", Done.DONE, Auth.direct(route, Decoder.done()))
                .about("identity", identityId);
    }
}
