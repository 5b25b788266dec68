package dev.plinth.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.Project;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;

class TokensForSpringSecurityTest {
    @RegisterExtension
    static final LocalPlatformExtension extension = LocalPlatformExtension.create();

    private static final AutoConfigurations PLINTH = AutoConfigurations.of(
            PlinthAutoConfiguration.class, PlinthLocalAutoConfiguration.class, PlinthSecurityAutoConfiguration.class);

    private final WebApplicationContextRunner web =
            new WebApplicationContextRunner().withConfiguration(PLINTH).withPropertyValues("plinth.local.enabled=true");

    private static Jwt token(Map<String, Object> claims) {
        return Jwt.withTokenValue("t")
                .header("alg", "none")
                .claims(c -> c.putAll(claims))
                .build();
    }

    @Test
    void theDecoderReturnsTheTokensClaims() {
        web.run(context -> {
            String token = context.getBean(LocalPlatform.class).userToken("0b9aab6f-a9e4-4f3a-9cd7-5a1b0a4a9a01");
            Jwt jwt = context.getBean(JwtDecoder.class).decode(token);

            assertThat(jwt.getSubject()).isEqualTo("0b9aab6f-a9e4-4f3a-9cd7-5a1b0a4a9a01");
            assertThat(jwt.getAudience()).containsExactly("authenticated");
            assertThat(jwt.getExpiresAt()).isAfter(jwt.getIssuedAt());
            assertThat(jwt.getHeaders()).containsEntry("alg", "HS256");
            assertThat(jwt.getClaimAsString("role")).isEqualTo("authenticated");
        });
    }

    @Test
    void theProjectsOwnKeyIsNotAUsersToken() {
        web.run(context -> {
            String key = context.getBean(LocalPlatform.class).anonKey();

            assertThatThrownBy(() -> context.getBean(JwtDecoder.class).decode(key))
                    .isInstanceOf(BadJwtException.class);
        });
    }

    @Test
    void aServerThatDoesNotRespondIsNotTheCallersFault() {
        web.withPropertyValues("plinth.jwt.verify-with-server=true", "plinth.max-attempts=1")
                .run(context -> {
                    LocalPlatform platform = context.getBean(LocalPlatform.class);
                    platform.faults().add(Fault.on("GET", "/auth/v1/user").status(503));
                    String token = platform.userToken("0b9aab6f-a9e4-4f3a-9cd7-5a1b0a4a9a01");

                    assertThatThrownBy(() -> context.getBean(JwtDecoder.class).decode(token))
                            .isInstanceOf(JwtException.class)
                            .isNotInstanceOf(BadJwtException.class);
                });
    }

    @Test
    void theRoleAndTheRolesOfTheAppMetadataAreAuthorities() {
        web.run(context -> {
            Authentication user = context.getBean(JwtAuthenticationConverter.class)
                    .convert(token(Map.of(
                            "sub", "u1", "role", "authenticated", "app_metadata", Map.of("roles", List.of("admin")))));

            assertThat(user.getName()).isEqualTo("u1");
            assertThat(authorities(user)).containsExactly("ROLE_authenticated", "ROLE_admin");
        });
    }

    /** Without those that Spring Security adds from version 7 on: how the user was authenticated. */
    private static List<String> authorities(Authentication user) {
        return user.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(name -> !name.startsWith("FACTOR_"))
                .toList();
    }

    @Test
    void theClaimsAndThePrefixCanBeConfigured() {
        web.withPropertyValues(
                        "plinth.security.authority-claims=user_role,https://example.com/groups",
                        "plinth.security.authority-prefix=",
                        "plinth.security.principal-claim=email")
                .run(context -> {
                    Authentication user = context.getBean(JwtAuthenticationConverter.class)
                            .convert(token(Map.of(
                                    "email", "ada@example.com",
                                    "user_role", "editor",
                                    "https://example.com/groups", List.of("staff"))));

                    assertThat(user.getName()).isEqualTo("ada@example.com");
                    assertThat(authorities(user)).containsExactly("editor", "staff");
                });
    }

    @Test
    void withoutATokenThereIsNoCurrentUser() {
        web.run(context -> assertThatThrownBy(
                        () -> context.getBean(CurrentUserProject.class).project())
                .isInstanceOf(AuthenticationCredentialsNotFoundException.class));
    }

    @Test
    void aReactiveApplicationGetsAReactiveDecoder() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(PLINTH)
                .withPropertyValues("plinth.local.enabled=true")
                .run(context -> {
                    String token = context.getBean(LocalPlatform.class).userToken("u1");
                    Jwt jwt = context.getBean(ReactiveJwtDecoder.class)
                            .decode(token)
                            .block(Duration.ofMinutes(1));

                    assertThat(jwt.getSubject()).isEqualTo("u1");
                    assertThat(context).doesNotHaveBean(JwtDecoder.class);
                });
    }

    @Test
    void publishedKeysNeedNoSecret() throws Exception {
        try (LocalPlatform platform = LocalPlatform.builder()
                .set(
                        "GOTRUE_JWT_KEYS",
                        PublishedKeys.create(extension.platform().jwtSecret()))
                .start()) {
            web.withPropertyValues(
                            "plinth.local.enabled=false",
                            "plinth.project.url=" + platform.projectUrl(),
                            "plinth.project.key=" + platform.serviceKey())
                    .run(context -> {
                        String token = signedIn(context.getBean(Project.class));
                        Jwt jwt = context.getBean(JwtDecoder.class).decode(token);

                        assertThat(jwt.getHeaders()).containsEntry("alg", "ES256");
                        assertThat(jwt.getClaimAsString("email")).isEqualTo("ada@example.com");
                        assertThatThrownBy(() -> context.getBean(JwtDecoder.class)
                                        .decode(token.substring(0, token.lastIndexOf('.')) + ".AAAA"))
                                .isInstanceOf(BadJwtException.class);
                        assertThatThrownBy(
                                        () -> context.getBean(JwtDecoder.class).decode(platform.serviceKey()))
                                .isInstanceOf(BadJwtException.class);
                    });
        }
    }

    private static String signedIn(Project project) {
        project.users().create(u -> u.email("ada@example.com").password("correct horse"));
        return project.auth()
                .signInWithPassword("ada@example.com", "correct horse")
                .accessToken()
                .reveal();
    }

    @Test
    void withoutSpringSecurityThereIsNoDecoder() {
        web.withClassLoader(new FilteredClassLoader("org.springframework.security"))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("plinthJwtDecoder"));
    }
}
