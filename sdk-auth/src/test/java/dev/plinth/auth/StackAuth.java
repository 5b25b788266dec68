package dev.plinth.auth;

import dev.plinth.core.Connection;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A user of the stack's project, whom nobody else there knows. */
final class StackAuth extends AuthFixture {

    private final String mark;
    private final List<String> made = new ArrayList<>();

    StackAuth() {
        this(UUID.randomUUID().toString());
    }

    private StackAuth(String mark) {
        super(Stack.get().projectUrl(), Way.DIRECT.connect(Stack.get(), o -> {}), asClient(), address("ada", mark));
        this.mark = mark;
    }

    private static Connection asClient() {
        Stack stack = Stack.get();
        return Connection.toProject(stack.projectUrl(), stack.anonKey(), o -> {
            stack.serviceUrl("authUrl").ifPresent(o::authUrl);
            stack.serviceUrl("storageUrl").ifPresent(o::storageUrl);
        });
    }

    private static String address(String name, String mark) {
        return name + "-" + mark + "@example.com";
    }

    /** Returns a further address; whoever has it is cleared away too. */
    String address(String name) {
        return address(name, mark);
    }

    /** Makes a further user: a server sends the same user no second mail within a minute. */
    EmailOrPhone other() {
        String other = address("other");
        User ignored = admin.users().create(u -> u.email(other).password(PASSWORD));
        return EmailOrPhone.email(other);
    }

    /** Clears a user without such an address away. */
    User clearing(User user) {
        made.add(user.id());
        return user;
    }

    @Override
    Optional<String> message(String to) {
        return Stack.get().mailTo(to);
    }

    @Override
    public void close() {
        admin.users().list(q -> q.filter(mark)).stream().map(User::id).forEach(made::add);
        made.stream().distinct().forEach(admin.users()::delete);
        super.close();
    }
}
