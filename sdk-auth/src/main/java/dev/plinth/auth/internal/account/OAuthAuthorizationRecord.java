package dev.plinth.auth.internal.account;

import dev.plinth.auth.OAuthAuthorization;
import dev.plinth.auth.OAuthClientInfo;
import dev.plinth.auth.internal.account.OAuthGrantRecord.ClientRecord;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An authorization request: the requested scopes, or the redirect URL if the user has already consented. */
record OAuthAuthorizationRecord(
        Optional<String> redirectUrl,
        Optional<OAuthClientInfo> client,
        Optional<String> redirectUri,
        List<String> scopes,
        Optional<String> userId,
        Optional<String> userEmail,
        Map<String, Object> unknownFields)
        implements OAuthAuthorization {

    private static final JsonReader<Pending> PENDING = Json.reader(Pending.class);
    private static final JsonReader<Redirect> REDIRECT = Json.reader(Redirect.class);

    OAuthAuthorizationRecord {
        unknownFields = Collections.unmodifiableMap(unknownFields);
    }

    /** The body if consent is required. */
    record Pending(
            String authorizationId,
            Optional<String> redirectUri,
            ClientRecord client,
            Optional<UserRecord> user,
            Optional<String> scope,
            Map<String, Object> unknownFields) {

        OAuthAuthorization authorization() {
            return new OAuthAuthorizationRecord(
                    Optional.empty(),
                    Optional.of(client),
                    redirectUri,
                    scope.filter(text -> !text.isBlank())
                            .map(text -> List.of(text.strip().split(" +")))
                            .orElse(List.of()),
                    user.flatMap(UserRecord::id),
                    user.flatMap(UserRecord::email).filter(text -> !text.isEmpty()),
                    unknownFields);
        }
    }

    record UserRecord(Optional<String> id, Optional<String> email) {}

    /** The body if the user has already consented. */
    record Redirect(String redirectUrl, Map<String, Object> unknownFields) {

        OAuthAuthorization authorization() {
            return new OAuthAuthorizationRecord(
                    Optional.of(redirectUrl),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    unknownFields);
        }
    }

    static OAuthAuthorization of(Map<String, Object> body) {
        return body.get("redirect_url") == null
                ? AuthService.convert(PENDING, body).authorization()
                : AuthService.convert(REDIRECT, body).authorization();
    }

    @Override
    public boolean consentRequired() {
        return redirectUrl.isEmpty();
    }

    @Override
    public String toString() {
        return "OAuthAuthorization[" + client.map(OAuthClientInfo::id).orElse("consent given") + "]";
    }
}
