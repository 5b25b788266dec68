package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static dev.plinth.auth.Endpoint.done;
import static dev.plinth.auth.Endpoint.row;

import dev.plinth.core.Secret;
import java.util.List;
import java.util.stream.Stream;

/** Endpoints for administrators of providers, OAuth clients and passkeys. */
final class ProviderEndpoints {

    static final String CUSTOM_PROVIDER = """
            {"id":"%s","provider_type":"oidc","identifier":"custom:x","name":"Corp","client_id":"cid",\
            "acceptable_client_ids":["other"],"scopes":["openid","email"],"pkce_enabled":true,\
            "attribute_mapping":{"email":"mail","plan":7},"custom_claims_allowlist":null,\
            "authorization_params":{"prompt":"login"},"enabled":true,"email_optional":false,\
            "issuer":"https://idp.example.com","skip_nonce_check":false,\
            "discovery_document":{"issuer":"https://idp.example.com","scopes_supported":["openid"]},\
            "created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:06Z"}""".formatted(ID);

    private static final String SSO = "/admin/sso/providers";
    private static final String CUSTOM = "/admin/custom-providers";
    private static final String CLIENTS = "/admin/oauth/clients";

    private ProviderEndpoints() {}

    static Stream<Endpoint> all() {
        return Stream.of(sso(), custom(), clients(), passkeys()).flatMap(List::stream);
    }

    private static List<Endpoint> sso() {
        return List.of(
                row(
                        "GET " + SSO,
                        "GET " + SSO,
                        null,
                        a -> a.admin().ssoProviders().list()),
                row(
                        "POST " + SSO,
                        "POST " + SSO,
                        "{'type':'saml','metadata_url':'https://idp.example.com/metadata','domains':['a.co','b.co'],"
                                + "'attribute_mapping':{'keys':{'email':{'name':'mail'},"
                                + "'groups':{'names':['a','b'],'default':['none'],'array':true}}},"
                                + "'name_id_format':'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',"
                                + "'resource_id':'mine','disabled':true}",
                        a -> a.admin()
                                .ssoProviders()
                                .create(o -> o.metadataUrl("https://idp.example.com/metadata")
                                        .domains("a.co", "b.co")
                                        .mapAttribute("email", SamlAttribute.named("mail"))
                                        .mapAttribute(
                                                "groups",
                                                SamlAttribute.named("a", "b")
                                                        .withDefault(List.of("none"))
                                                        .asArray())
                                        .nameIdFormat(NameIdFormat.PERSISTENT)
                                        .resourceId("mine")
                                        .enabled(false))),
                row(
                        "GET " + SSO + "/{id}",
                        "GET " + SSO + "/resource_a",
                        null,
                        a -> a.admin().ssoProviders().get("resource_a")),
                row(
                        "PUT " + SSO + "/{id}",
                        "PUT " + SSO + "/" + ID,
                        "{'metadata_xml':'<x/>','domains':[],'resource_id':'','disabled':false}",
                        a -> a.admin()
                                .ssoProviders()
                                .update(
                                        ID,
                                        o -> o.metadataXml("<x/>")
                                                .domains()
                                                .clearResourceId()
                                                .enabled(true))),
                row(
                        "DELETE " + SSO + "/{id}",
                        "DELETE " + SSO + "/" + ID,
                        null,
                        done(a -> a.admin().ssoProviders().delete(ID))));
    }

