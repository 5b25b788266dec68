package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real server does that nobody would guess. */
class AuthQuirksTest {
    private static final String ADA = "ada@example.com";

    private LocalPlatform platform;
    private AuthApi api;

    @BeforeEach
    void start() {
        platform = LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .set("GOTRUE_SECURITY_REFRESH_TOKEN_REUSE_INTERVAL", "0")
                .start();
        api = new AuthApi(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @Test
    void signUpAnswersASessionWhenMailIsConfirmedAtOnce() {
        assertThat(api.signUp(ADA).text("access_token")).isNotEmpty();
    }

    @Test
    void signUpAnswersABareUserWhenMailHasToBeConfirmed() {
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");
        Said said = api.signUp(ADA);
        assertThat(said.text("email")).isEqualTo(ADA);
        assertThat(said.body().has("access_token")).isFalse();
    }

    @Test
    void signUpOfAConfirmedUserAnswersAFakeOneWithoutIdentities() {
        String id = AuthApi.id(api.signUp(ADA));
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");
        Said said = api.signUp(ADA);
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.text("id")).isNotEqualTo(id);
        assertThat(said.body().path("identities")).isEmpty();
        assertThat(said.body().path("identities").isArray()).isTrue();
        assertThat(platform.outbox().messages()).isEmpty();
    }

    @Test
    void anExpiredBearerIsForbiddenNotUnauthorized() {
        Said session = api.signUp(ADA);
        platform.moveClock(Duration.ofHours(2));
        Said said = api.as(session, "GET", "/user", "");
        assertThat(said.status()).isEqualTo(403);
        assertThat(said.text("error_code")).isEqualTo("bad_jwt");
    }

    @Test
    void codeIsANumberInTheFirstVersionOfErrors() {
        assertThat(api.signIn(ADA, "x").body().path("code").isInt()).isTrue();
    }

    @Test
    void codeIsATextInTheNewerVersionOfErrors() {
        Said said = api.call(
                "POST",
                "/token?grant_type=password",
                "{\"email\":\"a@b.co\",\"password\":\"x\"}",
                "X-Supabase-Api-Version",
                "2024-01-01");
        assertThat(said.text("code")).isEqualTo("invalid_credentials");
        assertThat(said.header("x-supabase-api-version")).isEqualTo("2024-01-01");
    }

    @Test
    void theFirstOfTwoConfirmationsAnswersTheText200() {
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");
        api.admin("POST", "/admin/users", "{\"email\":\"" + ADA + "\",\"email_confirm\":true}");
        Said link = api.admin(
                "POST",
                "/admin/generate_link",
                "{\"type\":\"email_change_current\",\"email\":\"" + ADA + "\",\"new_email\":\"eve@example.com\"}");
        Said said =
                api.post("/verify", "{\"type\":\"email_change\",\"token_hash\":\"" + link.text("hashed_token") + "\"}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.body().path("code").isTextual()).isTrue();
        assertThat(said.text("code")).isEqualTo("200");
        assertThat(said.body().has("access_token")).isFalse();
    }

    @Test
    void creatingAUserIsOkAndDeletingItAnswersAnEmptyObject() {
        Said created = api.admin("POST", "/admin/users", "{\"email\":\"" + ADA + "\"}");
        assertThat(created.status()).isEqualTo(200);
        Said deleted = api.admin("DELETE", "/admin/users/" + created.text("id"), "");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.raw().text()).isEqualTo("{}");
    }

    @Test
    void loggingOutAnswersNothing() {
        Said said = api.as(api.signUp(ADA), "POST", "/logout", "");
        assertThat(said.status()).isEqualTo(204);
        assertThat(said.raw().bytes()).isEmpty();
    }

    @Test
    void linksOfAListKeepTheFilterBeforeThePage() {
        for (int i = 0; i < 3; i++) {
            api.admin("POST", "/admin/users", "{\"email\":\"u" + i + "@example.com\"}");
        }
        Said said = api.admin("GET", "/admin/users?page=1&per_page=2&filter=u", "");
        assertThat(said.header("link"))
                .isEqualTo("</admin/users?filter=u&page=2&per_page=2>; rel=\"next\", "
                        + "</admin/users?filter=u&page=2&per_page=2>; rel=\"last\"");
        assertThat(said.header("x-total-count")).isEqualTo("3");
    }

    @Test
    void aListIsNewestFirstUnlessAskedOtherwise() {
        api.admin("POST", "/admin/users", "{\"email\":\"first@example.com\"}");
        api.admin("POST", "/admin/users", "{\"email\":\"second@example.com\"}");
        assertThat(emails("/admin/users")).containsExactly("second@example.com", "first@example.com");
        assertThat(emails("/admin/users?sort=created_at+asc"))
                .containsExactly("first@example.com", "second@example.com");
    }

    @Test
    void aPageShiftsWhenUsersAreCreatedMeanwhile() {
        api.admin("POST", "/admin/users", "{\"email\":\"first@example.com\"}");
        api.admin("POST", "/admin/users", "{\"email\":\"second@example.com\"}");
        List<String> firstPage = emails("/admin/users?page=1&per_page=1");
        api.admin("POST", "/admin/users", "{\"email\":\"third@example.com\"}");
        assertThat(emails("/admin/users?page=2&per_page=1"))
                .isEqualTo(firstPage)
                .containsExactly("second@example.com");
    }

    @Test
    void aFilterIsAPatternOfSqlAndDoesNotFindPhones() {
        api.admin("POST", "/admin/users", "{\"email\":\"a_b@example.com\"}");
        api.admin("POST", "/admin/users", "{\"email\":\"axb@example.com\"}");
        api.admin("POST", "/admin/users", "{\"phone\":\"15555550100\"}");
        assertThat(emails("/admin/users?filter=a_b")).hasSize(2);
        assertThat(emails("/admin/users?filter=1555")).isEmpty();
        assertThat(emails("/admin/users?filter=A_B")).isEmpty();
    }

    @Test
    void aDuplicateAddressIsA422OnCreate() {
        api.signUp(ADA);
        Said said = api.admin("POST", "/admin/users", "{\"email\":\"" + ADA + "\"}");
        assertThat(said.status()).isEqualTo(422);
        assertThat(said.text("error_code")).isEqualTo("email_exists");
    }

    @Test
    void aDuplicateAddressIsA500OnUpdateWithTheDatabasesWords() {
        api.signUp(ADA);
        String bob = AuthApi.id(api.signUp("bob@example.com"));
        Said said = api.admin("PUT", "/admin/users/" + bob, "{\"email\":\"" + ADA + "\"}");
        assertThat(said.status()).isEqualTo(500);
        assertThat(said.text("code")).isEqualTo("23505");
    }

    @Test
    void anEmptyAddressChangesNothingAndAnEmptyPasswordIsWeak() {
        String id = AuthApi.id(api.signUp(ADA));
        assertThat(api.admin("PUT", "/admin/users/" + id, "{\"email\":\"\"}").text("email"))
                .isEqualTo(ADA);
        assertThat(api.admin("PUT", "/admin/users/" + id, "{\"email\":null}").text("email"))
                .isEqualTo(ADA);
        Said weak = api.admin("PUT", "/admin/users/" + id, "{\"password\":\"\"}");
        assertThat(weak.status()).isEqualTo(422);
        assertThat(weak.text("error_code")).isEqualTo("weak_password");
    }

    @Test
    void anAdminsNewPasswordEndsEverySession() {
        Said session = api.signUp(ADA);
        api.admin("PUT", "/admin/users/" + AuthApi.id(session), "{\"password\":\"another horse\"}");
        assertThat(api.as(session, "GET", "/user", "").text("error_code")).isEqualTo("session_not_found");
    }

    @Test
    void aUsersNewPasswordEndsHisOtherSessions() {
        Said first = api.signUp(ADA);
        Said second = api.signIn(ADA, "correct horse");
        api.as(second, "PUT", "/user", "{\"password\":\"another horse\"}");
        assertThat(api.as(first, "GET", "/user", "").status()).isEqualTo(403);
        assertThat(api.as(second, "GET", "/user", "").status()).isEqualTo(200);
    }

    @Test
    void softDeletedUsersAreStillListed() {
        String id = AuthApi.id(api.signUp(ADA));
        api.admin("DELETE", "/admin/users/" + id, "{\"should_soft_delete\":true}");
        Said said = api.admin("GET", "/admin/users/" + id, "");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.text("deleted_at")).isNotEmpty();
        assertThat(said.text("email")).hasSize(43);
        assertThat(emails("/admin/users")).hasSize(1);
        assertThat(api.signUp(ADA).status()).isEqualTo(200);
    }

