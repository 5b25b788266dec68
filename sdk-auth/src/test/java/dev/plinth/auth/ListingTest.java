package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Connection;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lists of users that change meanwhile, or that hold odd ones. */
class ListingTest {

    private static final int MANY = 120;

    private final Connection direct = Way.DIRECT.connect(Stack.get(), o -> {});
    private final Users users = Users.of(direct);
    private final List<String> made = new ArrayList<>();

    @AfterEach
    void clear() {
        made.forEach(users::delete);
        direct.close();
    }

    private User make(String email, Map<String, Object> metadata) {
        User user = users.create(u -> {
            u.email(email);
            metadata.forEach(u::userMetadata);
        });
        made.add(user.id());
        return user;
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> value = Map.of("a", 1);
        for (int i = 1; i < depth; i++) {
            value = Map.of("a", value);
        }
        return value;
    }

    @EveryWay
    void aUserWhoseMetadataNestDeepHidesNobody(Connection way) {
        String deep = Stack.uniqueName("deep") + "@example.com";
        String other = Stack.uniqueName("other") + "@example.com";
        make(deep, Map.of("name", "Ada", "deep", nested(300)));
        make(other, Map.of("name", "Bob"));
        Users listed = Users.of(way);

        assertThat(listed.list().stream().flatMap(user -> user.email().stream()))
                .contains(deep, other);
        assertThat(listed.findByEmail(other).orElseThrow().userMetadata()).containsEntry("name", "Bob");
        assertThat(listed.findByEmail(deep).orElseThrow().userMetadata())
                .containsEntry("name", "Ada")
                .doesNotContainKey("deep");
    }

    @Test
    void aSignUpWithDeepMetadataSucceeds() {
        String email = Stack.uniqueName("deepsign") + "@example.com";
        try (Connection anon =
                Connection.toProject(Stack.get().projectUrl(), Stack.get().anonKey(), o -> {
                    Stack.get().serviceUrl("authUrl").ifPresent(o::authUrl);
                })) {
            SignUpResult result = AuthClient.of(anon)
                    .signUp(EmailOrPhone.email(email), "correct horse", o -> o.userMetadata("deep", nested(300)));
            made.add(result.user().id());

            assertThat(result.user().email()).contains(email);
            assertThat(users.findByEmail(email)).isPresent();
        }
    }

    private void deletesAll(Consumer<UserQuery> how) {
        String prefix = Stack.uniqueName("purge");
        for (int i = 0; i < MANY; i++) {
            users.create(user(prefix + i + "@example.com"));
        }
        Consumer<UserQuery> all = query -> query.filter(prefix).pageSize(50);

        int deleted = 0;
        for (User user : users.list(all.andThen(how))) {
            users.delete(user.id());
            deleted++;
        }

        assertThat(deleted).isEqualTo(MANY);
        assertThat(users.list(all)).isEmpty();
    }

    private static NewUser user(String email) {
        return NewUser.builder().email(email).build();
    }

    @Test
    void leavesNobodyOutWhoIsThereIfEachIsDeletedInPages() {
        deletesAll(query -> {});
    }

    @Test
    void leavesNobodyOutWhoIsThereIfEachIsDeletedNewestFirst() {
        deletesAll(UserQuery::newestFirst);
    }

    @Test
    void leavesNobodyOutWhoIsThereIfEachIsDeletedByCursor() {
        deletesAll(UserQuery::cursorPagination);
    }
}
