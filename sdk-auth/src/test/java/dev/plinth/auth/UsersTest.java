package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.Connection;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration of users. */
class UsersTest {

    private final Connection direct = Way.DIRECT.connect(Stack.get(), o -> {});
    private final Users users = Users.of(direct);
    private final List<String> made = new ArrayList<>();

    @AfterEach
    void clear() {
        made.forEach(users::delete);
        direct.close();
    }

    private User make(String name) {
        User user = users.create(u -> u.email(address(name)).password("correct horse"));
        made.add(user.id());
        return user;
    }

    private static String address(String name) {
        return Stack.uniqueName(name) + "@example.com";
    }

    @EveryWay
    @Covers("PUT /admin/users/{id}")
    void bansAndUnbans(Connection way) {
        User user = make("ban");

        Users.of(way).ban(user.id(), Duration.ofHours(36));
        Instant until = users.get(user.id()).bannedUntil().orElseThrow();
        Users.of(way).unban(user.id());

        assertThat(until).isAfter(Instant.now().plus(Duration.ofHours(35)));
        assertThat(users.get(user.id()).bannedUntil()).isEmpty();
    }

    @EveryWay
    void quirk7_findsByTheWholeEmailWhateverItsCase(Connection way) {
        User user = make("find_me");
        make("find-me");

        assertThat(Users.of(way).findByEmail(user.email().orElseThrow().toUpperCase(java.util.Locale.ROOT)))
                .hasValueSatisfying(found -> assertThat(found.id()).isEqualTo(user.id()));
        assertThat(Users.of(way).findByEmail("nobody" + user.email().orElseThrow()))
                .isEmpty();
    }

