package dev.plinth.testkit.internal.auth;

import java.util.Set;

/** {@code grant_type=id_token}: no identity provider is trusted here, so every token is refused, as it would be. */
final class IdTokenGrant {
    private static final ParamSpec PARAMS = ParamSpec.of("IdTokenGrantParams")
            .strings("id_token", "access_token", "nonce", "provider", "client_id", "issuer")
            .bools("link_identity");
    private static final Set<String> KNOWN =
            Set.of("apple", "google", "azure", "facebook", "keycloak", "kakao", "vercel_marketplace", "snapchat");

    private final AuthCore core;

    IdTokenGrant(AuthCore core) {
        this.core = core;
    }

    AuthReply handle(Call call) {
        Params params = PARAMS.read(call.request());
        if (params.text("id_token").isEmpty()) {
            throw AuthError.oauth("invalid request", "id_token required");
        }
        String provider = params.text("provider");
        if (provider.isEmpty()
                && (params.text("client_id").isEmpty() || params.text("issuer").isEmpty())) {
            throw AuthError.oauth("invalid request", "provider or client_id and issuer required");
        }
        if (provider.startsWith("custom:")) {
            throw AuthError.invalid("Custom provider \"" + provider + "\" not found");
        }
        if (!KNOWN.contains(provider)) {
            throw AuthError.invalid("Custom OIDC provider \"" + provider + "\" not allowed");
        }
        if (provider.equals("apple")) {
            throw AuthError.invalid("Unable to detect issuer in ID token for Apple provider");
        }
        if (!core.settings().flag("EXTERNAL_" + provider.toUpperCase(java.util.Locale.ROOT) + "_ENABLED")) {
            throw AuthError.of(
                    400, "provider_disabled", "Provider (issuer \"" + issuer(provider) + "\") is not enabled");
        }
        throw AuthError.oauth("invalid request", "Bad ID token");
    }

    private static String issuer(String provider) {
        return switch (provider) {
            case "google" -> "https://accounts.google.com";
            case "facebook" -> "https://www.facebook.com";
            case "kakao" -> "https://kauth.kakao.com";
            case "azure" -> "https://login.microsoftonline.com/common/v2.0";
            default -> "";
        };
    }
}