    private static List<Endpoint> custom() {
        return List.of(
                row(
                        "GET " + CUSTOM,
                        "GET " + CUSTOM,
                        null,
                        a -> a.admin().customProviders().list()),
                row(
                        "GET " + CUSTOM,
                        "GET " + CUSTOM + "?type=oidc",
                        null,
                        a -> a.admin().customProviders().list(CustomProviderType.OIDC)),
                row(
                        CUSTOM_PROVIDER,
                        "POST " + CUSTOM,
                        "{'provider_type':'oidc','identifier':'custom:x','name':'Corp','client_id':'cid',"
                                + "'client_secret':'marked','issuer':'https://idp.example.com',"
                                + "'discovery_url':'https://idp.example.com/d','skip_nonce_check':true,"
                                + "'acceptable_client_ids':['other'],'scopes':['openid','email'],"
                                + "'pkce_enabled':false,'attribute_mapping':{'email':'mail'},"
                                + "'custom_claims_allowlist':['plan'],'authorization_params':{'prompt':'login'},"
                                + "'enabled':false,'email_optional':true}",
                        a -> a.admin()
                                .customProviders()
                                .create(
                                        "custom:x",
                                        CustomProviderType.OIDC,
                                        o -> o.name("Corp")
                                                .clientId("cid")
                                                .clientSecret(Secret.of("marked"))
                                                .issuer("https://idp.example.com")
                                                .discoveryUrl("https://idp.example.com/d")
                                                .skipNonceCheck(true)
                                                .acceptableClientIds("other")
                                                .scopes("openid", "email")
                                                .pkceEnabled(false)
                                                .mapAttribute("email", "mail")
                                                .customClaimsAllowlist("plan")
                                                .authorizationParam("prompt", "login")
                                                .enabled(false)
                                                .emailOptional(true))),
                row(
                        CUSTOM_PROVIDER,
                        "GET " + CUSTOM + "/custom:x",
                        null,
                        a -> a.admin().customProviders().get("custom:x")),
                row(
                        CUSTOM_PROVIDER,
                        "PUT " + CUSTOM + "/custom:x",
                        "{'client_secret':'marked','scopes':[],'authorization_url':'https://i.example/a',"
                                + "'token_url':'https://i.example/t','userinfo_url':'https://i.example/u',"
                                + "'jwks_uri':'https://i.example/j'}",
                        a -> a.admin()
                                .customProviders()
                                .update(
                                        "custom:x",
                                        o -> o.clientSecret(Secret.of("marked"))
                                                .scopes()
                                                .authorizationUrl("https://i.example/a")
                                                .tokenUrl("https://i.example/t")
                                                .userinfoUrl("https://i.example/u")
                                                .jwksUri("https://i.example/j"))),
                row(
                        "{}",
                        "DELETE " + CUSTOM + "/custom:x",
                        null,
                        done(a -> a.admin().customProviders().delete("custom:x"))));
    }

    private static List<Endpoint> clients() {
        return List.of(
                row(
                        "GET " + CLIENTS,
                        "GET " + CLIENTS,
                        null,
                        a -> a.admin().oauthClients().list()),
                row(
                        "POST " + CLIENTS,
                        "POST " + CLIENTS,
                        "{'redirect_uris':['https://c.example/cb'],'client_name':'C','client_uri':'https://c.example',"
                                + "'logo_uri':'https://c.example/l','grant_types':['authorization_code'],"
                                + "'client_type':'confidential','token_endpoint_auth_method':'client_secret_post'}",
                        a -> a.admin()
                                .oauthClients()
                                .create(o -> o.redirectUris("https://c.example/cb")
                                        .clientName("C")
                                        .clientUri("https://c.example")
                                        .logoUri("https://c.example/l")
                                        .grantTypes(OAuthClientGrantType.AUTHORIZATION_CODE)
                                        .clientType(OAuthClientType.CONFIDENTIAL)
                                        .tokenEndpointAuthMethod(TokenEndpointAuthMethod.CLIENT_SECRET_POST))),
                row(
                        "GET " + CLIENTS + "/{id}",
                        "GET " + CLIENTS + "/" + ID,
                        null,
                        a -> a.admin().oauthClients().get(ID)),
                row(
                        "PUT " + CLIENTS + "/{id}",
                        "PUT " + CLIENTS + "/" + ID,
                        "{'client_name':'Renamed','grant_types':['authorization_code','refresh_token']}",
                        a -> a.admin()
                                .oauthClients()
                                .update(
                                        ID,
                                        o -> o.clientName("Renamed")
                                                .grantTypes(
                                                        OAuthClientGrantType.AUTHORIZATION_CODE,
                                                        OAuthClientGrantType.REFRESH_TOKEN))),
                row(
                        "DELETE " + CLIENTS + "/{id}",
                        "DELETE " + CLIENTS + "/" + ID,
                        null,
                        done(a -> a.admin().oauthClients().delete(ID))),
                row(
                        "POST " + CLIENTS + "/{id}/regenerate_secret",
                        "POST " + CLIENTS + "/" + ID + "/regenerate_secret",
                        "{}",
                        a -> a.admin().oauthClients().regenerateSecret(ID)));
    }

    private static List<Endpoint> passkeys() {
        return List.of(
                row(
                        "[{\"id\":\"" + ID + "\",\"friendly_name\":\"n\",\"created_at\":\"2026-01-02T03:04:05Z\"}]",
                        "GET /admin/users/" + ID + "/passkeys",
                        null,
                        a -> a.admin().passkeys(ID).list()),
                row(
                        "{}",
                        "DELETE /admin/users/" + ID + "/passkeys/" + ID,
                        null,
                        done(a -> a.admin().passkeys(ID).delete(ID))));
    }
}
