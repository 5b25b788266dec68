package dev.plinth.auth.internal.users;

import dev.plinth.auth.GeneratedLink;
import dev.plinth.auth.User;
import dev.plinth.auth.VerificationType;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.FieldMap;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A generated link; in the response its fields are mixed with those of the user. */
record GeneratedLinkRecord(
        User user,
        Secret actionLink,
        Secret emailOtp,
        Secret tokenHash,
        VerificationType verificationType,
        String redirectTo)
        implements GeneratedLink {

    private static final JsonReader<Wire> WIRE = Json.reader(Wire.class);
    private static final List<String> FIELDS =
            List.of("action_link", "email_otp", "hashed_token", "verification_type", "redirect_to");
    private static final Pattern TOKEN = Pattern.compile("[?&]token=([^&#]+)");

    record Wire(Secret actionLink, Secret emailOtp, Secret hashedToken, String verificationType, String redirectTo) {}

    static GeneratedLink of(Map<String, Object> response) {
        Wire wire = AuthService.convert(WIRE, response);
        Map<String, Object> user = new FieldMap(response);
        user.keySet().removeAll(FIELDS);
        return new GeneratedLinkRecord(
                UserRecord.of(user),
                wire.actionLink(),
                wire.emailOtp(),
                hash(wire),
                VerificationType.of(type(wire.verificationType())),
                wire.redirectTo());
    }

    /** For a change of the e-mail address the server returns an unusable hash; the link contains the correct one. */
    private static Secret hash(Wire wire) {
        Matcher token = TOKEN.matcher(wire.actionLink().reveal());
        return token.find() ? Secret.of(token.group(1)) : wire.hashedToken();
    }

    private static String type(String received) {
        return received.startsWith("email_change") ? "email_change" : received;
    }

    @Override
    public String toString() {
        return "GeneratedLink[" + verificationType + ", " + user.id() + "]";
    }
}
