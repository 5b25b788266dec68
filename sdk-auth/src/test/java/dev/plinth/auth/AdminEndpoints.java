package dev.plinth.auth;

import static dev.plinth.auth.Endpoint.ID;
import static dev.plinth.auth.Endpoint.X;
import static dev.plinth.auth.Endpoint.done;
import static dev.plinth.auth.Endpoint.row;

import java.time.Duration;
import java.util.stream.Stream;

/** Endpoints for administrators. */
final class AdminEndpoints {

    private AdminEndpoints() {}

    static Stream<Endpoint> all() {
        return Stream.concat(users(), thin());
    }

    private static Stream<Endpoint> users() {
        return Stream.of(
                row(
                        "POST /admin/users",
                        "POST /admin/users",
                        "{'id':'" + ID
                                + "','email':'a@b.co','phone':'1','password_hash':'$2b$10$x','email_confirm':true,'phone_confirm':true,'role':'r','ban_duration':'90s','user_metadata':{'a':1},'app_metadata':{'b':2}}",
                        a -> a.users()
                                .create(u -> u.id(ID)
                                        .email("a@b.co")
                                        .phone("1")
                                        .passwordHash("$2b$10$x")
                                        .role("r")
                                        .ban(Duration.ofSeconds(90))
                                        .userMetadata("a", 1)
                                        .appMetadata("b", 2))),
                row(
                        "GET /admin/users",
                        "GET /admin/users?page=1&per_page=7&sort=created_at%20desc&filter=x%25",
                        null,
                        a -> a.users()
                                .list(q -> q.matching("x%").pageSize(7).newestFirst())
                                .first()),
                row(
                        "GET /admin/users",
                        "GET /admin/users?limit=200&sort=created_at%20asc",
                        null,
                        a -> a.users().list(UserQuery::byCursor).first()),
                row(
                        "GET /admin/users/{id}",
                        "GET /admin/users/" + ID,
                        null,
                        a -> a.users().get(ID)),
                row(
                        "PUT /admin/users/{id}",
                        "PUT /admin/users/" + ID,
                        "{'email':'n@b.co','email_confirm':true,'ban_duration':'none','app_metadata':{'plan':null}}",
                        a -> a.users()
                                .update(
                                        ID,
                                        c -> c.email("n@b.co")
                                                .confirmEmail()
                                                .unban()
                                                .clearAppMetadata("plan"))),
                row(
                        "DELETE /admin/users/{id}",
                        "DELETE /admin/users/" + ID,
                        null,
                        done(a -> a.users().delete(ID))),
                row(
                        "DELETE /admin/users/{id}",
                        "DELETE /admin/users/" + ID,
                        "{'should_soft_delete':true}",
                        done(a -> a.users().softDelete(ID))),
                row(
                        "POST /invite",
                        "POST /invite?redirect_to=u",
                        "{'email':'a@b.co','data':{'a':1}}",
                        a -> a.users().invite("a@b.co", o -> o.redirectTo("u").userMetadata("a", 1))),
                row(
                        "POST /admin/generate_link",
                        "POST /admin/generate_link",
                        "{'type':'signup','email':'a@b.co','password':'pw','redirect_to':'u','data':{'x':1}}",
                        a -> a.users()
                                .generateLink(LinkRequest.signUp("a@b.co", "pw")
                                        .redirectTo("u")
                                        .userMetadata(X))),
                row(
                        "GET /admin/users/{id}/factors",
                        "GET /admin/users/" + ID + "/factors",
                        null,
                        a -> a.users().factors(ID)),
                row(
                        "PUT /admin/users/{id}/factors/{id}",
                        "PUT /admin/users/" + ID + "/factors/" + ID,
                        "{'friendly_name':'n'}",
                        a -> a.users().renameFactor(ID, ID, "n")),
                row(
                        "DELETE /admin/users/{id}/factors/{id}",
                        "DELETE /admin/users/" + ID + "/factors/" + ID,
                        null,
                        done(a -> a.users().deleteFactor(ID, ID))),
                row(
                        "GET /admin/audit",
                        "GET /admin/audit?page=1&per_page=200&query=action%3Alogin",
                        null,
                        a -> a.users().audit("action", "login").first()));
    }

    private static Stream<Endpoint> thin() {
        String sso = "/admin/sso/providers";
        String custom = "/admin/custom-providers";
        String clients = "/admin/oauth/clients";
        return Stream.of(
                row("GET " + sso, "GET " + sso, null, a -> a.admin().ssoProviders()),
                row("POST " + sso, "POST " + sso, "{'x':1}", a -> a.admin().createSsoProvider(X)),
                row(
                        "GET " + sso + "/{id}",
                        "GET " + sso + "/resource_a",
                        null,
                        a -> a.admin().ssoProvider("resource_a")),
                row(
                        "PUT " + sso + "/{id}",
                        "PUT " + sso + "/" + ID,
                        "{'x':1}",
                        a -> a.admin().updateSsoProvider(ID, X)),
                row(
                        "DELETE " + sso + "/{id}",
                        "DELETE " + sso + "/" + ID,
                        null,
                        done(a -> a.admin().deleteSsoProvider(ID))),
                row("GET " + custom, "GET " + custom, null, a -> a.admin().customProviders()),
                row(
                        "GET " + custom,
                        "GET " + custom + "?type=oidc",
                        null,
                        a -> a.admin().customProviders("oidc")),
                row("{}", "POST " + custom, "{'x':1}", a -> a.admin().createCustomProvider(X)),
                row("{}", "GET " + custom + "/custom:x", null, a -> a.admin().customProvider("custom:x")),
                row(
                        "{}",
                        "PUT " + custom + "/custom:x",
                        "{'x':1}",
                        a -> a.admin().updateCustomProvider("custom:x", X)),
                row(
                        "{}",
                        "DELETE " + custom + "/custom:x",
                        null,
                        done(a -> a.admin().deleteCustomProvider("custom:x"))),
                row("GET " + clients, "GET " + clients, null, a -> a.admin().oauthClients()),
                row(
                        "POST " + clients,
                        "POST " + clients,
                        "{'x':1}",
                        a -> a.admin().createOAuthClient(X)),
                row(
                        "GET " + clients + "/{id}",
                        "GET " + clients + "/" + ID,
                        null,
                        a -> a.admin().oauthClient(ID)),
                row(
                        "PUT " + clients + "/{id}",
                        "PUT " + clients + "/" + ID,
                        "{'x':1}",
                        a -> a.admin().updateOAuthClient(ID, X)),
                row(
                        "DELETE " + clients + "/{id}",
                        "DELETE " + clients + "/" + ID,
                        null,
                        done(a -> a.admin().deleteOAuthClient(ID))),
                row(
                        "POST " + clients + "/{id}/regenerate_secret",
                        "POST " + clients + "/" + ID + "/regenerate_secret",
                        "{}",
                        a -> a.admin().regenerateOAuthClientSecret(ID)),
                row(
                        "GET /admin/users/{id}/passkeys",
                        "GET /admin/users/" + ID + "/passkeys",
                        null,
                        a -> a.admin().passkeys(ID)),
                row(
                        "{}",
                        "DELETE /admin/users/" + ID + "/passkeys/" + ID,
                        null,
                        done(a -> a.admin().deletePasskey(ID, ID))));
    }
}
