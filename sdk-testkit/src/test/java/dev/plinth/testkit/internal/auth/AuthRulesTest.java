package dev.plinth.testkit.internal.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.internal.auth.AuthApi.Said;
import dev.plinth.testkit.internal.http.Percent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of GoTrue v2.196.0 about ids, JSON, redirects and users that apps notice; each was compared with the server. */
class AuthRulesTest {
    private static final String ADA = "ada@example.com";
    private static final String GRACE = "grace@example.com";
    private static final String PHONE = "15550001111";
    private static final String ID = "f47ac10b-58cc-4372-a567-0e02b2c3d479";
    private static final String BARE_ID = "f47ac10b58cc4372a5670e02b2c3d479";

    private LocalPlatform platform;
    private AuthApi api;

    @BeforeEach
    void start() {
        platform = LocalPlatform.builder()
                .set("GOTRUE_PASSWORD_HASH_COST", "0")
                .set("GOTRUE_SMS_AUTOCONFIRM", "true")
                .set("GOTRUE_URI_ALLOW_LIST", "https://app.example.com/**")
                .start();
        api = new AuthApi(platform);
    }

    @AfterEach
    void stop() {
        platform.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {ID, BARE_ID, "{" + ID + "}", "{" + BARE_ID + "}", "urn:uuid:" + ID, "urn:uuid:" + BARE_ID})
    void idsAreAcceptedInEveryFormOfGosParser(String form) {
        Said made = create("{\"email\":\"" + ADA + "\",\"id\":\"" + form + "\"}");

        assertThat(made.text("id")).isEqualTo(ID);
        assertThat(api.admin("GET", "/admin/users/" + Percent.encodeComponent(form), "")
                        .status())
                .isEqualTo(200);
        assertThat(bearer(form).status()).isEqualTo(200);
        assertThat(challenge(form).text("error_code")).isEqualTo("mfa_factor_not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1-1-1-1-1",
                "f47ac10b-58cc4372a5670e02b2c3d479",
                "{" + ID,
                "urn:uuid:{" + ID + "}",
                "URN:UUID:" + ID,
                " " + ID
            })
    void idsInOtherFormsAreRefused(String form) {
        create("{\"email\":\"" + ADA + "\",\"id\":\"" + ID + "\"}");

        assertThat(create("{\"email\":\"" + GRACE + "\",\"id\":\"" + form + "\"}")
                        .text("msg"))
                .isEqualTo("ID must conform to the uuid v4 format");
        assertThat(api.admin("GET", "/admin/users/" + Percent.encodeComponent(form), "")
                        .text("msg"))
                .isEqualTo("user_id must be an UUID");
        assertThat(bearer(form).text("msg")).isEqualTo("invalid claim: sub claim must be a UUID");
        assertThat(challenge(form).text("error_code")).isEqualTo("bad_json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/signup", "/token?grant_type=password"})
    void deepNestingIsBadJson(String path) {
        Said said = api.post(path, "{\"data\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}");

        assertThat(said.status()).isEqualTo(400);
        assertThat(said.text("error_code")).isEqualTo("bad_json");
        assertThat(said.text("msg")).startsWith("Could not parse request body as JSON: ");
    }

