package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ways of the real server that a client has to know, each with the number that the contract gives it. */
class QuirksTest {

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private AuthClient auth;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"));
        auth = AuthClient.of(connection);
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private Session session() {
        server.enqueue(Answers.session(1, 3600));
        return auth.signInWithPassword("a@b.co", "pw");
    }

    private void failsWith(MockResponse answer, String code) {
        server.enqueue(answer);
        assertThatThrownBy(() -> auth.signInWithPassword("a@b.co", "pw"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code().value()).isEqualTo(code));
    }

    @Test
    void quirk2_anExpiredTokenIs403AndIsRefreshedAllTheSame() {
        AuthClient asAda = auth.actingAs(session());
        server.enqueue(Answers.error(403, "bad_jwt"));
        server.enqueue(Answers.session(2, 3600));
        server.enqueue(Answers.json(200, Answers.user()));

        assertThat(asAda.account().getUser().id()).isEqualTo(Answers.USER_ID);

        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void quirk3_codesAreNumbersOrTextsAndOneSuccessHasOne() {
        failsWith(
                Answers.json(400, "{\"code\":400,\"error_code\":\"invalid_credentials\",\"msg\":\"no\"}"),
                "invalid_credentials");
        failsWith(Answers.json(400, "{\"code\":\"invalid_credentials\",\"message\":\"no\"}"), "invalid_credentials");
        server.enqueue(Answers.json(200, "{\"msg\":\"Confirmation link accepted\",\"code\":\"200\"}"));

        VerifyOtpResult first = auth.verifyOtp(VerificationType.EMAIL_CHANGE, EmailOrPhone.email("a@b.co"), "123456");

        assertThat(first.session()).isEmpty();
        assertThat(first.message()).contains("Confirmation link accepted");
    }

    @Test
    void quirk4_whateverKindOf2xxIsGood() {
        AuthAdmin admin = auth.admin();
        server.enqueue(Answers.json(201, "{\"id\":\"p\"}"));
        assertThat(admin.ssoProviders().create(o -> o.metadataXml("<x/>")).id()).isEqualTo("p");
        server.enqueue(Answers.json(201, "{\"client_id\":\"c\",\"client_secret\":\"s\"}"));
        assertThat(admin.oauthClients().create(o -> o.redirectUris("u")).clientSecret())
                .contains(Secret.of("s"));
        server.enqueue(Answers.json(200, Answers.user()));
        assertThat(auth.users().create(u -> u.email("a@b.co")).id()).isEqualTo(Answers.USER_ID);

        server.enqueue(Answers.json(200, "{}"));
        auth.users().delete(Answers.USER_ID);
        server.enqueue(Answers.json(200, "{\"id\":\"p\",\"saml\":{}}"));
        admin.ssoProviders().delete("resource_p");
        server.enqueue(Answers.json(200, "{\"id\":\"f\",\"factor_type\":\"totp\"}"));
        auth.users().deleteFactor(Answers.USER_ID, Answers.USER_ID);
        server.enqueue(new MockResponse.Builder().code(204).build());
        admin.customProviders().delete("custom:x");
        server.enqueue(new MockResponse.Builder().code(204).build());
        auth.account().oauthGrants().revoke("c");

        assertThat(server.getRequestCount()).isEqualTo(8);
    }

    @Test
    void quirk5_pagesBeyondTheNinthAreAskedForByTheirWholeNumber() throws Exception {
        for (int page = 1; page <= 12; page++) {
            // What goes wrong in parsing this: a page of two digits, and a filter before the page.
            server.enqueue(new MockResponse.Builder()
                    .addHeader("Content-Type", "application/json")
                    .addHeader("X-Total-Count", "12")
                    .addHeader(
                            "Link",
                            "</admin/users?filter=page%3D1&page=" + (page + 1)
                                    + "&per_page=1>; rel=\"next\", </admin/users?filter=page%3D1&page=12&per_page=1>; rel=\"last\"")
                    .body("{\"users\":[{\"id\":\"u" + page + "\"}]}")
                    .build());
        }

        assertThat(auth.users().list(q -> q.filter("page=1").pageSize(1))).hasSize(12);

        for (int page = 1; page <= 12; page++) {
            assertThat(server.takeRequest().getTarget()).contains("?page=" + page + "&per_page=1&");
        }
    }

    @Test
    void quirk6_rowsThatMoveBetweenPagesComeOnce() {
        server.enqueue(page("a", "b", "c"));
        server.enqueue(page("c", "d"));

        assertThat(auth.users().list(q -> q.pageSize(3))).extracting(User::id).containsExactly("a", "b", "c", "d");
    }

    private static MockResponse page(String... ids) {
        StringBuilder users = new StringBuilder();
        for (String id : ids) {
            users.append(users.length() == 0 ? "" : ",")
                    .append("{\"id\":\"")
                    .append(id)
                    .append("\"}");
        }
        return new MockResponse.Builder()
                .addHeader("Content-Type", "application/json")
                .addHeader("X-Total-Count", "5")
                .body("{\"users\":[" + users + "],\"aud\":\"authenticated\"}")
                .build();
    }

    @Test
    void aProxyThatIgnoresPagesIsNoEndlessList() {
        MockResponse same = Answers.json(200, "{\"users\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");
        server.enqueue(same);
        server.enqueue(same);

        assertThat(auth.users().list()).hasSize(2);
    }

    @Test
    void theServersCursorsAreUsedWhereItHasThem() throws Exception {
        server.enqueue(Answers.json(
                200, "{\"users\":[{\"id\":\"a\"}],\"pagination\":{\"next_cursor\":\"n+1\",\"has_more\":true}}"));
        server.enqueue(Answers.json(200, "{\"users\":[{\"id\":\"b\"}],\"pagination\":{\"has_more\":false}}"));

        assertThat(auth.users().list(UserQuery::cursorPagination))
                .extracting(User::id)
                .containsExactly("a", "b");

        server.takeRequest();
        assertThat(server.takeRequest().getTarget()).contains("cursor=n%2B1").doesNotContain("page");
    }

    @Test
    void quirk8_aTakenPhoneOnUpdateIsA500OfTheDatabase() {
        server.enqueue(
                Answers.json(
                        500,
                        "{\"code\":\"23505\",\"message\":\"duplicate key value violates unique constraint \\\"users_phone_key\\\"\"}"));

        assertThatThrownBy(() -> auth.users().update(Answers.USER_ID, c -> c.phone("491234")))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(AuthErrorCodes.PHONE_EXISTS));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void quirk13_emptyTextsAreNothing() {
        assertThat(session().user().phone()).isEmpty();
    }

    @Test
    void quirk17_errorsOfIdTokensHaveTheShapeOfOAuth() {
        failsWith(Answers.json(400, "{\"error\":\"invalid_grant\",\"error_description\":\"no\"}"), "invalid_grant");
    }

    @Test
    void quirk18_aLimitThatSaysNothingHasNoWait() {
        server.enqueue(Answers.error(429, "over_request_rate_limit"));

        assertThatThrownBy(() -> auth.resetPasswordForEmail("a@b.co"))
                .isInstanceOfSatisfying(
                        dev.plinth.core.RateLimitException.class,
                        e -> assertThat(e.retryAfter()).isEmpty());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void quirk21_noOAuthClientsAreAnEmptyListInOneCall() {
        server.enqueue(Answers.json(200, "{}"));

        assertThat(auth.admin().oauthClients().list()).isEmpty();
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void quirk22_anUpdateOfAnIdentityProviderSendsTheFormatOfNamesIfItIsGiven() throws Exception {
        SsoProviders providers = auth.admin().ssoProviders();
        server.enqueue(Answers.json(200, "{\"id\":\"p\"}"));
        server.enqueue(Answers.json(200, "{\"id\":\"p\"}"));

        SsoProvider first = providers.update("resource_p", o -> o.nameIdFormat(NameIdFormat.of("persistent")));
        SsoProvider second = providers.update("resource_p", SsoProviderUpdate::domains);

        assertThat(List.of(first.id(), second.id())).containsOnly("p");
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"name_id_format\":\"persistent\"}");
        assertThat(server.takeRequest().getBody().utf8()).isEqualTo("{\"domains\":[]}");
    }

    @Test
    void quirk23_aPageOfNobodyIsNeverAskedFor() {
        assertThatThrownBy(() -> auth.users().list(q -> q.pageSize(0))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quirk24_aRefreshWhoseAnswerIsLostIsRepeatedAndAMailIsNot() {
        Session session = session();
        server.enqueue(new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(Answers.session(2, 3600));
        session.refresh();
        assertThat(session.tokens().refreshToken().reveal()).isEqualTo("refresh-2");

        server.enqueue(Answers.error(500, "unexpected_failure"));
        assertThatThrownBy(() -> auth.signInWithOtp(EmailOrPhone.email("a@b.co")))
                .isInstanceOf(ServerException.class);
        assertThat(server.getRequestCount()).isEqualTo(4);
    }

    @Test
    void quirk26_theExpiryIsByThisMachinesClock() {
        assertThat(session().tokens().expiresAt())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(59)),
                        Instant.now().plus(Duration.ofMinutes(61)));
    }

    @Test
    void quirk30_noPathEndsInASlash() {
        assertThat(WireTest.endpoints().map(Endpoint::request)).noneMatch(r -> r.matches(".*/(\\?.*)?"));
        assertThatThrownBy(() -> auth.admin().ssoProviders().get("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> auth.users().get("")).isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void secretsAreNotInAnExplainedCall() {
        String curl = auth.actingAs(AccessToken.of("top-secret-token"))
                .toCurl(a -> a.account().update(c -> c.password("correct horse")));

        assertThat(curl)
                .contains("/auth/v1/user")
                .doesNotContain("correct horse")
                .doesNotContain("top-secret-token");
        assertThat(auth.toCurl(a -> a.signInWithPassword("a@b.co", "correct horse")))
                .doesNotContain("correct horse");
        assertThat(server.getRequestCount()).isZero();
    }
}
