package dev.plinth.auth;

import static dev.plinth.auth.LocalAuth.EMAIL;
import static dev.plinth.auth.LocalAuth.PASSWORD;
import static dev.plinth.auth.LocalAuth.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiException;
import dev.plinth.core.Content;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpRequest;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ways of the real server, as the embedded platform has them, each with the number that the contract gives it. */
@Tag("local")
class LocalQuirksTest {

    private final LocalAuth local = new LocalAuth();
    private final AuthClient auth = local.auth;
    private final Users users = local.admin.users();

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void quirk9_anUpdateNeverClearsAnAddressAndAnEmptyPasswordIsWeak() {
        User user = users.create(u -> u.email(EMAIL).phone("4930123456").password(PASSWORD));

        User after = users.update(user.id(), c -> c.userMetadata("a", 1));

        assertThat(after.email()).contains(EMAIL);
        assertThat(after.phone()).contains("4930123456");
        assertThatThrownBy(() -> users.update(user.id(), c -> c.password("")))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.WEAK_PASSWORD);
                    assertThat(PasswordWeakness.of(e)).containsExactly(PasswordWeakness.LENGTH);
                });
    }

    @Test
    void quirk10_apasswordSetByAnAdministratorEndsAllSessions() {
        Session session = local.signIn();

        users.update(session.user().id(), c -> c.password("another horse"));

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk10_apasswordSetByTheUserEndsTheOtherSessions() {
        Session other = local.signIn();
        Session session = local.signIn();

        auth.actingAs(session).account().update(c -> c.password("another horse"));

        assertThat(session.refresh().ended()).isFalse();
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk15_aLinkThatAScannerOpenedIsUsedUpAndAHashOfOnesOwnIsNot() {
        local.create();
        auth.codes().recover(EMAIL);
        String link = local.mailed();

        assertThat(local.browse(link)).startsWith("http://localhost:3000").contains("access_token=");
        assertThat(local.browse(link)).contains("error_code=otp_expired");
        refused(
                () -> auth.codes().verifyHash(VerificationType.RECOVERY, Secret.of(LocalAuth.token(link))),
                AuthErrorCodes.OTP_EXPIRED);

        auth.codes().recover(EMAIL);
        String unopened = LocalAuth.token(local.mailed());
        assertThat(auth.codes()
                        .verifyHash(VerificationType.RECOVERY, Secret.of(unopened))
                        .session())
                .isPresent();
    }

    @Test
    void quirk19_theSecondFactorEndsSessionsWithoutItAndMustComeFromOneAddress() throws Exception {
        Session other = local.signIn();
        Session session = local.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("app");
        String code = Totp.code(factor.secret().orElseThrow().reveal());

        FactorChallenge challenge =
                mfa.with(o -> o.header("X-Forwarded-For", "203.0.113.7")).challenge(factor.id());
        assertThatThrownBy(() -> mfa.with(o -> o.header("X-Forwarded-For", "203.0.113.8"))
                        .verify(challenge, code))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.MFA_IP_ADDRESS_MISMATCH);
                    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("X-Forwarded-For"));
                });
        mfa.with(o -> o.header("X-Forwarded-For", "203.0.113.7")).verify(challenge, code);

        assertThat(session.refresh().assuranceLevel()).isEqualTo("aal2");
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk25_aUserOfAnAdminsRoleIsAnAdministratorWhileHisSessionLives() {
        users.create(u -> u.email(EMAIL).password(PASSWORD).role("service_role"));
        Session session = auth.signInWithPassword(EMAIL, PASSWORD);
        Users his = auth.actingAs(session).users();

        assertThat(his.list()).extracting(u -> u.email().orElseThrow()).containsExactly(EMAIL);

        Secret token = session.accessToken();
        auth.signOut(session);
        refused(
                () -> auth.actingAs(AccessToken.of(token.reveal()))
                        .users()
                        .list()
                        .first(),
                AuthErrorCodes.SESSION_NOT_FOUND);
    }

    @Test
    void quirk27_factorsComeWithTheUser() {
        Account account = local.account();
        String id = account.mfa().enrollTotp("app").id();

        assertThat(account.mfa().factors()).extracting(Factor::id).containsExactly(id);
        assertThat(account.user().factors()).extracting(Factor::id).containsExactly(id);
    }

    @Test
    void quirk28_whatTheSettingsDoNotListCanBeAskedForAllTheSame() {
        assertThat(auth.settings().enabled())
                .contains("email", "anonymous_users")
                .doesNotContain("x", "web3", "custom:mine");
        assertThat(auth.startOAuth(Provider.X, o -> {}).url()).contains("provider=x&");
        assertThat(auth.startOAuth(Provider.of("custom:mine"), o -> {}).url()).contains("provider=custom%3Amine&");
    }

    @Test
    void quirk29_aTypoInJsonDoesNothingAndABuilderMakesNone() {
        User typed = users.create(u -> u.email("typed@example.com"));
        HttpRequest request = HttpRequest.of("POST", "/auth/v1/admin/users")
                .body(Content.ofString("{\"email\":\"typo@example.com\",\"emailConfirm\":true}"));
        local.service.http().send(request).close();

        assertThat(typed.emailConfirmedAt()).isPresent();
        assertThat(users.findByEmail("typo@example.com").orElseThrow().emailConfirmedAt())
                .isEmpty();
    }

    @Test
    void everyQuirkHasATest() {
        List<Class<?>> classes = List.of(QuirksTest.class, LocalQuirksTest.class, FlowsTest.class, UsersTest.class);
        Map<Integer, List<String>> tests = new TreeMap<>();
        classes.forEach(type -> Arrays.stream(type.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.matches("quirk\\d+_.*"))
                .forEach(name -> tests.computeIfAbsent(
                                Integer.valueOf(name.replaceAll("quirk(\\d+)_.*", "$1")), n -> new ArrayList<>())
                        .add(type.getSimpleName() + "." + name)));
        tests.forEach((number, names) -> System.out.println("quirk " + number + ": " + names));

        assertThat(tests.keySet())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 30).boxed().toList());
    }
}
