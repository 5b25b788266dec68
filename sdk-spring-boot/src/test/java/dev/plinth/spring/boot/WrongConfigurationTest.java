package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.auth.TokenVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import software.amazon.awssdk.services.s3.S3Client;

/** Starts applications as their {@code main} does, and reads what they print. */
@ExtendWith(OutputCaptureExtension.class)
class WrongConfigurationTest {
    private static final String KEY = "plinth.project.key=sb_secret_abcdefghijklmnopqrstuvwxyz012345";
    private static final String URL = "plinth.project.url=https://abcdefghijklmnopqrst.example.co";

    @SpringBootConfiguration
    @ImportAutoConfiguration({PlinthAutoConfiguration.class, PlinthS3AutoConfiguration.class})
    static class Application {}

    @Configuration(proxyBeanMethods = false)
    static class NeedsS3 {
        @Bean
        String needsS3(S3Client s3) {
            return s3.serviceName();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class VerifiesTokens {
        @Bean
        String verifiesTokens(TokenVerifier verifier) {
            return verifier.toString();
        }
    }

    @Test
    void nothingIsConfigured(CapturedOutput output) {
        fails(Application.class);

        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("No project is configured for Plinth.")
                .contains("Set plinth.project.url and plinth.project.key.")
                .contains("plinth.local.enabled=true")
                .doesNotContain("\tat ");
    }

    @Test
    void theKeyIsMissing(CapturedOutput output) {
        fails(Application.class, URL);

        assertThat(output)
                .contains("plinth.project.url is set, but plinth.project.key is not.")
                .contains("Set plinth.project.key.");
    }

    @Test
    void theUrlIsMissing(CapturedOutput output) {
        fails(Application.class, KEY, "plinth.project.url=");

        assertThat(output).contains("plinth.project.key is set, but plinth.project.url is not.");
    }

    @Test
    void theUrlIsNoUrl(CapturedOutput output) {
        fails(Application.class, "plinth.project.url=ftp://example.com", KEY);

        assertThat(output)
                .contains("The value of plinth.project.url cannot be used:")
                .contains("Correct plinth.project.url.");
    }

    @Test
    void theKeyIsAPersonalAccessToken(CapturedOutput output) {
        fails(Application.class, URL, "plinth.project.key=sbp_0123456789abcdef");

        assertThat(output)
                .contains("The value of plinth.project.key cannot be used: key is a personal access token")
                .doesNotContain("sbp_0123");
    }

    @Test
    void theTimeoutIsZero(CapturedOutput output) {
        fails(Application.class, URL, KEY, "plinth.timeout=0s");

        assertThat(output).contains("The value of plinth.timeout cannot be used: timeout must be greater than zero");
    }

    @Test
    void thePlatformTokenIsMissing(CapturedOutput output) {
        fails(Application.class, "plinth.platform.url=https://platform.example.co");

        assertThat(output).contains("plinth.platform.url is set, but plinth.platform.token is not.");
    }

    @Test
    void anS3ClientIsNeededWithoutAnAccessKey(CapturedOutput output) {
        fails(NeedsS3.class, URL, KEY);

        assertThat(output)
                .contains("An S3 client is needed, but plinth.s3.access-key-id is not set.")
                .contains("Set plinth.s3.access-key-id.");
    }

    @Test
    void tokensCannotBeVerifiedThroughAControlPlane(CapturedOutput output) {
        fails(
                VerifiesTokens.class,
                "plinth.platform.url=https://platform.example.co",
                "plinth.platform.token=a.b.c",
                "plinth.project.ref=abcdefghijklmnopqrst");

        assertThat(output)
                .contains("Users' tokens cannot be verified through the platform's control plane.")
                .contains("or plinth.jwt.secret");
    }

    /** The auto-configuration of the embedded platform is not imported, as if its classes were missing. */
    @Test
    void theEmbeddedPlatformIsNotOnTheClassPath(CapturedOutput output) {
        fails(Application.class, "plinth.local.enabled=true");

        assertThat(output)
                .contains("there is no embedded platform on the class path")
                .contains("Add the dependency dev.plinth:plinth-testkit");
    }

    private static void fails(Class<?> more, String... properties) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(Application.class, more)
                .web(WebApplicationType.NONE)
                .properties("spring.main.banner-mode=off")
                .properties(properties);
        assertThatThrownBy(application::run).isInstanceOf(Exception.class);
    }
}