    @Test
    void itemsOfAListHaveNullIdentitiesAndNoFactors() {
        Said session = api.signUp(ADA);
        api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\"}");
        Said list = api.admin("GET", "/admin/users", "");
        assertThat(list.body().at("/users/0/identities").isNull()).isTrue();
        assertThat(list.body().at("/users/0").has("factors")).isFalse();
        Said one = api.admin("GET", "/admin/users/" + AuthApi.id(session), "");
        assertThat(one.body().path("identities")).hasSize(1);
        assertThat(one.body().path("factors")).hasSize(1);
    }

    @Test
    void absentAddressesAreEmptyAndAbsentTimesAreLeftOut() {
        Said said = api.admin("POST", "/admin/users", "{\"email\":\"" + ADA + "\"}");
        assertThat(said.body().path("phone").isTextual()).isTrue();
        assertThat(said.text("phone")).isEmpty();
        assertThat(said.body().has("email_confirmed_at")).isFalse();
    }

    @Test
    void aMagicLinkForAStrangerIsASignUpLinkAndNeverForPkce() {
        Said said = api.link("magiclink", ADA);
        assertThat(said.text("verification_type")).isEqualTo("signup");
        assertThat(said.text("email")).isEqualTo(ADA);
        assertThat(said.text("hashed_token")).hasSize(56).doesNotStartWith("pkce_");
    }

    @Test
    void theHashToldForANewAddressIsNotThatOfTheLink() {
        api.signUp(ADA);
        Said said = api.admin(
                "POST",
                "/admin/generate_link",
                "{\"type\":\"email_change_new\",\"email\":\"" + ADA + "\",\"new_email\":\"eve@example.com\"}");
        assertThat(said.text("action_link")).doesNotContain(said.text("hashed_token"));
    }

    @Test
    void openingALinkRedirectsAndUsesItUp() {
        api.signUp(ADA);
        String hash = api.link("magiclink", ADA).text("hashed_token");
        String path = "/verify?token=" + hash + "&type=magiclink";
        Said first = api.call("GET", path, "");
        Said second = api.call("GET", path, "");
        assertThat(first.status()).isEqualTo(303);
        assertThat(first.header("location")).contains("#access_token=");
        assertThat(second.status()).isEqualTo(303);
        assertThat(second.header("location")).contains("#error=access_denied&error_code=otp_expired");
    }

    @Test
    void aWrongCodeAndAnExpiredOneLookAlike() {
        api.signUp(ADA);
        String code = api.link("magiclink", ADA).text("email_otp");
        Said wrong = api.post("/verify", "{\"type\":\"magiclink\",\"email\":\"" + ADA + "\",\"token\":\"x\"}");
        platform.moveClock(Duration.ofDays(2));
        Said late =
                api.post("/verify", "{\"type\":\"magiclink\",\"email\":\"" + ADA + "\",\"token\":\"" + code + "\"}");
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(late.raw().text()).isEqualTo(wrong.raw().text());
    }

    @Test
    void errorsOfIdTokensAreShapedAsInOauth() {
        Said said = api.post("/token?grant_type=id_token", "{}");
        assertThat(said.status()).isEqualTo(400);
        assertThat(said.text("error")).isEqualTo("invalid request");
        assertThat(said.body().has("code")).isFalse();
    }

    @Test
    void tooManyRequestsComeWithoutRetryAfter() {
        platform.project().set("GOTRUE_MAILER_AUTOCONFIRM", "false");
        platform.project().set("GOTRUE_SMTP_MAX_FREQUENCY", "60s");
        api.signUp(ADA);
        Said said = api.signUp(ADA);
        assertThat(said.status()).isEqualTo(429);
        assertThat(said.header("retry-after")).isEmpty();
        assertThat(said.text("msg")).matches("For security purposes, you can only request this after \\d+ seconds\\.");
    }

    @Test
    void aRedirectThatIsNotAllowedIsReplacedInSilence() {
        api.signUp(ADA);
        Said said = api.admin(
                "POST",
                "/admin/generate_link",
                "{\"type\":\"magiclink\",\"email\":\"" + ADA + "\",\"redirect_to\":\"https://evil.example.net\"}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.text("redirect_to")).isEqualTo("http://localhost:3000");
    }

    @Test
    void thereIsNoLimitToAPageButNothingIsNoSize() {
        assertThat(api.admin("GET", "/admin/users?per_page=1000000", "").status())
                .isEqualTo(200);
        Said said = api.admin("GET", "/admin/users?per_page=0", "");
        assertThat(said.status()).isEqualTo(500);
        assertThat(said.body().has("error_id")).isFalse();
    }

    @Test
    void aRefreshMayBeRepeatedWhenItsAnswerWasLost() {
        String first = api.signUp(ADA).text("refresh_token");
        String second = api.refresh(first).text("refresh_token");
        assertThat(api.refresh(first).text("refresh_token")).isEqualTo(second);
    }

    @Test
    void aUserOfAnAdminRoleIsAnAdminWhileHisSessionLasts() {
        String id = AuthApi.id(api.signUp(ADA));
        api.admin("PUT", "/admin/users/" + id, "{\"role\":\"service_role\"}");
        Said session = api.signIn(ADA, "correct horse");
        assertThat(api.as(session, "GET", "/admin/users", "").status()).isEqualTo(200);
        api.as(session, "POST", "/logout", "");
        assertThat(api.as(session, "GET", "/admin/users", "").text("error_code"))
                .isEqualTo("session_not_found");
    }

    @Test
    void tokensExpireToTheSecond() {
        Said session = api.signUp(ADA);
        platform.moveClock(Duration.ofSeconds(3_598));
        assertThat(api.as(session, "GET", "/user", "").status()).isEqualTo(200);
        platform.moveClock(Duration.ofSeconds(3));
        assertThat(api.as(session, "GET", "/user", "").status()).isEqualTo(403);
    }

    @Test
    void settingsKeepQuietAboutSomeProviders() {
        Said said = api.call("GET", "/settings", "");
        assertThat(said.body().path("external").has("github")).isTrue();
        assertThat(said.body().path("external").has("x")).isFalse();
        assertThat(said.body().path("external").has("web3")).isFalse();
    }

    @Test
    void misspeltFieldsDoNothing() {
        Said said = api.admin("POST", "/admin/users", "{\"email\":\"" + ADA + "\",\"emailConfirm\":true}");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.body().has("email_confirmed_at")).isFalse();
    }

    @Test
    void slashesAtTheEndWorkOnGroupsOnly() {
        assertThat(api.post("/signup/", "{}").status()).isEqualTo(200);
        assertThat(api.post("/recover/", "{}").status()).isEqualTo(404);
    }

    private List<String> emails(String path) {
        return api.admin("GET", path, "").body().path("users").findValuesAsText("email");
    }
}
