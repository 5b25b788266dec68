package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.golang.GoUrl;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /verify}: links that were clicked, codes that were typed. */
final class VerifyEndpoint {
    private static final ParamSpec PARAMS =
            ParamSpec.of("VerifyParams").strings("type", "token", "token_hash", "email", "phone", "redirect_to");

    private final AuthCore core;
    private final Verification verification;
    private final Bearers bearers;

    VerifyEndpoint(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
        this.verification = new Verification(core);
    }

    /** A link: whatever comes of it, the browser is sent on. */
    AuthReply get(Call call) {
        String token = call.request().parameter("token");
        String type = call.request().parameter("type");
        if (type.isEmpty()) {
            throw AuthError.invalid("Verify requires a verification type");
        }
        if (token.isEmpty()) {
            throw AuthError.invalid("Verify requires a token or a token hash");
        }
        String target = Redirects.of(core, call.request()).target();
        boolean pkce = token.startsWith(OneTimeToken.PKCE);
        try {
            Verification.Accepted accepted = verification.byHash(token, type);
            if (!verification.carryOut(accepted)) {
                return AuthReply.redirect(303, told(target, Map.of("message", Verification.HALF_DONE), pkce));
            }
            core.accounts().recountProviders(accepted.user());
            String named = accepted.type();
            return AuthReply.redirect(
                    303, pkce ? coded(target, accepted.user(), named) : signedIn(target, accepted, type, call));
        } catch (AuthError error) {
            return AuthReply.redirect(303, told(target, describe(error), pkce));
        }
    }

    private String coded(String target, User user, String type) {
        String method = type.equals("signup") ? "email/signup" : type;
        return appended(target, '?', "code=" + core.flows().code(user, method));
    }

    private String signedIn(String target, Verification.Accepted accepted, String asked, Call call) {
        Tokens.Issued issued = core.tokens().signIn(accepted.user(), "otp", call.request());
        Map<String, String> fragment = new TreeMap<>();
        for (String name : new String[] {"access_token", "expires_at", "expires_in", "refresh_token", "token_type"}) {
            fragment.put(name, issued.body().path(name).asText());
        }
        fragment.put("type", asked.equals("email") ? "magiclink" : asked);
        fragment.put("sb", "");
        return target + "#" + form(fragment);
    }

    static Map<String, String> describe(AuthError error) {
        Map<String, String> members = new TreeMap<>();
        boolean database = error.shape == AuthError.Shape.POSTGRES;
        switch (error.status) {
            case 400 -> members.put("error", "invalid_request");
            case 401 -> members.put("error", "unauthorized_client");
            case 403 -> members.put("error", "access_denied");
            case 500 -> members.put("error", "server_error");
            case 503 -> members.put("error", "temporarily_unavailable");
            default -> members.put("error_code", error.code);
        }
        members.put("error_code", database ? "unexpected_failure" : error.code);
        members.put("error_description", database ? error.extras.get(1) : error.text);
        return members;
    }

    private static String told(String asked, Map<String, String> members, boolean pkce) {
        String target = GoUrl.parse(asked).map(GoUrl::encoded).orElse(asked);
        Map<String, String> fragment = new TreeMap<>(members);
        fragment.put("sb", "");
        String base = pkce ? appended(target, '?', form(members)) : target;
        return base + "#" + form(fragment);
    }

    /** Adds a query to an address that may have one, or a fragment, already. */
    static String appended(String target, char mark, String query) {
        int hash = target.indexOf('#');
        String base = hash < 0 ? target : target.substring(0, hash);
        String fragment = hash < 0 ? "" : target.substring(hash);
        return base + (base.indexOf(mark) < 0 ? mark : '&') + query + fragment;
    }

    static String form(Map<String, String> members) {
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member ->
                                member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }

    AuthReply post(Call call) {
        Params params = PARAMS.read(call.request());
        requireShape(params);
        Verification.Accepted accepted = params.text("token_hash").isEmpty()
                ? byCode(params, bearers.audience(call))
                : verification.byHash(params.text("token_hash"), params.text("type"));
        if (!verification.carryOut(accepted)) {
            return Verification.halfDone();
        }
        core.accounts().recountProviders(accepted.user());
        return core.tokens().signIn(accepted.user(), "otp", call.request()).reply();
    }

    private static void requireShape(Params params) {
        if (params.text("type").isEmpty()) {
            throw AuthError.invalid("Verify requires a verification type");
        }
        boolean token = !params.text("token").isEmpty();
        boolean hash = !params.text("token_hash").isEmpty();
        if (token == hash) {
            throw AuthError.invalid("Verify requires either a token or a token hash");
        }
        boolean addressed =
                !params.text("email").isEmpty() || !params.text("phone").isEmpty();
        if (hash && (addressed || !params.text("redirect_to").isEmpty())) {
            throw AuthError.invalid("Only the token_hash and type should be provided");
        }
        if (token && params.text("email").isEmpty() == params.text("phone").isEmpty()) {
            throw AuthError.invalid("Only an email address or phone number should be provided on verify");
        }
    }

    private Verification.Accepted byCode(Params params, String aud) {
        String type = params.text("type");
        String code = params.text("token");
        if (params.text("email").isEmpty()) {
            requireForPhones(type);
            String phone = phone(params.text("phone"));
            User user = type.equals("phone_change")
                    ? verification.changingTo(phone)
                    : core.state().users.findByPhone(phone, aud);
            return verification.byCode(user, phone, code, type);
        }
        String email = email(params.text("email"));
        @Nullable
        User user = type.equals("email_change")
                ? verification.changing(email, code).map(User::reloaded).orElse(null)
                : core.state().users.findByEmail(email, aud);
        return verification.byCode(user, email, code, type);
    }

    private static void requireForPhones(String type) {
        if (!type.equals("sms") && !type.equals("phone_change")) {
            throw AuthError.expiredCode();
        }
    }

    private static String email(String text) {
        try {
            return Accounts.validEmail(text);
        } catch (AuthError e) {
            throw AuthError.of(422, "validation_failed", "Invalid email format");
        }
    }

    private static String phone(String text) {
        return Accounts.validPhone(text);
    }
}
