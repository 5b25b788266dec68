package dev.plinth.tests.faults.operation;

import static dev.plinth.tests.faults.operation.WrongResultException.unlessEqual;

import dev.plinth.auth.Session;
import dev.plinth.auth.User;
import dev.plinth.core.Secret;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Users, and signing in. */
final class UserOperations {

    private UserOperations() {}

    static Stream<Operation> all() {
        return Stream.of(
                Operation.of(Group.USERS, "get user", UserOperations::get),
                Operation.of(Group.USERS, "find user by e-mail", UserOperations::find),
                Operation.of(Group.USERS, "list users", UserOperations::list).inEach(2),
                Operation.of(Group.USERS, "create user", UserOperations::create),
                Operation.of(Group.USERS, "update user", UserOperations::update),
                Operation.of(Group.USERS, "delete user", UserOperations::delete),
                Operation.of(Group.SIGN_IN, "sign in with password", UserOperations::signIn),
                Operation.of(Group.SIGN_IN, "refresh session", UserOperations::refresh));
    }

    private static Trial get(Site site, String mark) {
        User user = site.user(mark);
        return Trial.reading(client -> {
            User got = client.project().users().get(user.id());
            unlessEqual(user.id(), got.id());
            unlessEqual(user.email(), got.email());
        });
    }

    private static Trial find(Site site, String mark) {
        User user = site.user(mark);
        return Trial.reading(client -> unlessEqual(
                Optional.of(user.id()),
                client.project().users().findByEmail(Site.email(mark)).map(User::id)));
    }

    private static Trial list(Site site, String mark) {
        List<String> ids = Stream.of("-1", "-2", "-3")
                .map(end -> site.user(mark + end).id())
                .sorted()
                .toList();
        return Trial.reading(client -> {
            List<User> users = client.project().users().list(q -> q.filter(mark).pageSize(2)).stream()
                    .toList();
            unlessEqual(ids, users.stream().map(User::id).sorted().toList());
            unlessEqual(
                    List.of(Site.email(mark + "-1"), Site.email(mark + "-2"), Site.email(mark + "-3")),
                    users.stream().map(u -> u.email().orElse("")).sorted().toList());
        });
    }

    private static Trial create(Site site, String mark) {
        return Trial.changing(
                client -> {
                    User made = client.project().users().create(u -> u.email(Site.email(mark)));
                    unlessEqual(Optional.of(Site.email(mark)), made.email());
                    unlessEqual(
                            made.email(), site.project().users().get(made.id()).email());
                },
                () -> site.project().users().findByEmail(Site.email(mark)).isPresent() ? Effect.DONE : Effect.NOT_DONE);
    }

    private static Trial update(Site site, String mark) {
        User user = site.user(mark);
        return Trial.changing(
                client -> {
                    User now = client.project().users().update(user.id(), c -> c.userMetadata("name", mark));
                    unlessEqual(user.id(), now.id());
                    unlessEqual(mark, now.userMetadata().get("name"));
                },
                () -> {
                    Object name =
                            site.project().users().get(user.id()).userMetadata().get("name");
                    return name == null ? Effect.NOT_DONE : name.equals(mark) ? Effect.DONE : Effect.OTHER;
                });
    }

    private static Trial delete(Site site, String mark) {
        User user = site.user(mark);
        return Trial.changing(
                client -> client.project().users().delete(user.id()),
                () -> Site.when(
                        () -> site.project().users().get(user.id()).id().equals(user.id()),
                        Effect.NOT_DONE,
                        Effect.DONE));
    }

    private static Trial signIn(Site site, String mark) {
        User user = site.userWithPassword(mark);
        return Trial.reading(client -> {
            Session session = client.project().auth().signInWithPassword(Site.email(mark), Site.PASSWORD);
            unlessEqual(user.id(), session.user().id());
            unlessEqual(
                    user.id(),
                    site.project().actingAs(session).auth().account().getUser().id());
        });
    }

    /** The server takes a token that was used a moment ago once more. */
    private static Trial refresh(Site site, String mark) {
        User user = site.userWithPassword(mark);
        Secret token = site.project()
                .auth()
                .signInWithPassword(Site.email(mark), Site.PASSWORD)
                .tokens()
                .refreshToken();
        return Trial.changing(
                client -> {
                    Session session = client.project().auth().refreshSession(token);
                    unlessEqual(user.id(), session.user().id());
                },
                () -> user.id()
                                .equals(site.project()
                                        .auth()
                                        .refreshSession(token)
                                        .user()
                                        .id())
                        ? Effect.NONE
                        : Effect.OTHER);
    }
}
