package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ways of the real server, of which a gateway in front of it leaves nothing to see, each with the number that the contract gives it. */
@Tag("local")
class LocalQuirksTest {

    private final LocalAuth local = new LocalAuth();
    private final AuthClient auth = local.auth;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void quirk19_theSecondFactorEndsSessionsWithoutItAndMustComeFromOneAddress() throws Exception {
        Session other = local.signIn();
        Session session = local.signIn();
        Mfa mfa = auth.actingAs(session).account().mfa();
        EnrolledFactor factor = mfa.enrollTotp("app");
        String code = Totp.code(factor.secret().orElseThrow().reveal());

        FactorChallenge challenge =
                mfa.withOptions(o -> o.header("X-Forwarded-For", "203.0.113.7")).challenge(factor.id());
        assertThatThrownBy(() -> mfa.withOptions(o -> o.header("X-Forwarded-For", "203.0.113.8"))
                        .verify(challenge, code))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(AuthErrorCodes.MFA_IP_ADDRESS_MISMATCH);
                    assertThat(e.hint()).hasValueSatisfying(h -> assertThat(h).contains("X-Forwarded-For"));
                });
        mfa.withOptions(o -> o.header("X-Forwarded-For", "203.0.113.7")).verify(challenge, code);

        assertThat(session.refresh().assuranceLevel()).isEqualTo("aal2");
        assertThatThrownBy(other::refresh).isInstanceOf(SessionEndedException.class);
    }
}