    @EveryWay
    @Covers("POST /admin/users")
    void saysThatAnEmailIsTaken(Connection way) {
        User user = make("taken");

        assertThatThrownBy(() -> Users.of(way).create(u -> u.email(user.email().orElseThrow())))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.EMAIL_EXISTS);
                    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("findByEmail"));
                });
    }

    @Test
    void quirk8_aTakenEmailOnUpdateIsTheSameErrorAndNotTriedAgain() {
        User one = make("one");
        User other = make("other");

        assertThatThrownBy(
                        () -> users.update(other.id(), c -> c.email(one.email().orElseThrow())))
                .isInstanceOfSatisfying(InvalidRequestException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.EMAIL_EXISTS);
                    assertThat(e.attempts()).isEqualTo(1);
                });
    }

    @Test
    @Covers("PUT /admin/users/{id}")
    void updatesOnlyWhatIsSaid() {
        User user = users.create(u -> u.email(address("patch"))
                .userMetadata("keep", 1)
                .userMetadata("drop", 2)
                .appMetadata("plan", "free"));
        made.add(user.id());

        users.update(
                user.id(),
                c -> c.clearUserMetadata("drop")
                        .userMetadata("add", List.of("x"))
                        .appMetadata("plan", "pro"));

        User after = users.get(user.id());
        assertThat(after.userMetadata())
                .containsEntry("keep", 1)
                .containsEntry("add", List.of("x"))
                .doesNotContainKey("drop");
        assertThat(after.appMetadata()).containsEntry("plan", "pro").containsEntry("provider", "email");
        assertThat(after.email()).isEqualTo(user.email());
    }

    @Test
    void createsWithIdRoleAndHash() {
        String id = UUID.randomUUID().toString();
        made.add(id);

        User user = users.create(u -> u.id(id)
                .email(address("hash"))
                .role("authenticated")
                .ban(Duration.ofHours(1))
                .passwordHash("$2a$04$xnGlZcZyJ1x9QnXBnYBaXu2f9Rb5xGWb0fJt8Zj5pG0XkYB2sVd2i"));

        assertThat(user.id()).isEqualTo(id);
        assertThat(user.bannedUntil()).isPresent();
    }

    @Test
    @Covers("GET /admin/users/{id}")
    void quirk12_aUserByIdHasHisIdentitiesAndAListDoesNot() {
        User user = make("identities");

        assertThat(users.get(user.id()).identities()).singleElement().satisfies(i -> {
            assertThat(i.provider()).isEqualTo(Provider.of("email"));
            assertThat(i.providerId()).isEqualTo(user.id());
            assertThat(i.identityId()).isNotEqualTo(user.id());
        });
        assertThat(users.findByEmail(user.email().orElseThrow()).orElseThrow().identities())
                .isEmpty();
    }

    @Test
    @Covers("GET /admin/users")
    void listsOldestFirstWithTotalsOverAllPages() {
        String name = Stack.uniqueName("paged");
        for (int i = 0; i < 5; i++) {
            make(name + i);
        }

        var list = users.list(q -> q.filter(name).pageSize(2));

        assertThat(list.total()).hasValue(5);
        assertThat(list)
                .extracting(u -> u.email().orElseThrow().charAt(name.length()))
                .containsExactly('0', '1', '2', '3', '4');
        assertThat(users.list(q -> q.filter(name).pageSize(2).newestFirst()))
                .extracting(u -> u.email().orElseThrow().charAt(name.length()))
                .containsExactly('4', '3', '2', '1', '0');
        assertThat(users.list(q -> q.filter(name).pageSize(2).cursorPagination()))
                .hasSize(5);
        var first = users.list(q -> q.filter(name).pageSize(2).cursorPagination())
                .pages()
                .iterator()
                .next();
        first.nextToken()
                .ifPresent(token -> assertThat(
                                users.list(q -> q.filter(name).pageSize(2).pageToken(token)))
                        .hasSize(3)
                        .doesNotContainAnyElementsOf(first.items()));
    }

    @Test
    @Covers("DELETE /admin/users/{id}")
    void quirk11_aSoftlyDeletedUserStaysInListsWithoutAnythingOfHis() {
        User user = make("soft");

        users.softDelete(user.id());

        User after = users.get(user.id());
        assertThat(after.deletedAt()).isPresent();
        assertThat(after.email()).isNotEqualTo(user.email());
        assertThat(users.findByEmail(user.email().orElseThrow())).isEmpty();
    }

    @Test
    void controlPlanesDoNotDeleteSoftlyInSilence() {
        User user = make("hard");
        try (Connection plane = Way.CONTROL_PLANE.connect(Stack.get(), o -> {})) {
            assertThatThrownBy(() -> Users.of(plane).softDelete(user.id()))
                    .isInstanceOf(UnsupportedByGatewayException.class);
            assertThatThrownBy(() -> Users.of(plane).update(user.id(), c -> c.role("x")))
                    .isInstanceOf(UnsupportedByGatewayException.class)
                    .hasMessageContaining("users().ban");
        }
        assertThat(users.get(user.id()).id()).isEqualTo(user.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "../factors", "11111111-2222-4333-8444-55555555555g"})
    void neverSendsAnIdThatIsNone(String id) {
        assertThatThrownBy(() -> users.get(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.delete(id)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> users.update(id, c -> c.role("x"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysThatThereIsNoSuchUser() {
        assertThatThrownBy(() -> users.get(UUID.randomUUID().toString()))
                .isInstanceOfSatisfying(
                        NotFoundException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.USER_NOT_FOUND));
    }

    @EveryWay
    @Covers("POST /invite")
    void invites(Connection way) {
        String email = address("invited");

        User user = Users.of(way).invite(email);
        made.add(user.id());

        assertThat(users.get(user.id()).invitedAt()).isPresent();
    }

    @Test
    @Covers("POST /admin/generate_link")
    void makesLinksThatSignIn() {
        User user = make("link");
        String email = user.email().orElseThrow();

        GeneratedLink link = users.generateLink(LinkRequest.magicLink(email));
        VerifyOtpResult in = AuthClient.of(direct).verifyTokenHash(link.verificationType(), link.tokenHash());
        GeneratedLink again = users.generateLink(LinkRequest.recovery(email));
        VerifyOtpResult byCode = AuthClient.of(direct)
                .verifyOtp(
                        again.verificationType(),
                        EmailOrPhone.email(email),
                        again.emailOtp().reveal());

        assertThat(link.user().id()).isEqualTo(user.id());
        assertThat(in.session()).isPresent();
        assertThat(byCode.session()).isPresent();
        assertThat(link.toString()).doesNotContain(link.tokenHash().reveal());
    }

    @Test
    void quirk14_aMagicLinkForNobodyIsASignUpAndSaysSo() {
        GeneratedLink link = users.generateLink(LinkRequest.magicLink(address("nobody")));
        made.add(link.user().id());

        assertThat(link.verificationType()).isEqualTo(VerificationType.SIGNUP);
    }

    @Test
    void quirk14_theHashOfAChangeToANewEmailIsTheOneOfItsLink() {
        User user = make("change");
        GeneratedLink link =
                users.generateLink(LinkRequest.emailChangeNew(user.email().orElseThrow(), address("changed")));

        assertThat(link.actionLink().reveal())
                .contains("token=" + link.tokenHash().reveal());
        assertThat(link.verificationType()).isEqualTo(VerificationType.EMAIL_CHANGE);
    }

    @Test
    void quirk20_aRedirectThatIsNotAllowedShowsInTheLink() {
        GeneratedLink link = users.generateLink(
                LinkRequest.magicLink(make("redirect").email().orElseThrow()).redirectTo("https://evil.example/x"));

        assertThat(link.redirectTo()).isNotEqualTo("https://evil.example/x");
    }

    @EveryWay
    void deletesAllFactorsOnEveryWay(Connection way) {
        User user = make("factors");

        Users.of(way).deleteFactors(user.id());

        assertThat(users.listFactors(user.id())).isEmpty();
    }

    @Test
    @Covers({
        "GET /admin/users/{id}/factors",
        "PUT /admin/users/{id}/factors/{id}",
        "DELETE /admin/users/{id}/factors/{id}"
    })
    void renamesAndDeletesFactors() {
        User user = make("factor");
        AuthClient auth = AuthClient.of(direct);
        Session session = auth.signInWithPassword(user.email().orElseThrow(), "correct horse");
        String id = auth.actingAs(session).account().mfa().enrollTotp("app").id();

        assertThat(users.renameFactor(user.id(), id, "old app").friendlyName()).contains("old app");
        assertThat(users.listFactors(user.id())).extracting(Factor::id).containsExactly(id);
        users.deleteFactor(user.id(), id);

        assertThat(users.listFactors(user.id())).isEmpty();
    }

    @Test
    @Covers("GET /admin/audit")
    void readsTheAuditLog() {
        User user = make("audited");
        AuthClient.of(direct).signInWithPassword(user.email().orElseThrow(), "correct horse");

        AuditEntry entry =
                users.auditLog("author", user.email().orElseThrow()).first().orElseThrow();

        assertThat(entry.action()).isNotEmpty();
        assertThat(entry.payload()).isNotEmpty();
    }

    @Test
    void refusesWhoIsNoAdministrator() {
        try (Connection anon =
                Connection.toProject(Stack.get().projectUrl(), Stack.get().anonKey())) {
            assertThatThrownBy(() -> Users.of(anon).list().first())
                    .isInstanceOfSatisfying(
                            ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.NOT_ADMIN));
        }
    }
}
