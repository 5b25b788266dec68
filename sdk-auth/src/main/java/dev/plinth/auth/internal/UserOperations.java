package dev.plinth.auth.internal;

import dev.plinth.auth.NewUser;
import dev.plinth.auth.User;
import dev.plinth.core.Connection;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.Service;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Dialect;
import dev.plinth.core.internal.call.ErrorCatalog;
import dev.plinth.core.internal.call.Listing;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Paging;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.call.ServiceSpec;
import dev.plinth.core.internal.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** The administration of users: how it is asked for, on both ways. */
public final class UserOperations {

    private static final ServiceSpec AUTH = new ServiceSpec(Service.AUTH, new ErrorCatalog() {});
    private static final Decoder<User> USER = Decoder.json(Json.reader(UserRecord.class))::decode;

    /** A proxy may have dropped the page's size, and the server have filled a smaller page: only an empty one ends. */
    private static final Paging PAGING = new Paging(200, false);

    private UserOperations() {}

    /** {@code POST /admin/users}. */
    public static Operation<User> create(NewUser user) {
        Map<String, Object> body = new LinkedHashMap<>();
        user.email().ifPresent(email -> body.put("email", email));
        user.phone().ifPresent(phone -> body.put("phone", phone));
        user.password().ifPresent(password -> body.put("password", password));
        user.email().ifPresent(email -> body.put("email_confirm", user.confirmed()));
        user.phone().ifPresent(phone -> body.put("phone_confirm", user.confirmed()));
        if (!user.userMetadata().isEmpty()) {
            body.put("user_metadata", user.userMetadata());
        }
        if (!user.appMetadata().isEmpty()) {
            body.put("app_metadata", user.appMetadata());
        }
        return Operation.unsafe(
                AUTH,
                "users.create",
                dialect -> Route.post(users(dialect)).json(body).reads(USER));
    }

    /** {@code GET /admin/users/{id}}. */
    public static Operation<User> get(String id) {
        return Operation.safe(
                        AUTH,
                        "users.get",
                        dialect -> dialect == Dialect.PROJECT
                                ? Route.get("/admin/users/{id}", id).reads(USER)
                                : null)
                .about("user", id);
    }

    /** {@code GET /admin/users}. */
    public static PagedIterable<User> list(Connection connection) {
        return Calls.list(connection, PAGING, UserOperations::page, User::id);
    }

    private static Operation<Listing<User>> page(int number) {
        return Operation.safe(
                AUTH,
                "users.list",
                dialect -> Route.get(users(dialect))
                        .query("page", number + 1)
                        .query("per_page", PAGING.size())
                        .reads(UserListing::decode));
    }

    /** {@code DELETE /admin/users/{id}}. */
    public static Operation<Done> delete(String id) {
        Objects.requireNonNull(id, "id");
        return Operation.idempotent(
                        AUTH,
                        "users.delete",
                        dialect -> Route.delete(users(dialect) + "/{id}", id).reads(Decoder.done()))
                .about("user", id);
    }

    private static String users(Dialect dialect) {
        return switch (dialect) {
            case PROJECT -> "/admin/users";
            case STUDIO, NATIVE -> "/users";
        };
    }
}