    @Test
    void nestedMetadataIsKept() {
        String data = "{\"x\":" + "[".repeat(500) + "]".repeat(500) + "}";

        Said session = api.post("/signup", "{\"data\":" + data + "}");

        assertThat(api.as(session, "GET", "/user", "")
                        .body()
                        .path("user_metadata")
                        .toString())
                .isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e400", "-1e400", "1e999999999"})
    void numbersOutOfRangeAreBadJson(String number) {
        Said said = api.post("/signup", "{\"data\":{\"x\":[" + number + "]}}");

        assertThat(said.status()).isEqualTo(400);
        assertThat(said.text("error_code")).isEqualTo("bad_json");
    }

    @Test
    void numbersOutOfRangeInUnknownFieldsAreIgnored() {
        assertThat(api.post("/signup", "{\"unknown\":1e400}").status()).isEqualTo(200);
    }

    @Test
    void claimsOutOfRangeMakeABearerMalformed() {
        Said said = bearerOf("{\"sub\":\"" + ID + "\",\"exp\":1e400}");

        assertThat(said.status()).isEqualTo(403);
        assertThat(said.text("error_code")).isEqualTo("bad_jwt");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/a b",
                "http://localhost:3000/a|b",
                "https://app.example.com/{a}",
                "https://app.example.com/a[0]",
                "https://app.example.com/x?q=%zz",
                "https://app.example.com/#fr ag",
                "http://[::1]:99/x y",
                "http://127.0.0.1:5/<x>"
            })
    void redirectsAreParsedLeniently(String redirect) {
        assertThat(redirectOf(redirect)).isEqualTo(redirect);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000/%zz",
                "https://app.example.com/%",
                "https://app.example.com\\x",
                "http://local host:3000/x",
                "https://app.example.com:abc/x",
                "http://localhost:3000^/x",
                "https://app.example.com/\\tx",
                "https://app.example.com:444/x",
                "https://evil.example/https://app.example.com/x"
            })
    void redirectsThatNobodyParsesLeadToTheSite(String redirect) {
        assertThat(redirectOf(redirect)).isEqualTo("http://localhost:3000");
    }

    @Test
    void errorRedirectIsEncoded() {
        String redirect = URLEncoder.encode("https://app.example.com/{a} b", StandardCharsets.UTF_8);

        Said said = api.call("GET", "/verify?token=x&type=signup&redirect_to=" + redirect, "");

        assertThat(said.header("location")).startsWith("https://app.example.com/%7Ba%7D%20b#error=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"email_change_current", "email_change_new"})
    void linkToChangeToOnesOwnAddressIsRefused(String type) {
        api.signUp(ADA);

        Said said = changeLink(type, ADA, "ADA@example.com");

        assertThat(said.status()).isEqualTo(422);
        assertThat(said.text("error_code")).isEqualTo("email_exists");
    }

    @Test
    void addressTakenMeanwhileChangesNothing() {
        platform.project().set("GOTRUE_MAILER_SECURE_EMAIL_CHANGE_ENABLED", "false");
        String id = AuthApi.id(api.signUp(ADA));
        Said link = changeLink("email_change_new", ADA, GRACE);
        create("{\"email\":\"" + GRACE + "\"}");

        Said said = api.call("GET", link.text("action_link").replaceFirst(".*/auth/v1", ""), "");

        assertThat(said.header("location"))
                .contains("error=server_error&error_code=unexpected_failure&error_description=Error+confirm+email");
        Said user = api.admin("GET", "/admin/users/" + id, "");
        assertThat(user.text("email")).isEqualTo(ADA);
        assertThat(user.text("new_email")).isEqualTo(GRACE);
        assertThat(user.body().at("/identities/0/identity_data/email").asText()).isEqualTo(ADA);
    }

    @Test
    void addressTakenMeanwhileIsErrorConfirmEmail() {
        api.signUp(ADA);
        Said link = changeLink("email_change_current", ADA, GRACE);
        create("{\"email\":\"" + GRACE + "\"}");

        Said said = api.call(
                "POST",
                "/verify",
                "{\"type\":\"email_change\",\"token\":\"" + link.text("email_otp") + "\",\"email\":\"" + ADA + "\"}",
                "X-Supabase-Api-Version",
                "2024-01-01");

        assertThat(said.status()).isEqualTo(500);
        assertThat(said.text("code")).isEqualTo("unexpected_failure");
        assertThat(said.text("message")).isEqualTo("Error confirm email");
    }

    @Test
    void oneConfirmationChangesAnAddressWhenMailIsConfirmedAtOnce() {
        api.signUp(ADA);
        Said link = changeLink("email_change_current", ADA, GRACE);

        Said said = api.post(
                "/verify",
                "{\"type\":\"email_change\",\"token\":\"" + link.text("email_otp") + "\",\"email\":\"" + ADA + "\"}");

        assertThat(said.body().at("/user/email").asText()).isEqualTo(GRACE);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /signup, Database error saving new user",
        "POST, /admin/users, Database error creating new user",
        "PUT, /user, Error confirming user"
    })
    void phonesAreUniqueAcrossAudiences(String method, String path, String message) {
        create("{\"phone\":\"" + PHONE + "\",\"phone_confirm\":true}");
        String body = "{\"phone\":\"" + PHONE + "\",\"password\":\"correct horse 2\"}";
        String token = path.equals("/user") ? api.signUp(ADA).text("access_token") : platform.serviceKey();
        String plain = path.equals("/user") ? "{\"phone\":\"" + PHONE + "\"}" : body;

        Said said = api.call(
                method,
                path,
                plain,
                "Authorization",
                "Bearer " + token,
                "X-JWT-AUD",
                "other",
                "X-Supabase-Api-Version",
                "2024-01-01");

        assertThat(said.status()).isEqualTo(500);
        assertThat(said.text("message")).isEqualTo(message);
    }

    @Test
    void phoneTakenMeanwhileChangesNothing() {
        platform.project().set("GOTRUE_SMS_AUTOCONFIRM", "false");
        platform.project().set("GOTRUE_SMS_PROVIDER", "outbox");
        Said session = api.signUp(ADA);
        api.as(session, "PUT", "/user", "{\"phone\":\"" + PHONE + "\"}");
        String code = platform.outbox().messagesTo(PHONE).get(0).body().replaceAll("\\D", "");
        create("{\"phone\":\"" + PHONE + "\"}");

        Said said = api.post(
                "/verify", "{\"type\":\"phone_change\",\"token\":\"" + code + "\",\"phone\":\"" + PHONE + "\"}");

        assertThat(said.status()).isEqualTo(500);
        assertThat(api.as(session, "GET", "/user", "").text("phone")).isEmpty();
    }

    @Test
    void filterEscapesWildcardsWithABackslash() {
        for (String name : List.of("k_a", "kxa", "k%b")) {
            create("{\"email\":\"" + name + "@example.com\"}");
        }

        assertThat(found("k\\_a")).containsExactly("k_a@example.com");
        assertThat(found("k\\%")).containsExactly("k%b@example.com");
        assertThat(found("k\\x")).containsExactly("kxa@example.com");
        assertThat(found("k_a")).containsExactlyInAnyOrder("k_a@example.com", "kxa@example.com");
    }

    @Test
    void backslashAtTheEndOfAFilterEscapesTheWildcardBehindIt() {
        create("{\"email\":\"k_a@example.com\"}");

        assertThat(found("k\\")).isEmpty();
    }

    @Test
    void expiredTokensAreRefusedByAuthToo() {
        Said session = api.signUp(ADA);

        platform.faults().expireTokens();

        assertThat(api.as(session, "GET", "/user", "").text("error_code")).isEqualTo("bad_jwt");
    }

    @Test
    void tokensIssuedAfterExpireTokensAreValidInTheSameSecond() {
        api.signUp(ADA);

        platform.faults().expireTokens();

        Said later = api.signIn(ADA, "correct horse");
        assertThat(api.as(later, "GET", "/user", "").status()).isEqualTo(200);
    }

    private Said create(String body) {
        return api.admin("POST", "/admin/users", body);
    }

    private Said changeLink(String type, String from, String to) {
        return api.admin(
                "POST",
                "/admin/generate_link",
                "{\"type\":\"" + type + "\",\"email\":\"" + from + "\",\"new_email\":\"" + to + "\"}");
    }

    private String redirectOf(String redirect) {
        return api.admin(
                        "POST",
                        "/admin/generate_link",
                        "{\"type\":\"magiclink\",\"email\":\"" + ADA + "\",\"redirect_to\":\""
                                + redirect.replace("\\x", "\\\\x") + "\"}")
                .text("redirect_to");
    }

    private List<String> found(String filter) {
        return api.admin("GET", "/admin/users?filter=" + Percent.encodeComponent(filter), "")
                .body()
                .path("users")
                .findValuesAsText("email");
    }

    private Said challenge(String challengeId) {
        Said session = api.signUp("totp" + Integer.toHexString(challengeId.hashCode()) + "@example.com");
        Said factor = api.as(session, "POST", "/factors", "{\"factor_type\":\"totp\"}");
        return api.as(
                session,
                "POST",
                "/factors/" + factor.text("id") + "/verify",
                "{\"challenge_id\":\"" + challengeId + "\",\"code\":\"123456\"}");
    }

    private Said bearer(String subject) {
        long expiry = System.currentTimeMillis() / 1000 + Duration.ofHours(1).toSeconds();
        return bearerOf("{\"sub\":\"" + subject + "\",\"aud\":\"authenticated\",\"exp\":" + expiry + "}");
    }

    private Said bearerOf(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String input = encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
        byte[] signature = dev.plinth.testkit.internal.jwt.JwtKey.ofSecret(platform.jwtSecret())
                .sign(input.getBytes(StandardCharsets.UTF_8));
        return api.call(
                "GET", "/user", "", "Authorization", "Bearer " + input + "." + encoder.encodeToString(signature));
    }
}
