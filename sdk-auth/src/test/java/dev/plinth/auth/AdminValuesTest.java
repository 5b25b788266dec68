package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators read of providers, OAuth clients and settings: every field, and fields of other shapes. */
class AdminValuesTest {

    private static final String CREATED =
            "\"created_at\":\"2026-01-02T03:04:05Z\",\"updated_at\":\"2026-01-02T03:04:06Z\"";
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private AuthAdmin admin;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"), o -> o.maxAttempts(1));
        admin = AuthClient.of(connection).admin();
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private void answers(String json) {
        server.enqueue(Answers.json(200, json));
    }

    @Test
    void anSsoProviderHasAllThatTheServerWrites() {
        answers("{\"id\":\"" + ID + "\",\"resource_id\":\"mine\",\"disabled\":true,\"saml\":{\"entity_id\":\"e\","
                + "\"metadata_xml\":\"<x/>\",\"metadata_url\":\"https://i.example/m\",\"name_id_format\":\"f\","
                + "\"attribute_mapping\":{\"keys\":{\"email\":{\"name\":\"mail\"},"
                + "\"groups\":{\"names\":[\"a\",\"b\"],\"default\":\"none\",\"array\":true}}}},"
                + "\"domains\":[{\"domain\":\"a.co\"},{\"domain\":\"B.co\"}]," + CREATED + ",\"new\":1}");

        SsoProvider provider = admin.ssoProviders().get(ID);

        assertThat(provider.id()).isEqualTo(ID);
        assertThat(provider.resourceId()).contains("mine");
        assertThat(provider.enabled()).isFalse();
        assertThat(provider.entityId()).contains("e");
        assertThat(provider.metadataXml()).contains("<x/>");
        assertThat(provider.metadataUrl()).contains("https://i.example/m");
        assertThat(provider.nameIdFormat()).contains(NameIdFormat.of("f"));
        assertThat(provider.domains()).containsExactly("a.co", "B.co");
        assertThat(provider.attributeMapping())
                .containsOnly(
                        Map.entry("email", SamlAttribute.named("mail")),
                        Map.entry(
                                "groups",
                                SamlAttribute.named("a", "b")
                                        .withDefault("none")
                                        .asArray()));
        assertThat(provider.createdAt()).contains(AT);
        assertThat(provider.updatedAt()).contains(AT.plusSeconds(1));
        assertThat(provider.unknownFields()).isEqualTo(Map.of("new", 1));
        assertThat(provider).hasToString("SsoProvider[" + ID + "]");
    }

    @Test
    void anSsoProviderThatWasNeverDisabledIsEnabled() {
        answers("{\"id\":\"" + ID + "\",\"disabled\":null,\"domains\":null,\"saml\":{\"attribute_mapping\":{}}}");

        SsoProvider provider = admin.ssoProviders().get(ID);

        assertThat(provider.enabled()).isTrue();
        assertThat(provider.domains()).isEmpty();
        assertThat(provider.attributeMapping()).isEmpty();
        assertThat(provider.nameIdFormat()).isEmpty();
    }

    @Test
    void aCustomProviderHasAllThatTheServerWrites() {
        answers(ProviderEndpoints.CUSTOM_PROVIDER);

        CustomProvider provider = admin.customProviders().get("custom:x");

        assertThat(provider.id()).contains(ID);
        assertThat(provider.type()).contains(CustomProviderType.OIDC);
        assertThat(provider.name()).contains("Corp");
        assertThat(provider.clientId()).contains("cid");
        assertThat(provider.acceptableClientIds()).containsExactly("other");
        assertThat(provider.scopes()).containsExactly("openid", "email");
        assertThat(provider.pkceEnabled()).isTrue();
        assertThat(provider.attributeMapping()).isEqualTo(Map.of("email", "mail"));
        assertThat(provider.customClaimsAllowlist()).isEmpty();
        assertThat(provider.authorizationParams()).isEqualTo(Map.of("prompt", "login"));
        assertThat(provider.enabled()).isTrue();
        assertThat(provider.emailOptional()).isFalse();
        assertThat(provider.issuer()).contains("https://idp.example.com");
        assertThat(provider.skipNonceCheck()).isFalse();
        assertThat(provider.discoveryDocument())
                .contains("{\"issuer\":\"https://idp.example.com\",\"scopes_supported\":[\"openid\"]}");
        assertThat(provider.createdAt()).contains(AT);
        assertThat(provider.unknownFields()).isEmpty();
    }

    @Test
    void anOAuth2ProviderHasItsEndpoints() {
        answers(
                "{\"identifier\":\"custom:x\",\"provider_type\":\"oauth2\",\"authorization_url\":\"a\",\"token_url\":\"t\","
                        + "\"userinfo_url\":\"u\",\"jwks_uri\":\"j\"}");

        CustomProvider provider = admin.customProviders().get("custom:x");

        assertThat(List.of(
                        provider.authorizationUrl(), provider.tokenUrl(), provider.userinfoUrl(), provider.jwksUri()))
                .containsExactly(Optional.of("a"), Optional.of("t"), Optional.of("u"), Optional.of("j"));
        assertThat(provider.discoveryDocument()).isEmpty();
    }

    @Test
    void aSecretThatAServerSendsBackIsNotAmongTheUnknownFields() {
        answers("{\"identifier\":\"custom:x\",\"client_secret\":\"marked\",\"new\":1}");

        CustomProvider provider = admin.customProviders().get("custom:x");

        assertThat(provider.unknownFields()).isEqualTo(Map.of("new", 1));
        assertThat(provider.toString()).doesNotContain("marked");
    }

