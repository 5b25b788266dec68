package dev.plinth.auth;

import static dev.plinth.auth.AuthFixture.PASSWORD;
import static dev.plinth.auth.AuthFixture.refused;
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
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ways of the real server, each with the number that the contract gives it. */
class ServerQuirksTest {

    private final StackAuth stack = new StackAuth();
    private final AuthClient auth = stack.auth;
    private final Users users = stack.admin.users();

    @AfterEach
    void close() {
        stack.close();
    }

    @Test
    void quirk9_anUpdateNeverClearsAnAddressAndAnEmptyPasswordIsWeak() {
        String phone = "49" + (1_000_000_000L + ThreadLocalRandom.current().nextLong(9_000_000_000L));
        User user = users.create(u -> u.email(stack.email).phone(phone).password(PASSWORD));

        User after = users.update(user.id(), c -> c.userMetadata("a", 1));

        assertThat(after.email()).contains(stack.email);
        assertThat(after.phone()).contains(phone);
        assertThatThrownBy(() -> users.update(user.id(), c -> c.password("")))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.WEAK_PASSWORD);
                    assertThat(PasswordWeakness.of(e)).containsExactly(PasswordWeakness.LENGTH);
                });
    }

    @Test
    void quirk10_apasswordSetByAnAdministratorEndsAllSessions() {
        Session session = stack.signIn();

        users.update(session.user().id(), c -> c.password("another horse"));

        assertThatThrownBy(session::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk10_apasswordSetByTheUserEndsTheOtherSessions() {
        Session other = stack.signIn();
        Session session = stack.signIn();

        auth.actingAs(session).account().update(c -> c.password("another horse"));

        assertThat(session.refresh().ended()).isFalse();
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk15_aLinkThatAScannerOpenedIsUsedUpAndAHashOfOnesOwnIsNot() {
        stack.create();
        auth.resetPasswordForEmail(stack.email);
        String link = stack.mailed();

        assertThat(stack.browse(link)).startsWith("http://localhost:3000").contains("access_token=");
        assertThat(stack.browse(link)).contains("error_code=otp_expired");
        refused(
                () -> auth.verifyTokenHash(VerificationType.RECOVERY, Secret.of(AuthFixture.token(link))),
                AuthErrorCodes.OTP_EXPIRED);

        String other = stack.other().value();
        auth.resetPasswordForEmail(other);
        String unopened = AuthFixture.token(stack.mailed(other));
        assertThat(auth.verifyTokenHash(VerificationType.RECOVERY, Secret.of(unopened))
                        .session())
                .isPresent();
    }

    @Test
    void theSecondFactorEndsSessionsWithoutIt() throws Exception {
        Session other = stack.signIn();
        Session session = stack.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("app");

        mfa.verify(
                mfa.challenge(factor.id()),
                Totp.code(factor.secret().orElseThrow().reveal()));

        assertThat(session.refresh().assuranceLevel()).isEqualTo("aal2");
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void quirk25_aUserOfAnAdminsRoleIsAnAdministratorWhileHisSessionLives() {
        users.create(u -> u.email(stack.email).password(PASSWORD).role("service_role"));
        Session session = auth.signInWithPassword(stack.email, PASSWORD);
        Users his = auth.actingAs(session).users();

        assertThat(his.list(q -> q.filter(stack.email)))
                .extracting(u -> u.email().orElseThrow())
                .containsExactly(stack.email);

        Secret token = session.accessToken();
        session.signOut();
        refused(
                () -> auth.actingAs(AccessToken.of(token.reveal()))
                        .users()
                        .list()
                        .first(),
                AuthErrorCodes.SESSION_NOT_FOUND);
    }

    @Test
    void quirk27_factorsComeWithTheUser() {
        Account account = stack.account();
        String id = account.mfa().enrollTotp("app").id();

        assertThat(account.mfa().listFactors()).extracting(Factor::id).containsExactly(id);
        assertThat(account.getUser().factors()).extracting(Factor::id).containsExactly(id);
    }

    @Test
    void quirk28_whatTheSettingsDoNotListCanBeAskedForAllTheSame() {
        assertThat(auth.getSettings().enabledProviders())
                .contains("email", "anonymous_users")
                .doesNotContain("x", "web3", "custom:mine");
        assertThat(auth.signInWithOAuth(Provider.X, o -> {}).url()).contains("provider=x&");
        assertThat(auth.signInWithOAuth(Provider.of("custom:mine"), o -> {}).url())
                .contains("provider=custom%3Amine&");
    }

    @Test
    void quirk29_aTypoInJsonDoesNothingAndABuilderMakesNone() {
        String typo = stack.address("typo");
        User typed = users.create(u -> u.email(stack.address("typed")));
        HttpRequest request = HttpRequest.of("POST", "/auth/v1/admin/users")
                .body(Content.ofString("{\"email\":\"" + typo + "\",\"emailConfirm\":true}"));
        stack.service.http().execute(request).close();

        assertThat(typed.emailConfirmedAt()).isPresent();
        assertThat(users.findByEmail(typo).orElseThrow().emailConfirmedAt()).isEmpty();
    }

    @Test
    void everyQuirkHasATest() {
        List<Class<?>> classes = List.of(
                QuirksTest.class,
                ServerQuirksTest.class,
                LocalQuirksTest.class,
                FlowsTest.class,
                LocalFlowsTest.class,
                UsersTest.class);
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