    @Test
    void anOAuthClientHasAllThatTheServerWrites() {
        answers("{\"client_id\":\"" + ID + "\",\"client_secret\":\"marked\",\"client_type\":\"confidential\","
                + "\"redirect_uris\":[\"u\"],\"token_endpoint_auth_method\":\"client_secret_basic\","
                + "\"grant_types\":[\"authorization_code\",\"other\"],\"response_types\":[\"code\"],\"client_name\":\"n\","
                + "\"client_uri\":\"c\",\"logo_uri\":\"l\",\"registration_type\":\"manual\"," + CREATED
                + ",\"new\":1}");

        OAuthClient client = admin.oauthClients().regenerateSecret(ID);

        assertThat(client.clientSecret()).contains(Secret.of("marked"));
        assertThat(client.clientType()).contains(OAuthClientType.CONFIDENTIAL);
        assertThat(client.redirectUris()).containsExactly("u");
        assertThat(client.tokenEndpointAuthMethod()).contains(TokenEndpointAuthMethod.CLIENT_SECRET_BASIC);
        assertThat(client.grantTypes())
                .containsExactly(OAuthClientGrantType.AUTHORIZATION_CODE, OAuthClientGrantType.of("other"));
        assertThat(client.responseTypes()).containsExactly("code");
        assertThat(List.of(client.clientName(), client.clientUri(), client.logoUri()))
                .containsExactly(Optional.of("n"), Optional.of("c"), Optional.of("l"));
        assertThat(client.registrationType()).contains(OAuthClientRegistrationType.MANUAL);
        assertThat(client.createdAt()).contains(AT);
        assertThat(client.updatedAt()).contains(AT.plusSeconds(1));
        assertThat(client.unknownFields()).isEqualTo(Map.of("new", 1));
        assertThat(client).hasToString("OAuthClient[" + ID + "]");
    }

    @Test
    void aPublicClientHasNoSecret() {
        answers("{\"client_id\":\"" + ID + "\",\"client_secret\":\"\",\"client_type\":\"public\"}");

        assertThat(admin.oauthClients().get(ID).clientSecret()).isEmpty();
    }

    @Test
    void anAnswerAboutAnotherResourceIsNone() {
        String other = ID.replace('1', '2');
        answers("{\"client_id\":\"" + other + "\"}");
        answers("{\"id\":\"" + other + "\"}");
        answers("{\"identifier\":\"custom:y\"}");

        assertThatThrownBy(() -> admin.oauthClients().get(ID)).hasMessageContaining("another request");
        assertThatThrownBy(() -> admin.ssoProviders().get(ID)).hasMessageContaining("another request");
        assertThatThrownBy(() -> admin.customProviders().get("custom:x")).hasMessageContaining("another request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"clients\":[{}]}",
                "{\"clients\":[null]}",
                "{\"clients\":{}}",
                "{\"clients\":7}",
                "{\"clients\":[{\"client_id\":\"x\"},{\"client_id\":[]}]}"
            })
    void aListThatHoldsSomethingElseIsNone(String json) {
        answers(json);

        assertThatThrownBy(() -> admin.oauthClients().list())
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("shape");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"items\":null}", "{\"items\":[]}"})
    void aListThatIsLeftOutIsEmpty(String json) {
        answers(json);

        assertThat(admin.ssoProviders().list()).isEmpty();
    }

    @Test
    void fieldsOfOtherTypesAreEmptyAndUnknown() {
        answers("{\"client_id\":\"" + ID + "\",\"client_secret\":{\"a\":\"marked\"},\"client_type\":[],"
                + "\"redirect_uris\":\"u\",\"created_at\":\"yesterday\"}");

        OAuthClient client = admin.oauthClients().get(ID);

        assertThat(client.clientSecret()).isEmpty();
        assertThat(client.clientType()).isEmpty();
        assertThat(client.redirectUris()).isEmpty();
        assertThat(client.createdAt()).isEmpty();
        assertThat(client.unknownFields())
                .isEqualTo(Map.of("client_type", List.of(), "redirect_uris", "u", "created_at", "yesterday"));
    }

    @Test
    void settingsHaveAllThatTheServerWrites() {
        answers("{\"external\":{\"email\":true,\"phone\":false,\"github\":\"yes\"},\"disable_signup\":true,"
                + "\"mailer_autoconfirm\":true,\"phone_autoconfirm\":true,\"sms_provider\":\"twilio\","
                + "\"saml_enabled\":true,\"passkeys_enabled\":true,\"new\":1}");

        AuthSettings settings = AuthClient.of(connection).getSettings();

        assertThat(settings.enabledProviders()).containsExactly("email");
        assertThat(settings.signUpEnabled()).isFalse();
        assertThat(settings.autoConfirmsEmail()).isTrue();
        assertThat(settings.autoConfirmsPhone()).isTrue();
        assertThat(settings.smsProvider()).contains("twilio");
        assertThat(settings.samlEnabled()).isTrue();
        assertThat(settings.passkeysEnabled()).isTrue();
        assertThat(settings.unknownFields()).isEqualTo(Map.of("new", 1));
    }

    @Test
    void whatTheServerWouldRefuseIsRefusedBeforeItIsSent() {
        assertThatThrownBy(() -> admin.oauthClients().create(o -> o.clientName("x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("redirectUris");
        assertThatThrownBy(() -> admin.oauthClients().create(OAuthClientOptions::redirectUris))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.oauthClients().update(ID, o -> {})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> admin.ssoProviders().create(o -> o.domains("a.co")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metadataUrl");
        assertThatThrownBy(() -> admin.ssoProviders()
                        .update(ID, o -> o.metadataUrl("https://x").metadataXml("<x/>")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void secretsAreMaskedInCommands() {
        assertThat(admin.toCurl(a -> a.customProviders().update("custom:x", o -> o.clientSecret(Secret.of("marked")))))
                .contains("client_secret")
                .doesNotContain("marked");
    }
}
